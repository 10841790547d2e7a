// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Paired differences as a table.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/lab.hpp"

namespace ahub::report {
namespace {

/// The axis whose values are compared.
const sim::Axis& compared(const sim::Grid& grid) {
  return *std::find_if(grid.axes.begin(), grid.axes.end(),
                       [](const sim::Axis& axis) { return axis.name != "seed"; });
}

constexpr const char* kTooFarApart = "the outputs are too large or too far apart for a number";

bool is_undefined(const sim::Paired& one) {
  return !std::isfinite(one.mean_first) || !std::isfinite(one.mean) ||
         !std::isfinite(one.difference) || !std::isfinite(one.half_width);
}

}  // namespace

Table comparison_table(const sim::Grid& grid, const std::vector<sim::Paired>& differences) {
  Table table{{"parameter", "first", "value", "output", "unit", "seeds", "mean_first", "mean",
               "difference", "half_width"},
              {}};
  const sim::Axis& axis = compared(grid);
  for (const sim::Paired& one : differences) {
    table.rows.push_back({axis.name, axis.values.front(), one.value, one.output, one.unit,
                          one.seeds, one.mean_first, one.mean, one.difference, one.half_width});
  }
  if (std::none_of(differences.begin(), differences.end(), is_undefined)) return table;
  table.columns.emplace_back("undefined");
  for (std::size_t i = 0; i < differences.size(); ++i)
    table.rows[i].push_back(is_undefined(differences[i]) ? Json(kTooFarApart) : Json());
  return table;
}

Text comparison_human(const sim::Grid& grid, const std::vector<sim::Paired>& differences,
                      const Style& style) {
  const sim::Axis& axis = compared(grid);
  const std::string first = safe_text(axis.values.front());
  Text out;
  std::string value;
  Table table;
  const auto flush = [&] {
    if (!table.rows.empty()) out += table_human(table, style);
    table.rows.clear();
  };
  for (const sim::Paired& one : differences) {
    if (one.value != value) {
      flush();
      if (!value.empty()) out += "\n";
      value = one.value;
      out += style.bold(
                 Text::format("{}: {} against {}, {} seeds", axis.name, value, first, one.seeds)) +
             "\n";
      table.columns = {"output", first, safe_text(value), "difference", "95 %", "unit"};
    }
    const bool sure = std::abs(one.difference) > one.half_width;
    table.rows.push_back({one.output, one.mean_first, one.mean, one.difference,
                          std::isfinite(one.half_width)
                              ? fmt::format("{} {:.3g}{}", style.unicode ? "\u00b1" : "+-",
                                            one.half_width, sure ? " *" : "")
                              : std::string("undefined"),
                          one.unit});
  }
  flush();
  if (std::any_of(differences.begin(), differences.end(), is_undefined))
    out += Text::format("undefined, because {}\n", kTooFarApart);
  return out + style.dim("* the interval leaves out 0") + "\n";
}

}  // namespace ahub::report
