// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Findings as workflow commands: annotations on the lines of a change.
#include <algorithm>

#include "ahub/report/report.hpp"
#include "report/finding.hpp"

namespace ahub::report {
namespace {

GithubText command(const PlacedFinding& place) {
  const Diagnostic& finding = *place.finding;
  const std::string_view kind =
      finding.severity == Severity::note ? "notice" : to_string(finding.severity);
  GithubText properties("file=");
  properties += Github::property(place.path);
  if (place.has_position) {
    properties += GithubText::format(",line={},col={}", place.begin.line, place.begin.column);
    if (place.end.line == place.begin.line)
      properties += GithubText::format(",endColumn={}", place.end.column);
  }
  std::string message = finding.message;
  if (!finding.help.empty()) message += "\n" + finding.help;
  return GithubText::format("::{} {},title={}::{}\n", kind, properties,
                            Github::property(finding.code), message);
}

}  // namespace

GithubText lint_github(const std::vector<LintReport>& reports) {
  // The service shows only the first few of each kind, so errors come first.
  GithubText out;
  for (const Severity severity : {Severity::error, Severity::warning, Severity::note}) {
    for (const LintReport& report : reports) {
      for (const PlacedFinding& place : placed(report)) {
        if (place.finding->severity == severity) out += command(place);
      }
    }
  }
  return out + GithubText::format("::notice title=ahub lint::{}\n", lint_summary(reports));
}

}  // namespace ahub::report
