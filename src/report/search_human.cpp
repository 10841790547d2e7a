// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/search.hpp"
#include "report/words.hpp"

namespace ahub::report {
namespace {

/// The snippet wrapped; marks take no columns when they are colours, so they are put in last.
std::string snippet(const std::vector<SnippetPart>& parts, const Style& style) {
  std::string text;
  for (const SnippetPart& part : parts)
    text += part.hit ? "[" + safe_text(part.text) + "]" : safe_text(part.text);
  std::string lines = paragraph(text, 5, style);
  if (!style.colour) return lines;
  std::string out;
  std::string word;
  bool inside = false;
  for (const char c : lines) {
    if (c == '[' && !inside) {
      inside = true;
    } else if (c == ']' && inside) {
      out += style.bold(word);
      word.clear();
      inside = false;
    } else {
      (inside ? word : out) += c;
    }
  }
  return out + word;
}

}  // namespace

std::string search_human(const SearchReport& report, const Style& style) {
  std::string out;
  for (const SearchHit& hit : report.hits) {
    const FeedRow& row = hit.row;
    out += fmt::format("{}\n", style.bold(safe_text(row.title)));
    out += fmt::format("     {}@{}  {}  L{}  attention {}\n", style.cyan(row.slug), row.version,
                       row.domain.empty() ? "-" : safe_text(row.domain), row.level,
                       format_milli(row.attention));
    if (!hit.snippet.empty()) out += snippet(hit.snippet, style);
  }
  if (report.hits.empty()) {
    out += "nothing matches\n";
    if (!report.suggestion.empty())
      out += fmt::format("did you mean '{}'?\n", safe_text(report.suggestion));
  }
  if (report.more) out += style.dim("more match: raise --limit, or ask for more words") + "\n";
  if (!report.exact)
    out += style.dim("very many match: these are the best of the 10000 newest") + "\n";
  return out;
}

}  // namespace ahub::report
