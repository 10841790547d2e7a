// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/search.hpp"
#include "report/words.hpp"

namespace ahub::report {
namespace {

/// A word of the snippet as it is wrapped and as it is shown: colours take no columns.
struct Shown {
  std::string plain, marked;
};

std::vector<Shown> words_of(const std::vector<SnippetPart>& parts, const Style& style) {
  std::vector<Shown> words(1);
  for (const SnippetPart& part : parts) {
    const std::string text = safe_text(part.text);
    if (part.hit) {
      words.back().plain += style.colour ? text : "[" + text + "]";
      words.back().marked += style.colour ? style.bold(text) : "[" + text + "]";
      continue;
    }
    for (const char c : text) {
      if (c == ' ') {
        words.emplace_back();
      } else {
        words.back().plain += c;
        words.back().marked += c;
      }
    }
  }
  std::erase_if(words, [](const Shown& word) { return word.plain.empty(); });
  return words;
}

std::string title(const std::vector<SnippetPart>& parts, const Style& style) {
  std::string out;
  for (const SnippetPart& part : parts) {
    const std::string text = safe_text(part.text);
    if (style.colour)
      out += part.hit ? style.yellow(text) : style.bold(text);
    else
      out += part.hit ? "[" + text + "]" : text;
  }
  return out;
}

std::string snippet(const std::vector<SnippetPart>& parts, const Style& style) {
  const std::vector<Shown> words = words_of(parts, style);
  std::string text;
  for (const Shown& word : words) text += (text.empty() ? "" : " ") + word.plain;
  const std::string lines = paragraph(text, 5, style);
  // Wrapping keeps the words in order, so that each finds its shown form again.
  std::string out;
  auto next = words.begin();
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = std::min(lines.find_first_of(" \n", at), lines.size());
    const std::string word = lines.substr(at, end - at);
    const bool same = next != words.end() && !word.empty() && next->plain == word;
    out += same ? (next++)->marked : word;
    if (end < lines.size()) out += lines[end];
    at = end + 1;
  }
  return out;
}

}  // namespace

std::string search_tsv(const SearchReport& report) {
  std::string out = "package\tversion\tlevel\tattention\tscore\tdomain\tdate\ttitle\n";
  for (const SearchHit& hit : report.hits) {
    const FeedRow& row = hit.row;
    out += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", row.slug, row.version, row.level,
                       format_milli(row.attention),
                       report.request.by_attention ? "" : format_real(hit.score),
                       tsv_field(row.domain), tsv_field(row.date), tsv_field(row.title));
  }
  return out;
}

std::string search_human(const SearchReport& report, const Style& style) {
  std::string out;
  for (const SearchHit& hit : report.hits) {
    const FeedRow& row = hit.row;
    out += title(hit.title, style) + "\n";
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
  if (report.more) {
    out +=
        style.dim(fmt::format("more match: add --cursor {}, raise --limit, or ask for more words",
                              report.next_cursor)) +
        "\n";
  }
  if (!report.exact)
    out += style.dim("very many match: these are the best of the 10000 newest") + "\n";
  return out;
}

}  // namespace ahub::report
