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
  std::string plain;
  Text marked;
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
      pieces.back().marked += style.colour ? style.bold(text) : "[" + Text::of(text) + "]";
      continue;
    }
    // What stands since the last break; whole characters, so that each is judged as it is.
    std::size_t from = 0;
    const auto take = [&](std::size_t to) {
      pieces.back().plain += text.substr(from, to - from);
      pieces.back().marked += Text::of(std::string_view(text).substr(from, to - from));
      from = to;
    };
    auto unit = units.begin();
    for (std::size_t at = 0; at < text.size(); ++at) {
      while (unit != units.end() && unit->begin < at) ++unit;
      if (text[at] == ' ') {
        take(at);
        from = at + 1;
        open(true);
      } else if (unit != units.end() && unit->begin == at && unit->letter) {
        take(at);
        open(false);
      }
    }
    take(text.size());
  }
  if (pieces.back().plain.empty()) pieces.pop_back();
  return pieces;
}

Text title(const std::vector<SnippetPart>& parts, const Style& style) {
  Text out;
  for (const SnippetPart& part : parts) {
    const std::string text = safe_text(part.text);
    if (style.colour)
      out += part.hit ? style.yellow(text) : style.bold(text);
    else
      out += part.hit ? "[" + Text::of(text) + "]" : Text::of(text);
  }
  return out;
}

Text snippet(const std::vector<SnippetPart>& parts, const Style& style) {
  const std::size_t width = style.width == 0 ? 80 : std::min<std::size_t>(style.width, 100);
  const std::size_t room = width > kIndent + 20 ? width - kIndent : 20;
  Text out;
  std::size_t used = 0;
  for (const Piece& piece : pieces_of(parts, style)) {
    const std::size_t columns = display_width(piece.plain) + (piece.blank ? 1 : 0);
    if (out.empty() || used + columns > room) {
      if (!out.empty()) out += "\n";
      out += Text::blanks(kIndent) + piece.marked;
      used = display_width(piece.plain);
    } else {
      if (piece.blank) out += " ";
      out += piece.marked;
      used += columns;
    }
  }
  return out.empty() ? out : out + "\n";
}

}  // namespace

TsvLines search_tsv(const SearchReport& report) {
  TsvLines out("package\tversion\tlevel\tattention\tscore\tdomain\tdate\ttitle\n");
  for (const SearchHit& hit : report.hits) {
    const FeedRow& row = hit.row;
    out += TsvLines::format(
        "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", row.slug, row.version, row.level,
        format_milli(row.attention),
        report.request.by_attention ? std::string() : with_digits(hit.score, kScoreDigits),
        row.domain, row.date, row.title);
  }
  return out;
}

Text search_human(const SearchReport& report, const Style& style) {
  Text out;
  for (const SearchHit& hit : report.hits) {
    const FeedRow& row = hit.row;
    out += title(hit.title, style) + "\n";
    out += Text::format("     {}@{}  {}  L{}  attention {}\n", style.cyan(row.slug), row.version,
                        row.domain.empty() ? "-" : safe_text(row.domain), row.level,
                        format_milli(row.attention));
    if (!hit.snippet.empty()) out += snippet(hit.snippet, style);
  }
  if (report.hits.empty()) {
    out += "nothing matches\n";
    if (!report.suggestion.empty()) out += Text::format("did you mean '{}'?\n", report.suggestion);
  }
  if (report.more) {
    out +=
        style.dim(Text::format("more match: add --cursor {}, raise --limit, or ask for more words",
                               report.next_cursor)) +
        "\n";
  }
  if (!report.exact)
    out += style.dim("very many match: these are the best of the 10000 newest") + "\n";
  return out;
}

}  // namespace ahub::report
