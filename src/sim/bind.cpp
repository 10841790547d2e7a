// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// From what a user wrote to complete, typed settings; and back to a command line.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "ahub/sim/simulator.hpp"
#include "sim/declare.hpp"

namespace ahub::sim {
namespace {

std::string written(const Json& value) {
  if (value.is_real() && !std::isfinite(value.as_number())) return "not a finite number";
  return value.is_string() ? fmt::format("'{}'", safe_text(value.as_string()))
                           : safe_text(to_json(value));
}

std::string legal_words(const ParamInfo& param) {
  return fmt::format("{}", fmt::join(param.options, ", "));
}

/// A command line's text as the value that the parameter's type asks for.
Json from_words(const ParamInfo& param, const Json& value) {
  if (!value.is_string()) return value;
  const std::string& text = value.as_string();
  switch (param.type) {
    case ParamType::integer:
      if (const auto integer = parse_integer(text)) return *integer;
      // "1e6" is a whole number that people write this way.
      if (const auto real = parse_real(text);
          real && std::trunc(*real) == *real && std::abs(*real) < 0x1p53) {
        return static_cast<std::int64_t>(*real);
      }
      return value;
    case ParamType::real:
      if (const auto real = parse_real(text)) return *real;
      return value;
    case ParamType::choice:
    case ParamType::text:
    case ParamType::file:
      return value;
    case ParamType::choices: {
      Json list = Json::array();
      for (std::size_t start = 0; start <= text.size();) {
        const std::size_t end = std::min(text.find(',', start), text.size());
        list.push(text.substr(start, end - start));
        start = end + 1;
      }
      return list;
    }
  }
  return value;
}

using Problem = std::optional<SettingProblem>;

Problem problem(SettingProblem::Kind kind, const ParamInfo& param, std::string message,
                std::string suggestion = {}) {
  return SettingProblem{kind, std::string(param.name), std::move(message), std::move(suggestion)};
}

Problem check_number(const ParamInfo& param, Json& value) {
  const bool integer = param.type == ParamType::integer;
  if (!value.is_number() || (integer && !value.is_integer()) || !std::isfinite(value.as_number())) {
    return problem(SettingProblem::Kind::wrong_type, param,
                   fmt::format("parameter '{}' is {}, it takes {}", param.name, written(value),
                               integer ? "an integer" : "a number"));
  }
  const double number = value.as_number();
  if (number < param.min || number > param.max) {
    return problem(SettingProblem::Kind::out_of_range, param,
                   fmt::format("parameter '{}' is {}, it takes {} to {}{}{}", param.name,
                               written(value), format_real(param.min), format_real(param.max),
                               param.unit.empty() ? "" : " ", param.unit));
  }
  if (!integer) value = number;
  return std::nullopt;
}

Problem check_word(const ParamInfo& param, const Json& value) {
  if (!value.is_string()) {
    return problem(SettingProblem::Kind::wrong_type, param,
                   fmt::format("parameter '{}' is {}, it takes one of {}", param.name,
                               written(value), legal_words(param)));
  }
  const std::string& word = value.as_string();
  if (std::find(param.options.begin(), param.options.end(), word) != param.options.end())
    return std::nullopt;
  const std::vector<std::string> words(param.options.begin(), param.options.end());
  return problem(SettingProblem::Kind::not_a_choice, param,
                 fmt::format("parameter '{}' is {}, it takes one of {}", param.name, written(value),
                             legal_words(param)),
                 nearest(word, words).value_or(""));
}

Problem check_words(const ParamInfo& param, Json& value) {
  if (value.is_string()) value = Json::array().push(value);
  if (!value.is_array() || value.as_array().empty()) {
    return problem(SettingProblem::Kind::wrong_type, param,
                   fmt::format("parameter '{}' is {}, it takes a list of {}", param.name,
                               written(value), legal_words(param)));
  }
  const Json::Array& words = value.as_array();
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (Problem found = check_word(param, words[i])) return found;
    if (std::find(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(i), words[i]) !=
        words.begin() + static_cast<std::ptrdiff_t>(i)) {
      return problem(SettingProblem::Kind::duplicate, param,
                     fmt::format("parameter '{}' names {} twice", param.name, written(words[i])));
    }
  }
  return std::nullopt;
}

Problem check_text(const ParamInfo& param, const Json& value) {
  const auto longest = static_cast<std::size_t>(param.max);
  if (value.is_string() && value.as_string().size() <= longest) return std::nullopt;
  return problem(SettingProblem::Kind::wrong_type, param,
                 fmt::format("parameter '{}' is {}, it takes a text of at most {} bytes",
                             param.name, truncate_to_width(written(value), 60), longest));
}

Problem check(const ParamInfo& param, Json& value) {
  switch (param.type) {
    case ParamType::integer:
    case ParamType::real:
      return check_number(param, value);
    case ParamType::choice:
      return check_word(param, value);
    case ParamType::choices:
      return check_words(param, value);
    case ParamType::text:
    case ParamType::file:
      return check_text(param, value);
  }
  return std::nullopt;
}

std::string shell_text(const Json& value) {
  if (value.is_string()) return value.as_string();
  if (!value.is_array())
    return value.is_integer() ? std::to_string(value.as_integer()) : format_real(value.as_number());
  std::vector<std::string> words;
  for (const Json& word : value.as_array()) words.push_back(word.as_string());
  return fmt::format("{}", fmt::join(words, ","));
}

/// `text` as one word of a POSIX shell, on one line: as it is, in quotes, or, where a byte is no
/// printable character, in the dollar quotes of POSIX 2024.
std::string shell_word(const std::string& text) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("%+,-./:=@_").find(c) != std::string_view::npos;
  };
  if (std::all_of(text.begin(), text.end(), plain)) return text;
  const bool printable = safe_text(text) == text;
  std::string word = printable ? "'" : "$'";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (printable && c == '\'') {
      word += "'\\''";
    } else if (!printable && (c == '\'' || c == '\\')) {
      word += std::string("\\") + c;
    } else if (!printable && c == '\n') {
      word += "\\n";
    } else if (!printable && (byte < 0x20 || byte > 0x7e)) {
      word += fmt::format("\\{:03o}", byte);
    } else {
      word += c;
    }
  }
  return word + "'";
}

}  // namespace

