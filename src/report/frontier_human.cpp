// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The frontier for a person: per key an aligned table, or two lines a claim where it is too wide.
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/base/units.hpp"
#include "ahub/report/reading.hpp"
#include "report/number_words.hpp"
#include "report/words.hpp"

namespace ahub::report {
namespace {

/// The cells of one entry, as text that is safe to print.
struct Line {
  std::string place, value, state, who, system;
  const FrontierEntry* entry;
};

Line line_of(const FrontierEntry& entry, std::string_view unit) {
  return {entry.place == 0 ? "-" : std::to_string(entry.place),
          converted_words(entry.value, unit),
          entry.badge,
          safe_text(entry.package + "#" + entry.claim),
          safe_text(entry.system),
          &entry};
}

std::size_t widest(const std::vector<Line>& lines, std::string Line::*cell) {
  std::size_t width = 0;
  for (const Line& line : lines) width = std::max(width, display_width(line.*cell));
  return width;
}

std::string right(const std::string& text, std::size_t width) {
  const std::size_t used = display_width(text);
  return std::string(width > used ? width - used : 0, ' ') + text;
}

Text rows(const std::vector<Line>& lines, const Style& style) {
  const std::size_t place = widest(lines, &Line::place), value = widest(lines, &Line::value),
                    state = widest(lines, &Line::state), who = widest(lines, &Line::who),
                    system = widest(lines, &Line::system);
  const std::size_t head = 2 + place + 2 + value + 2 + 2 + 2 + state;
  const bool narrow = style.width != 0 && head + 2 + who + 3 > style.width;
  const bool with_system =
      system > 0 && (style.width == 0 || head + 2 + who + 3 + 2 + system <= style.width);
  const bool marks = std::any_of(lines.begin(), lines.end(),
                                 [](const Line& line) { return line.entry->tensions > 0; });
  Text out;
  for (const Line& line : lines) {
    out += Text::format("  {}  {}  L{}  {}", right(line.place, place), right(line.value, value),
                        line.entry->level,
                        coloured_verdict(narrow ? line.state : padded(line.state, state), style));
    const Text mark = line.entry->tensions > 0 ? style.yellow(" !") : Text();
    if (narrow)
      out += Text::format("{}\n{}{}\n", mark, std::string(4 + place, ' '), line.who);
    else if (with_system && !line.system.empty())
      out += Text::format("  {}{}  {}\n", padded(line.who, who),
                          mark.empty() && marks ? Text("  ") : mark, style.dim(line.system));
    else
      out += Text::format("  {}{}\n", line.who, mark);
  }
  return out;
}

std::string order_words(const FrontierList& list) {
  if (list.disputed)
    return fmt::format("claims differ on what is better; {} first",
                       *list.higher ? "highest" : "lowest");
  if (!list.higher) return "no claim says what is better";
  return *list.higher ? "higher is better" : "lower is better";
}

std::string tension_text(const DerivedTension& tension) {
  std::string text = fmt::format("! {} against {}", tension.left, tension.right);
  if (tension.gap > 0)
    text += fmt::format(": gap {}", computed_words(tension.gap, gap_unit(tension.unit)));
  return text;
}

Text list_text(const FrontierList& list, const Style& style) {
  Text out;
  for (const std::string& line :
       wrap(safe_text(list.key), style.width == 0 ? list.key.size() + 1 : style.width))
    out += style.bold(line) + "\n";
  out += paragraph(order_words(list), 2, style);
  std::vector<Line> lines;
  for (const FrontierEntry& entry : list.entries) lines.push_back(line_of(entry, list.unit));
  out += rows(lines, style);
  if (!list.incomparable.empty()) {
    out += paragraph(fmt::format("not comparable with {}:",
                                 list.unit.empty() ? "a number without unit" : list.unit),
                     2, style);
    lines.clear();
    for (const FrontierEntry& entry : list.incomparable)
      lines.push_back(line_of(entry, entry.stated_unit));
    out += rows(lines, style);
    for (const FrontierEntry& entry : list.incomparable) {
      // That a unit is of another kind is what "not comparable" says.
      if (!same_kind(entry.stated_unit, list.unit)) continue;
      out += paragraph(fmt::format("{}#{}: undefined here, because {}", entry.package, entry.claim,
                                   entry.incomparable_because),
                       2, style);
    }
  }
  for (const DerivedTension& tension : list.tensions)
    out += style.yellow(paragraph(tension_text(tension), 2, style));
  return out;
}

}  // namespace

Text frontier_human(const FrontierReport& report, const Style& style) {
  if (report.lists.empty()) return Text("no claim with a frontier key\n");
  Text out;
  for (const FrontierList& list : report.lists)
    out += (out.empty() ? Text() : Text("\n")) + list_text(list, style);
  if (report.keys > report.lists.size())
    out += "\n" + paragraph(fmt::format("{} of {} keys; --limit 0 shows all", report.lists.size(),
                                        report.keys),
                            0, style);
  return out;
}

}  // namespace ahub::report
