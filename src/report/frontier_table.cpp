// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The frontier as rows for other programs.
#include "ahub/report/reading.hpp"
#include "ahub/report/table.hpp"

namespace ahub::report {
namespace {

Table table_of(const FrontierReport& report) {
  Table table;
  table.columns = {"key",     "metric",  "place", "value",  "unit",  "stated_value", "stated_unit",
                   "package", "version", "claim", "system", "level", "badge",        "tensions"};
  for (const FrontierList& list : report.lists) {
    const auto add = [&](const FrontierEntry& entry) {
      table.rows.push_back({list.key, list.metric, entry.place == 0 ? Json() : Json(entry.place),
                            entry.value, entry.place == 0 ? entry.stated_unit : list.unit,
                            entry.stated_value, entry.stated_unit, entry.package, entry.version,
                            entry.claim, entry.system, entry.level, entry.badge, entry.tensions});
    };
    for (const FrontierEntry& entry : list.entries) add(entry);
    for (const FrontierEntry& entry : list.incomparable) add(entry);
  }
  return table;
}

}  // namespace

CsvLines frontier_csv(const FrontierReport& report, CsvText text) {
  return table_csv(table_of(report), text);
}

TsvLines frontier_tsv(const FrontierReport& report) { return table_tsv(table_of(report)); }

}  // namespace ahub::report