Bound bind_settings(const Simulator& simulator,
                    std::span<const std::pair<std::string, Json>> params, bool from_text) {
  Bound bound;
  for (const ParamInfo& param : simulator.params) {
    bound.settings.push_back({std::string(param.name), param.initial, false});
  }
  std::vector<std::string> names;
  for (const ParamInfo& param : simulator.params) names.emplace_back(param.name);
  std::vector<std::string> seen;
  for (const auto& [name, given] : params) {
    const ParamInfo* param = simulator.find_param(name);
    if (param == nullptr) {
      bound.problems.push_back({SettingProblem::Kind::unknown, name,
                                fmt::format("simulator '{}' has no parameter '{}'",
                                            simulator.about.name, safe_text(name)),
                                nearest(name, names).value_or("")});
      continue;
    }
    if (std::find(seen.begin(), seen.end(), name) != seen.end()) {
      bound.problems.push_back({SettingProblem::Kind::duplicate,
                                name,
                                fmt::format("parameter '{}' is given twice", name),
                                {}});
      continue;
    }
    seen.push_back(name);
    Json value = from_text ? from_words(*param, given) : given;
    if (Problem found = check(*param, value)) {
      bound.problems.push_back(std::move(*found));
      continue;
    }
    const auto index = static_cast<std::size_t>(param - simulator.params.data());
    bound.settings[index].value = std::move(value);
    bound.settings[index].given = true;
  }
  if (bound.problems.empty() && simulator.check) {
    if (Problem found = simulator.check(bound.settings))
      bound.problems.push_back(std::move(*found));
    if (simulator.check_steps) bound.check_steps = simulator.check_steps(bound.settings);
  }
  return bound;
}

std::string reproduce_command(const Simulator& simulator, std::span<const Setting> settings,
                              std::int64_t seed, std::string_view output) {
  std::string command = fmt::format("ahub sim run {}", simulator.about.name);
  for (const Setting& setting : settings) {
    const ParamInfo* const param = simulator.find_param(setting.name);
    if (param != nullptr && setting.value == param->initial &&
        !(param->given_counts && setting.given))
      continue;
    command += fmt::format(" -p {}", shell_word(setting.name + "=" + shell_text(setting.value)));
  }
  command += fmt::format(" --seed {}", seed);
  if (!output.empty()) command += fmt::format(" --output {}", output);
  return command;
}

void refuse_parameter(std::string_view name, std::int64_t value, std::string_view legal) {
  throw Error(ErrorKind::input, "bad-parameter",
              fmt::format("parameter '{}' is {}, it takes {}", name, value, legal));
}

FileView open_file(const Context& context, std::string_view what, const std::string& path) {
  if (!context.open) {
    throw Error(ErrorKind::input, "bad-parameter",
                fmt::format("the {} '{}' cannot be read here", what, safe_text(path)),
                "a package names the files that its runs read among its artifacts");
  }
  return context.open(path);
}

}  // namespace ahub::sim
