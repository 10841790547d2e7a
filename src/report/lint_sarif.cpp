// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Findings as SARIF 2.1.0, for code scanning services.
#include "ahub/report/report.hpp"
#include "ahub/version.hpp"
#include "report/finding.hpp"

namespace ahub::report {
namespace {

Json text_object(std::string_view text) { return Json::object().set("text", text); }

std::string_view level(Severity severity) {
  return severity == Severity::note ? "note" : to_string(severity);
}

Json rules_json() {
  Json list = Json::array();
  for (const Rule& rule : rules()) {
    list.push(Json::object()
                  .set("id", rule.code)
                  .set("name", rule.name)
                  .set("shortDescription", text_object(rule.summary))
                  .set("fullDescription", text_object(rule.why))
                  .set("defaultConfiguration", Json::object().set("level", level(rule.severity))));
  }
  return list;
}

Json result_json(const PlacedFinding& place) {
  const Diagnostic& finding = *place.finding;
  Json location = Json::object().set("artifactLocation", Json::object().set("uri", place.path));
  if (place.has_position) {
    location.set("region", Json::object()
                               .set("startLine", static_cast<std::int64_t>(place.begin.line))
                               .set("startColumn", static_cast<std::int64_t>(place.begin.column))
                               .set("endLine", static_cast<std::int64_t>(place.end.line))
                               .set("endColumn", static_cast<std::int64_t>(place.end.column)));
  }
  std::string message = finding.message;
  if (!finding.help.empty()) message += ". " + finding.help;
  return Json::object()
      .set("ruleId", finding.code)
      .set("level", level(finding.severity))
      .set("message", text_object(message))
      .set("locations",
           Json::array().push(Json::object().set("physicalLocation", std::move(location))));
}

}  // namespace

JsonLines lint_sarif(const std::vector<LintReport>& reports) {
  Json results = Json::array();
  for (const LintReport& report : reports) {
    for (const PlacedFinding& place : placed(report)) results.push(result_json(place));
  }
  Json driver =
      Json::object().set("name", "ahub").set("version", version()).set("rules", rules_json());
  Json run = Json::object()
                 .set("tool", Json::object().set("driver", std::move(driver)))
                 .set("columnKind", "unicodeCodePoints")
                 .set("results", std::move(results));
  return JsonText::pretty(Json::object()
                              .set("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
                              .set("version", "2.1.0")
                              .set("runs", Json::array().push(std::move(run))));
}

}  // namespace ahub::report
