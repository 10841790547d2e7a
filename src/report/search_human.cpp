// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/decimal.hpp"
#include "ahub/base/text.hpp"
#include "ahub/base/words.hpp"
#include "ahub/report/search.hpp"
#include "report/words.hpp"

namespace ahub::report {
namespace {

constexpr std::size_t kIndent = 5;
constexpr int kScoreDigits = 6;  // A score orders the hits, and means nothing by itself.

/// What stays on one line, as it is measured and as it is shown: colours take no columns.
struct Piece {
  std::string plain, marked;
  bool blank = false;  ///< One stands before it.
};

/// Words; letters of scripts without blanks, before which a line may end, one by one.
std::vector<Piece> pieces_of(const std::vector<SnippetPart>& parts, const Style& style) {
  std::vector<Piece> pieces(1);
  const auto open = [&](bool blank) {
    if (pieces.back().plain.empty())
      pieces.back().blank = pieces.back().blank || blank;
    else
      pieces.push_back({{}, {}, blank});
  };
  for (const SnippetPart& part : parts) {
    std::string raw = part.text;
    std::replace_if(
        raw.begin(), raw.end(), [](char c) { return c == '\n' || c == '\t' || c == '\r'; }, ' ');
    const std::string text = safe_text(raw);
    const std::vector<TextUnit> units = text_units(text);
    if (part.hit) {
      if (!units.empty() && units.front().letter) open(false);
      pieces.back().plain += style.colour ? text : "[" + text + "]";
      pieces.back().marked += style.colour ? style.bold(text) : "[" + text + "]";
      continue;
    }
    auto unit = units.begin();
    for (std::size_t at = 0; at < text.size(); ++at) {
      while (unit != units.end() && unit->begin < at) ++unit;
      if (text[at] == ' ') {
        open(true);
        continue;
      }
      if (unit != units.end() && unit->begin == at && unit->letter) open(false);
      pieces.back().plain += text[at];
      pieces.back().marked += text[at];
    }
  }
  if (pieces.back().plain.empty()) pieces.pop_back();
  return pieces;
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
  const std::size_t width = style.width == 0 ? 80 : std::min<std::size_t>(style.width, 100);
  const std::size_t room = width > kIndent + 20 ? width - kIndent : 20;
  std::string out;
  std::size_t used = 0;
  for (const Piece& piece : pieces_of(parts, style)) {
    const std::size_t columns = display_width(piece.plain) + (piece.blank ? 1 : 0);
    if (out.empty() || used + columns > room) {
      out += (out.empty() ? "" : "\n") + std::string(kIndent, ' ') + piece.marked;
      used = display_width(piece.plain);
    } else {
      out += (piece.blank ? " " : "") + piece.marked;
      used += columns;
    }
  }
  return out.empty() ? out : out + "\n";
}

}  // namespace

std::string search_tsv(const SearchReport& report) {
  std::string out = "package\tversion\tlevel\tattention\tscore\tdomain\tdate\ttitle\n";
  for (const SearchHit& hit : report.hits) {
    const FeedRow& row = hit.row;
    out += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", row.slug, row.version, row.level,
                       format_milli(row.attention),
                       report.request.by_attention ? "" : with_digits(hit.score, kScoreDigits),
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
