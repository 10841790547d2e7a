// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// One line a finding.
#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/report.hpp"
#include "report/finding.hpp"

namespace ahub::report {

Text lint_concise(const std::vector<LintReport>& reports, const Style& style) {
  Text out;
  for (const LintReport& report : reports) {
    const std::vector<PlacedFinding> findings = placed(report);
    const std::size_t shown = shown_count(report);
    for (std::size_t i = 0; i < shown; ++i) {
      const PlacedFinding& place = findings[i];
      const std::string_view word = to_string(place.finding->severity);
      const std::string where =
          place.has_position
              ? fmt::format("{}:{}:{}", place.path, place.begin.line, place.begin.column)
              : place.path;
      out += Text::format(
          "{}: {} {} {}\n", where,
          place.finding->severity == Severity::error ? style.red(word) : style.yellow(word),
          place.finding->code, place.finding->message);
    }
    if (shown < findings.size())
      out += Text::format("{}: {} more findings\n", report.path, findings.size() - shown);
  }
  return out;
}

}  // namespace ahub::report
