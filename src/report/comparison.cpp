// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Paired differences as a table.
#include <cmath>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/lab.hpp"

namespace ahub::report {
namespace {

std::string compared(const sim::Grid& grid) {
  for (const sim::Axis& axis : grid.axes) {
    if (axis.name != "seed") return axis.name;
  }
  return {};
}

const std::string& first_value(const sim::Grid& grid) {
  for (const sim::Axis& axis : grid.axes) {
    if (axis.name != "seed") return axis.values.front();
  }
  return grid.axes.front().values.front();
}

}  // namespace

Table comparison_table(const sim::Grid& grid, const std::vector<sim::Paired>& differences) {
  Table table{{"parameter", "first", "value", "output", "unit", "seeds", "mean_first", "mean",
               "difference", "half_width"},
              {}};
  for (const sim::Paired& one : differences) {
    table.rows.push_back({compared(grid), first_value(grid), one.value, one.output, one.unit,
                          one.seeds, one.mean_first, one.mean, one.difference, one.half_width});
  }
  return table;
}

std::string comparison_human(const sim::Grid& grid, const std::vector<sim::Paired>& differences,
                             const Style& style) {
  std::string out;
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
      out += style.bold(fmt::format("{}: {} against {}, {} seeds", safe_text(compared(grid)),
                                    safe_text(value), safe_text(first_value(grid)), one.seeds)) +
             "\n";
      table.columns = {
          "output", safe_text(first_value(grid)), safe_text(value), "difference", "95 %", "unit"};
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
