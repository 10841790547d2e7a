// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Two packages side by side for a person: what was added (+), removed (-) and changed (~).
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/reading.hpp"
#include "report/number_words.hpp"
#include "report/words.hpp"

namespace ahub::report {
namespace {

Text side(std::string_view sign, const DiffSide& side, const Style& style) {
  const std::string ref = side.content.package.ref();
  std::string text = fmt::format("{} {}", sign, safe_text(ref));
  // A path says more than the reference alone.
  if (side.name.find('/') != std::string::npos || side.name.find('.') != std::string::npos)
    text += fmt::format("  ({})", safe_text(side.name));
  return style.bold(text) + "\n";
}

std::string delta(const Change& change) {
  if (!change.delta) {
    return change.delta_undefined.empty()
               ? std::string()
               : fmt::format("  (undefined, because {})", change.delta_undefined);
  }
  return fmt::format("  ({}{})", *change.delta < 0 ? "" : "+",
                     computed_words(*change.delta, gap_unit(change.unit)));
}

Text painted(ChangeKind kind, const Text& text, const Style& style) {
  switch (kind) {
    case ChangeKind::added:
      return style.green(text);
    case ChangeKind::removed:
      return style.red(text);
    case ChangeKind::changed:
      return style.yellow(text);
  }
  return text;
}

/// A paragraph whose first line carries a sign.
Text signed_text(ChangeKind kind, char sign, const std::string& text, const Style& style) {
  const Text lines = paragraph(text, 6, style);
  Text out = Text::format("    {}{}", sign, Terminal::cut(lines, 5));
  return painted(kind, out.drop("\n"), style) + "\n";
}

/// Digests by their first digits: JSON has them whole.
std::string shortened(const std::string& text) {
  static constexpr std::string_view kMark = "sha256:";
  const std::size_t at = text.find(kMark);
  if (at == std::string::npos || text.size() < at + kMark.size() + 64) return text;
  return text.substr(0, at + kMark.size() + 12) + text.substr(at + kMark.size() + 64);
}

Text change_text(Change change, const Style& style) {
  if (change.section == ChangeSection::artifact) {
    change.before = shortened(change.before);
    change.after = shortened(change.after);
  }
  const char sign = change.kind == ChangeKind::added     ? '+'
                    : change.kind == ChangeKind::removed ? '-'
                                                         : '~';
  const std::string item = safe_text(change.item);
  const Text lead = Text::format("  {} {}{}", sign, item, item.empty() ? "" : "  ");
  std::string tail;
  if (change.kind == ChangeKind::changed)
    tail =
        fmt::format("{} -> {}{}", safe_text(change.before), safe_text(change.after), delta(change));
  else
    tail = safe_text(change.kind == ChangeKind::added ? change.after : change.before);
  const std::size_t width = style.width == 0 ? 100 : std::min<std::size_t>(style.width, 100);
  if (display_width(lead.str()) + display_width(tail) <= width)
    return painted(change.kind, lead, style) + Text::of(tail) + "\n";
  Text out =
      painted(change.kind,
              Text::format("  {} {}{}", sign, item, item.empty() ? std::string() : delta(change)),
              style) +
      "\n";
  // Removed and added lists without an item keep their sign beside the text alone.
  if (item.empty()) out.clear();
  if (!change.before.empty()) out += signed_text(ChangeKind::removed, '-', change.before, style);
  if (!change.after.empty()) out += signed_text(ChangeKind::added, '+', change.after, style);
  return out;
}

std::string summary(const DiffReport& report) {
  std::size_t counts[3] = {};
  for (const Change& change : report.changes) ++counts[static_cast<std::size_t>(change.kind)];
  return fmt::format("{}: {} added, {} removed, {} changed",
                     counted(static_cast<std::int64_t>(report.changes.size()), "difference"),
                     counts[0], counts[1], counts[2]);
}

}  // namespace

Text diff_human(const DiffReport& report, const Style& style) {
  if (report.changes.empty()) {
    return report.left.content.package.digest == report.right.content.package.digest
               ? Text("equal, byte for byte\n")
               : Text("equal in all that ahub reads; the bytes differ\n");
  }
  Text out = side("-", report.left, style) + side("+", report.right, style);
  const Change* previous = nullptr;
  for (const Change& change : report.changes) {
    if (previous == nullptr || previous->section != change.section)
      out += "\n" + style.bold(to_string(change.section)) + "\n";
    out += change_text(change, style);
    previous = &change;
  }
  return out + "\n" + paragraph(summary(report), 0, style);
}

}  // namespace ahub::report
