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
      out += style.bold(Text::format("{}: {} against {}, {} seeds", safe_text(axis.name),
                                     safe_text(value), first, one.seeds)) +
             "\n";
      table.columns = {"output", first, safe_text(value), "difference", "95 %", "unit"};
    }
    const bool sure = std::abs(one.difference) > one.half_width;
    table.rows.push_back({one.output, one.mean_first, one.mean, one.difference,
                          fmt::format("{} {:.3g}{}", style.unicode ? "\u00b1" : "+-",
                                      one.half_width, sure ? " *" : ""),
                          one.unit});
  }
  flush();
  return out + style.dim("* the interval leaves out 0") + "\n";
}

}  // namespace ahub::report
