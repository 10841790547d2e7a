// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The event log for a person: one event a line, or two where the terminal is narrow.
#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/reading.hpp"
#include "report/words.hpp"

namespace ahub::report {

Text changes_human(const ChangesPage& page, const Style& style) {
  Text out;
  for (const ChangeEvent& change : page.events) {
    const Event& event = change.event;
    std::string what = change.package.empty() ? event.subject : change.package;
    if (change.package.empty() && what.size() == 64) what = what.substr(0, 12);
    if (!change.claim.empty()) what += "#" + change.claim;
    what = safe_text(what);
    if (!change.uncounted.empty()) what += "  not counted, " + safe_text(change.uncounted);
    std::string time = safe_text(event.time.substr(0, 19));
    if (time.size() == 19) time[10] = ' ';
    const std::string head =
        fmt::format("{:>6}  {}  {:<7}", event.sequence, time, safe_text(event.kind));
    Text verdict;
    if (!change.verdict.empty()) verdict = coloured_verdict(change.verdict, style);
    // Each break keeps the pieces whole.
    const std::size_t what_end = display_width(what);
    const bool one_line =
        style.width == 0 ||
        display_width(head) + 2 + what_end + 2 + change.verdict.size() <= style.width;
    const Text gap("\n        ");
    if (one_line) {
      out += Text::format("{}  {}{}{}\n", head, what, verdict.empty() ? "" : "  ", verdict);
      continue;
    }
    const bool same_line = 8 + what_end + 2 + change.verdict.size() <= style.width;
    out += Text::of(head.substr(0, head.find_last_not_of(' ') + 1)) + gap + Text::of(what);
    if (!verdict.empty()) out += (same_line ? Text("  ") : gap) + verdict;
    out += "\n";
  }
  if (page.events.empty()) out = Text::format("nothing after event {}\n", page.since);
  return out +
         style.dim(Text::format("{}: ahub changes --since {}", page.more ? "more" : "later",
                                page.next_since)) +
         "\n";
}

}  // namespace ahub::report
