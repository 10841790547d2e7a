// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Outputs declared as rows over a plain result struct, as parameters are over theirs.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "ahub/sim/simulator.hpp"
#include "sim/round.hpp"

namespace ahub::sim {

/// One figure of a result struct `R`. Reals leave in six digits, integers as they are.
template <class R>
struct OutputRow {
  std::string_view name;
  std::variant<std::int64_t R::*, double R::*> field;
  std::string_view unit;
  std::string_view doc;
};

/// Puts one list behind another: rows, outputs, names of several tables.
template <class T>
void append(std::vector<T>& list, const std::vector<T>& more) {
  list.insert(list.end(), more.begin(), more.end());
}

template <class R>
std::vector<OutputInfo> output_infos_of(const std::vector<OutputRow<R>>& rows,
                                        const std::string& suffix = "") {
  std::vector<OutputInfo> infos;
  for (const OutputRow<R>& row : rows)
    infos.push_back({std::string(row.name) + suffix, row.field.index() == 0, row.unit, row.doc});
  return infos;
}

template <class R>
std::vector<std::string> output_names(const std::vector<OutputRow<R>>& rows,
                                      const std::string& suffix = "") {
  std::vector<std::string> names;
  for (const OutputRow<R>& row : rows) names.push_back(std::string(row.name) + suffix);
  return names;
}

/// The outputs of one result, appended to those of others.
template <class R>
void add_outputs(const std::vector<OutputRow<R>>& rows, const R& result,
                 std::vector<Output>& outputs, const std::string& suffix = "") {
  for (const OutputRow<R>& row : rows) {
    Output output{std::string(row.name) + suffix, {}};
    if (const auto* integer = std::get_if<std::int64_t R::*>(&row.field)) {
      output.value = result.**integer;
    } else {
      output.value = rounded(result.*std::get<double R::*>(row.field));
    }
    outputs.push_back(std::move(output));
  }
}

}  // namespace ahub::sim
