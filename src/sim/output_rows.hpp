// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Outputs declared as rows over a plain result struct, as parameters are over theirs.
#pragma once

#include <string>
#include <string_view>
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

template <class R>
OutputInfo output_info(const OutputRow<R>& row, const std::string& suffix = "") {
  return {std::string(row.name) + suffix, row.field.index() == 0, row.unit, row.doc};
}

template <class R>
Output output_of(const OutputRow<R>& row, const R& result, const std::string& suffix = "") {
  Output output{std::string(row.name) + suffix, {}};
  if (const auto* integer = std::get_if<std::int64_t R::*>(&row.field)) {
    output.value = result.**integer;
  } else {
    output.value = rounded(result.*std::get<double R::*>(row.field));
  }
  return output;
}

template <class R>
std::vector<OutputInfo> output_infos_of(const std::vector<OutputRow<R>>& rows,
                                        const std::string& suffix = "") {
  std::vector<OutputInfo> infos;
  for (const OutputRow<R>& row : rows) infos.push_back(output_info(row, suffix));
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
  for (const OutputRow<R>& row : rows) outputs.push_back(output_of(row, result, suffix));
}

}  // namespace ahub::sim
