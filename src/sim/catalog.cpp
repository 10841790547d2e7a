// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// All simulators, and running one: bind, refuse what costs too much, run, digest.
#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "ahub/base/digest.hpp"
#include "ahub/base/error.hpp"
#include "ahub/base/limits.hpp"
#include "ahub/base/text.hpp"
#include "ahub/sim/stated_unit.hpp"
#include "sim/declare.hpp"

namespace ahub::sim {

std::span<const Simulator> catalog() {
  static const std::vector<Simulator> simulators{
      // clang-format off
      arith_simulator(),
      attn_fp8_simulator(),
      attn_io_simulator(),
      cache_simulator(),
      gpu_grid_simulator(),
      h2o_simulator(),
      heteroserve_simulator(),
      kv_heads_simulator(),
      kv_plan_simulator(),
      pagedkv_simulator(),
      quant_simulator(),
      search_simulator(),
      streamllm_simulator(),
      tierkv_simulator(),
      // clang-format on
  };
  return simulators;
}

const Simulator* find_simulator(std::string_view name) {
  for (const Simulator& simulator : catalog()) {
    if (simulator.about.name == name) return &simulator;
  }
  return nullptr;
}

const ParamInfo* Simulator::find_param(std::string_view name) const noexcept {
  const auto found = std::find_if(params.begin(), params.end(),
                                  [&](const ParamInfo& param) { return param.name == name; });
  return found == params.end() ? nullptr : &*found;
}

std::string_view output_unit(std::string_view simulator, std::string_view output) noexcept {
  const Simulator* known = find_simulator(simulator);
  const OutputInfo* info = known == nullptr ? nullptr : known->find_output(output);
  return info == nullptr ? std::string_view() : std::string_view(info->unit);
}

StatedUnit stated_unit(std::string_view simulator,
                       std::span<const std::pair<std::string, Json>> params,
                       std::string_view output) {
  using Source = StatedUnit::Source;
  const Simulator* known = find_simulator(simulator);
  const OutputInfo* info = known == nullptr ? nullptr : known->find_output(output);
  if (info == nullptr) return {};
  if (!info->unit.empty()) return {std::string(info->unit), Source::declared};
  const ParamInfo* named = info->exact ? nullptr : known->find_param("unit");
  for (const auto& [name, value] : params) {
    if (named != nullptr && named->type == ParamType::text && name == named->name &&
        value.is_string() && !value.as_string().empty())
      return {value.as_string(), Source::run};
  }
  return {"1", info->exact ? Source::count : Source::number};
}

const OutputInfo* Simulator::find_output(std::string_view name) const noexcept {
  const auto found = std::find_if(outputs.begin(), outputs.end(),
                                  [&](const OutputInfo& output) { return output.name == name; });
  return found == outputs.end() ? nullptr : &*found;
}

std::string_view to_string(Fidelity fidelity) noexcept {
  switch (fidelity) {
    case Fidelity::exact:
      return "exact";
    case Fidelity::arithmetic:
      return "arithmetic";
    case Fidelity::numeric:
      return "numeric";
    case Fidelity::calibrated:
      return "calibrated";
    case Fidelity::generative:
      return "generative";
    case Fidelity::host_timing:
      return "host-timing";
  }
  return "exact";
}

void Deadline::check() const {
  if (end_ && std::chrono::steady_clock::now() > *end_) {
    throw Error(ErrorKind::limit, "deadline", "the run took longer than its time limit",
                "give more time with --timeout SECONDS, or make the experiment smaller");
  }
}

Bound bind_or_refuse(const Simulator& simulator,
                     std::span<const std::pair<std::string, Json>> params, bool from_text) {
  Bound bound = bind_settings(simulator, params, from_text);
  if (bound.problems.empty()) return bound;
  const SettingProblem& first = bound.problems.front();
  const bool expression = first.kind == SettingProblem::Kind::bad_expression;
  throw Error(ErrorKind::input, expression ? "bad-expression" : "bad-parameter", first.message,
              !first.hint.empty() ? first.hint
              : first.suggestion.empty()
                  ? fmt::format("'ahub sim describe {}' lists the parameters", simulator.about.name)
                  : fmt::format("did you mean '{}'?", first.suggestion));
}

RunResult run(const Simulator& simulator, std::span<const std::pair<std::string, Json>> params,
              std::int64_t seed, const Context& context, bool from_text) {
  Bound bound = bind_or_refuse(simulator, params, from_text);
  const Cost cost = simulator.cost(bound.settings);
  if (cost.steps > static_cast<double>(limits::kSimulatorSteps) ||
      cost.bytes > static_cast<double>(limits::kSimulatorBytes)) {
    throw Error(
        ErrorKind::limit, "cost",
        fmt::format(
            "this run needs about {:.3g} steps and {:.3g} bytes; the limits are {:.3g} and {:.3g}",
            cost.steps, cost.bytes, static_cast<double>(limits::kSimulatorSteps),
            static_cast<double>(limits::kSimulatorBytes)),
        "make the experiment smaller");
  }
  RunResult result;
  result.fidelity = simulator.fidelity(bound.settings);
  // Each run has its own list, and what reads for all of them hears of each choice once.
  Reading own(context.reading != nullptr && context.reading->strict());
  Context inner = context;
  inner.reading = &own;
  // What a run found after its time was over is not told: it would hang on the moment of a check.
  context.deadline.check();
  result.outputs = simulator.run(bound.settings, seed, inner);
  context.deadline.check();
  result.choices = own.choices();
  if (context.reading != nullptr)
    for (const Choice& choice : result.choices) context.reading->chose(choice);
  result.seed = seed;
  for (Setting& setting : bound.settings) {
    const ParamInfo& param = *simulator.find_param(setting.name);
    if (!param.late || setting.value != param.initial)
      result.settings.push_back(std::move(setting));
  }
  Json outputs = Json::object();
  for (const Output& output : result.outputs) outputs.set(output.name, output.value);
  result.digest = sha256_hex(canonical_json(outputs));
  return result;
}

}  // namespace ahub::sim
