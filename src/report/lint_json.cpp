// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Findings as JSON (schemas/output/lint.schema.json).
#include "ahub/report/report.hpp"
#include "report/finding.hpp"

namespace ahub::report {

JsonLines lint_json(const std::vector<LintReport>& reports) {
  Json data = Json::array();
  for (const LintReport& report : reports) {
    for (const PlacedFinding& place : placed(report)) {
      const Diagnostic& finding = *place.finding;
      const auto number = [&](std::uint32_t value) {
        return place.has_position ? Json(static_cast<std::int64_t>(value)) : Json();
      };
      data.push(Json::object()
                    .set("path", report.path)
                    .set("package", report.loaded.parsed.package.slug)
                    .set("code", finding.code)
                    .set("name", place.rule_name)
                    .set("severity", to_string(finding.severity))
                    .set("message", finding.message)
                    .set("help", finding.help)
                    .set("file", place.path)
                    .set("line", number(place.begin.line))
                    .set("column", number(place.begin.column))
                    .set("end_line", number(place.end.line))
                    .set("end_column", number(place.end.column))
                    .set("blocks_import", place.blocks_import));
    }
  }
  return JsonText::pretty(envelope("ahub.lint/1", std::move(data)));
}

}  // namespace ahub::report
