// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Findings as workflow commands: annotations on the lines of a change.
#include <algorithm>

#include <fmt/format.h>

#include "ahub/report/report.hpp"
#include "report/finding.hpp"

namespace ahub::report {
namespace {

/// Percent-escapes what the runner would read as syntax; properties end at ',' and ':' as well.
std::string escaped(std::string_view text, bool property) {
  std::string out;
  for (const char c : text) {
    const bool special = c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','));
    if (special)
      out += fmt::format("%{:02X}", static_cast<unsigned>(c));
    else
      out += c;
  }
  return out;
}

std::string command(const PlacedFinding& place) {
  const Diagnostic& finding = *place.finding;
  const std::string_view kind =
      finding.severity == Severity::note ? "notice" : to_string(finding.severity);
  std::string properties = fmt::format("file={}", escaped(place.path, true));
  if (place.has_position) {
    properties += fmt::format(",line={},col={}", place.begin.line, place.begin.column);
    if (place.end.line == place.begin.line)
      properties += fmt::format(",endColumn={}", place.end.column);
  }
  std::string message = finding.message;
  if (!finding.help.empty()) message += "\n" + finding.help;
  return fmt::format("::{} {},title={}::{}\n", kind, properties, finding.code,
                     escaped(message, false));
}

}  // namespace

std::string lint_github(const std::vector<LintReport>& reports) {
  // The service shows only the first few of each kind, so errors come first.
  std::string out;
  for (const Severity severity : {Severity::error, Severity::warning, Severity::note}) {
    for (const LintReport& report : reports) {
      for (const PlacedFinding& place : placed(report)) {
        if (place.finding->severity == severity) out += command(place);
      }
    }
  }
  return out + fmt::format("::notice title=ahub lint::{}\n", escaped(lint_summary(reports), false));
}

}  // namespace ahub::report
