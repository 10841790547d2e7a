// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// How a model declares itself: rows over plain structs, erased to the uniform `Simulator`.
// Defaults are the struct's member initialisers and stand nowhere else.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ahub/sim/simulator.hpp"

namespace ahub::sim {

using Words = std::vector<std::string>;

/// One parameter of a model whose settings live in the plain struct `P`.
template <class P>
struct ParamRow {
  std::string_view name;
  std::variant<std::int64_t P::*, double P::*, std::string P::*, Words P::*> field;
  double min, max;  ///< Inclusive; ignored for words; the most bytes of a text, 0 for 512.
  std::string_view unit;
  std::string_view doc;
  std::vector<std::string_view> options = {};  ///< A text without options takes any word.
  bool file = false;                           ///< The text is the path of a file.
  bool late = false;                           ///< As in `ParamInfo`.
  bool P::*given = nullptr;                    ///< Set to whether the user gave the parameter.
};

inline Json to_json_setting(std::int64_t value) { return value; }
inline Json to_json_setting(double value) { return value; }
inline Json to_json_setting(const std::string& value) { return value; }
inline Json to_json_setting(const Words& words) {
  Json list = Json::array();
  for (const std::string& word : words) list.push(word);
  return list;
}

inline void from_json_setting(const Json& value, std::int64_t& out) { out = value.as_integer(); }
inline void from_json_setting(const Json& value, double& out) { out = value.as_number(); }
inline void from_json_setting(const Json& value, std::string& out) { out = value.as_string(); }
inline void from_json_setting(const Json& value, Words& out) {
  out.clear();
  for (const Json& word : value.as_array()) out.push_back(word.as_string());
}

template <class P>
std::vector<ParamInfo> param_infos(const std::vector<ParamRow<P>>& rows) {
  static constexpr ParamType kTypes[] = {ParamType::integer, ParamType::real, ParamType::choice,
                                         ParamType::choices};
  static const P defaults;  // Static: GCC 12 sees texts in it that a P without texts never reads.
  std::vector<ParamInfo> infos;
  for (const ParamRow<P>& row : rows) {
    const Json initial =
        std::visit([&](auto field) { return to_json_setting(defaults.*field); }, row.field);
    ParamType type = kTypes[row.field.index()];
    double max = row.max;
    if (type == ParamType::choice && row.options.empty()) {
      type = row.file ? ParamType::file : ParamType::text;
      if (max == 0) max = 512;
    }
    infos.push_back({row.name, type, initial, row.min, max, row.unit, row.doc, row.options,
                     row.late, row.given != nullptr});
  }
  return infos;
}

/// Settings in declared order as the model's struct; those of a run lack late ones at their
/// default.
template <class P>
P params_of(const std::vector<ParamRow<P>>& rows, std::span<const Setting> settings) {
  P params;
  std::size_t next = 0;
  for (const ParamRow<P>& row : rows) {
    if (next == settings.size() || settings[next].name != row.name) continue;
    const Setting& setting = settings[next++];
    std::visit([&](auto field) { from_json_setting(setting.value, params.*field); }, row.field);
    if (row.given != nullptr) params.*row.given = setting.given;
  }
  return params;
}

/// What a model provides besides its rows.
template <class P>
struct Model {
  Fidelity (*fidelity)(const P&);
  std::vector<std::string> (*outputs_of)(const P&);
  Cost (*cost)(const P&);
  /// May throw `Error{input, "bad-parameter"}` for a combination that makes no sense.
  std::vector<Output> (*run)(const P&, std::int64_t seed, const Context&);
  /// As `Simulator::check`; may be null.
  std::optional<SettingProblem> (*check)(const P&) = nullptr;
  /// As `Simulator::check_steps`; may be null.
  double (*check_steps)(const P&) = nullptr;
};

template <class P>
Simulator make_simulator(const About& about, std::vector<ParamRow<P>> rows,
                         std::vector<OutputInfo> outputs, const Model<P>& model) {
  Simulator simulator;
  simulator.about = about;
  simulator.params = param_infos(rows);
  simulator.outputs = std::move(outputs);
  simulator.fidelity = [rows, model](std::span<const Setting> s) {
    return model.fidelity(params_of(rows, s));
  };
  simulator.outputs_of = [rows, model](std::span<const Setting> s) {
    return model.outputs_of(params_of(rows, s));
  };
  simulator.cost = [rows, model](std::span<const Setting> s) {
    return model.cost(params_of(rows, s));
  };
  simulator.run = [rows, model](std::span<const Setting> s, std::int64_t seed,
                                const Context& context) {
    return model.run(params_of(rows, s), seed, context);
  };
  if (model.check != nullptr) {
    simulator.check = [rows, model](std::span<const Setting> s) {
      return model.check(params_of(rows, s));
    };
  }
  if (model.check_steps != nullptr) {
    simulator.check_steps = [rows, model](std::span<const Setting> s) {
      return model.check_steps(params_of(rows, s));
    };
  }
  return simulator;
}

/// Throws `Error{input, "bad-parameter"}`: "parameter 'NAME' is VALUE, it takes LEGAL".
[[noreturn]] void refuse_parameter(std::string_view name, std::int64_t value,
                                   std::string_view legal);
/// The file that a parameter names; `what` it holds ("trace") is for the message. Throws
/// `Error{input, "bad-parameter"}` where runs may not read files, and what `Context::open` throws.
FileView open_file(const Context& context, std::string_view what, const std::string& path);

// The models; catalog.cpp lists them.
Simulator arith_simulator();
Simulator attn_fp8_simulator();
Simulator attn_io_simulator();
Simulator cache_simulator();
Simulator gpu_grid_simulator();
Simulator h2o_simulator();
Simulator heteroserve_simulator();
Simulator kv_heads_simulator();
Simulator kv_plan_simulator();
Simulator pagedkv_simulator();
Simulator quant_simulator();
Simulator search_simulator();
Simulator streamllm_simulator();
Simulator tierkv_simulator();

}  // namespace ahub::sim
