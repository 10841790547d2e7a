// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Findings with the source beside them, as rustc and ruff show theirs.
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/report.hpp"
#include "report/finding.hpp"
#include "report/words.hpp"

namespace ahub::report {
namespace {

/// The line around a byte offset, without its end.
std::string_view line_at(std::string_view text, std::size_t offset, std::size_t& start) {
  offset = std::min(offset, text.size());
  const std::size_t before = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  start = before == std::string_view::npos ? 0 : before + 1;
  std::size_t end = std::min(text.find('\n', start), text.size());
  if (end > start && text[end - 1] == '\r') --end;
  return text.substr(start, end - start);
}

std::string as_blanks(std::string text) {
  std::replace(text.begin(), text.end(), '\t', ' ');
  return safe_text(text);
}

Text severity_word(const Diagnostic& finding, const Style& style) {
  const std::string word = fmt::format("{}[{}]", to_string(finding.severity), finding.code);
  if (finding.severity == Severity::error) return style.red(word);
  return finding.severity == Severity::warning ? style.yellow(word) : style.cyan(word);
}

/// "12 |   text" and the carets below the span; long lines are cut around it.
Text excerpt(std::string_view text, const Span& span, std::uint32_t line_number,
             std::string_view label, std::string_view colour_word, const Style& style) {
  std::size_t start = 0;
  const std::string_view line = line_at(text, span.begin, start);
  const std::size_t gutter = std::max<std::size_t>(2, std::to_string(line_number).size());
  const std::size_t limit = style.width == 0 ? 120 : std::max<std::size_t>(style.width, 40);
  const std::size_t room = limit - gutter - 4;

  std::size_t from = std::min<std::size_t>(span.begin - start, line.size());
  std::size_t to =
      std::clamp<std::size_t>(span.end > start ? span.end - start : 0, from, line.size());
  std::string before = as_blanks(std::string(line.substr(0, from)));
  const std::string marked =
      truncate_to_width(as_blanks(std::string(line.substr(from, to - from))), room / 2);
  std::string after = as_blanks(std::string(line.substr(to)));
  if (display_width(before) + display_width(marked) > room - 4) {
    // The part before is cut from the left, so that the span stays in sight.
    const std::size_t keep = room / 4;
    std::size_t cut = before.size() > keep ? before.size() - keep : 0;
    while (cut < before.size() && (static_cast<unsigned char>(before[cut]) & 0xC0U) == 0x80U) ++cut;
    before = "..." + before.substr(cut);
  }
  const std::size_t used = display_width(before) + display_width(marked);
  after = truncate_to_width(after, room > used ? room - used : 0);
  const std::string carets(std::max<std::size_t>(1, display_width(marked)), '^');
  Text marks = colour_word == "error" ? style.red(carets) : style.yellow(carets);
  if (!label.empty()) marks += " " + Text::of(label);
  const Text bar = style.blue("|");
  return Text::format("{} {}\n{} {} {}{}{}\n{} {} {}{}\n", std::string(gutter, ' '), bar,
                      style.blue(Text::format("{:>{}}", line_number, gutter)), bar, before, marked,
                      after, std::string(gutter, ' '), bar, std::string(display_width(before), ' '),
                      marks);
}

Text rendered(const LintReport& report, const PlacedFinding& place, const Style& style) {
  const Diagnostic& finding = *place.finding;
  Text out = Text::format("{}: {}\n", severity_word(finding, style),
                          style.bold(safe_text(finding.message)));
  if (!place.has_position) {
    out += Text::format("  {} {}\n", style.blue("-->"), place.path);
  } else {
    const std::string& text = report.loaded.files.files[finding.span.file].bytes;
    out += Text::format("  {} {}:{}:{}\n", style.blue("-->"), place.path, place.begin.line,
                        place.begin.column);
    out += excerpt(text, finding.span, place.begin.line, "", to_string(finding.severity), style);
    for (const Label& label : finding.labels) {
      if (label.span.file != finding.span.file) continue;
      out += excerpt(text, label.span, position_of(text, label.span.begin).line, label.text, "note",
                     style);
    }
  }
  if (!finding.help.empty())
    out += Text::format("   {} {}: {}\n", style.blue("="), style.bold("help"), finding.help);
  return out + "\n";
}

}  // namespace

Text lint_full(const std::vector<LintReport>& reports, const Style& style) {
  Text out;
  for (const LintReport& report : reports) {
    const std::vector<PlacedFinding> findings = placed(report);
    const std::size_t shown = shown_count(report);
    for (std::size_t i = 0; i < shown; ++i) out += rendered(report, findings[i], style);
    if (shown < findings.size())
      out += Text::format("{}: {} more findings\n\n", report.path, findings.size() - shown);
  }
  return out;
}

std::string lint_summary(const std::vector<LintReport>& reports) {
  std::int64_t errors = 0, warnings = 0, notes = 0, concerned = 0;
  for (const LintReport& report : reports) {
    concerned += report.diagnostics.empty() ? 0 : 1;
    for (const Diagnostic& finding : report.diagnostics) {
      errors += finding.severity == Severity::error ? 1 : 0;
      warnings += finding.severity == Severity::warning ? 1 : 0;
      notes += finding.severity == Severity::note ? 1 : 0;
    }
  }
  const std::string packages = counted(static_cast<std::int64_t>(reports.size()), "package");
  if (concerned == 0) return fmt::format("no findings in {}", packages);
  std::vector<std::string> parts;
  if (errors > 0) parts.push_back(counted(errors, "error"));
  if (warnings > 0) parts.push_back(counted(warnings, "warning"));
  if (notes > 0) parts.push_back(counted(notes, "note"));
  return fmt::format("{} in {} of {}", fmt::join(parts, ", "), concerned, packages);
}

}  // namespace ahub::report
