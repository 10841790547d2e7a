// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Simulators and their results.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/report.hpp"
#include "report/number_words.hpp"
#include "report/words.hpp"

namespace ahub::report {
namespace {

using sim::OutputInfo;
using sim::ParamInfo;
using sim::ParamType;
using sim::Simulator;

std::string_view word(ParamType type) {
  switch (type) {
    case ParamType::integer:
      return "integer";
    case ParamType::real:
      return "real";
    case ParamType::choice:
      return "choice";
    case ParamType::choices:
      return "choices";
    case ParamType::text:
      return "text";
    case ParamType::file:
      return "file";
  }
  return "choice";
}

std::string value_text(const Json& value) {
  if (value.is_string()) return value.as_string();
  if (value.is_array()) {
    std::vector<std::string> words;
    for (const Json& item : value.as_array()) words.push_back(value_text(item));
    return fmt::format("{}", fmt::join(words, ","));
  }
  if (value.is_integer()) return std::to_string(value.as_integer());
  return value.is_number() ? format_real(value.as_number()) : to_json(value);
}

std::string legal(const ParamInfo& param) {
  if (param.type == ParamType::text || param.type == ParamType::file)
    return std::string(word(param.type));
  if (!param.options.empty()) return fmt::format("{}", fmt::join(param.options, "|"));
  return fmt::format("{}..{}", format_real(param.min), format_real(param.max));
}

Json param_json(const ParamInfo& param) {
  Json options = Json::array();
  for (const std::string_view option : param.options) options.push(option);
  const bool number = param.type == ParamType::integer || param.type == ParamType::real;
  return Json::object()
      .set("name", param.name)
      .set("type", word(param.type))
      .set("default", param.initial)
      .set("min", number ? Json(param.min) : Json())
      .set("max", number ? Json(param.max) : Json())
      .set("unit", param.unit)
      .set("options", std::move(options))
      .set("doc", param.doc);
}

Json output_json(const OutputInfo& output) {
  return Json::object()
      .set("name", output.name)
      .set("exact", output.exact)
      .set("unit", output.unit)
      .set("doc", output.doc);
}

Json about_json(const Simulator& simulator) {
  return Json::object()
      .set("name", simulator.about.name)
      .set("version", simulator.about.version)
      .set("summary", simulator.about.summary)
      .set("source", simulator.about.source);
}

}  // namespace

Text sim_list_human(const Style& style) {
  Text out;
  std::size_t width = 0;
  for (const Simulator& simulator : sim::catalog())
    width = std::max(width, simulator.about.name.size());
  for (const Simulator& simulator : sim::catalog()) {
    out += Text::format("{}  v{}  {:>2} parameters  {:>3} outputs  {}\n",
                        style.bold(padded(simulator.about.name, width)), simulator.about.version,
                        simulator.params.size(), simulator.outputs.size(), simulator.about.summary);
  }
  return out;
}

JsonLines sim_list_json() {
  Json data = Json::array();
  for (const Simulator& simulator : sim::catalog()) {
    data.push(about_json(simulator)
                  .set("params", static_cast<std::int64_t>(simulator.params.size()))
                  .set("outputs", static_cast<std::int64_t>(simulator.outputs.size())));
  }
  return JsonText::pretty(envelope("ahub.sim-list/1", std::move(data)));
}

Text sim_describe_human(const Simulator& simulator, const Style& style) {
  Text out =
      Text::format("{}  version {}\n", style.bold(simulator.about.name), simulator.about.version);
  out += paragraph(simulator.about.summary, 0, style) + "\n" +
         paragraph(simulator.about.description, 0, style) + "\n" +
         paragraph(fmt::format("Source: {}", simulator.about.source), 0, style) + "\n";
  out += style.bold("Parameters") + "\n";
  for (const ParamInfo& param : simulator.params) {
    out += Text::format("  {}  {} = {}{}{}\n", style.cyan(padded(param.name, 13)), legal(param),
                        value_text(param.initial), param.unit.empty() ? "" : " ", param.unit);
    out += paragraph(param.doc, 17, style);
  }
  out += "\n" + style.bold("Outputs") + "\n";
  for (const OutputInfo& output : simulator.outputs) {
    out += Text::format("  {}  {:<9} {}\n", style.cyan(padded(output.name, 28)), output.unit,
                        output.doc);
  }
  return out;
}

JsonLines sim_describe_json(const Simulator& simulator) {
  Json params = Json::array(), outputs = Json::array();
  for (const ParamInfo& param : simulator.params) params.push(param_json(param));
  for (const OutputInfo& output : simulator.outputs) outputs.push(output_json(output));
  Json data = about_json(simulator)
                  .set("description", simulator.about.description)
                  .set("params", std::move(params))
                  .set("outputs", std::move(outputs));
  return JsonText::pretty(envelope("ahub.sim-describe/1", std::move(data)));
}

std::string_view undefined_because(const sim::Output& output) noexcept {
  const bool number = !output.value.is_real() || std::isfinite(output.value.as_number());
  return number ? "" : "the model gives no finite number here";
}

Text sim_run_human(const Simulator& simulator, const sim::RunResult& result, const Style& style) {
  Text out = Text::format("{}@{}  seed {}  fidelity {}\n", style.bold(simulator.about.name),
                          simulator.about.version, result.seed, to_string(result.fidelity));
  std::size_t width = 0;
  for (const sim::Output& output : result.outputs) width = std::max(width, output.name.size());
  for (const sim::Output& output : result.outputs) {
    const OutputInfo* info = simulator.find_output(output.name);
    // Six digits, as in tables: the rest of a ratio's binary form tells nobody anything, and
    // -o NAME and --json have it all.
    const std::string_view unit = info == nullptr ? std::string_view() : info->unit;
    const std::string_view why = undefined_because(output);
    out += Text::format("  {}  {}\n", padded(output.name, width),
                        !why.empty()             ? fmt::format("undefined, because {}", why)
                        : output.value.is_real() ? computed_words(output.value.as_number(), unit)
                                                 : quantity_words(value_text(output.value), unit));
  }
  out += style.dim(Text::format("  digest sha256:{}", result.digest)) + "\n";
  return out;
}

JsonLines sim_run_json(const Simulator& simulator, const sim::RunResult& result) {
  Json params = Json::object(), outputs = Json::object(), undefined = Json::object();
  for (const sim::Setting& setting : result.settings) params.set(setting.name, setting.value);
  for (const sim::Output& output : result.outputs) {
    outputs.set(output.name, output.value);
    if (const std::string_view why = undefined_because(output); !why.empty())
      undefined.set(output.name, why);
  }
  Json data = Json::object()
                  .set("simulator", simulator.about.name)
                  .set("version", simulator.about.version)
                  .set("fidelity", to_string(result.fidelity))
                  .set("seed", result.seed)
                  .set("params", std::move(params))
                  .set("outputs", std::move(outputs))
                  .set("undefined", std::move(undefined))
                  .set("digest", result.digest)
                  .set("choices", to_json_value(result.choices));
  return JsonText::pretty(envelope("ahub.sim-run/1", std::move(data)));
}

}  // namespace ahub::report
