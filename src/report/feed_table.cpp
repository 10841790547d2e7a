// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The feed as rows for other programs: TSV, CSV and a Markdown table.
#include <iterator>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/report.hpp"
#include "ahub/report/table.hpp"
#include "report/words.hpp"

namespace ahub::report {
namespace {

constexpr const char* kColumns[] = {"rank",     "attention", "level",     "slug",    "version",
                                    "domain",   "claims",    "confirmed", "refuted", "inconclusive",
                                    "tensions", "date",      "title"};

std::vector<std::string> fields(const FeedRow& row, std::int64_t rank) {
  return {std::to_string(rank),
          format_milli(row.attention),
          std::to_string(row.level),
          row.slug,
          std::to_string(row.version),
          row.domain,
          std::to_string(row.claims),
          std::to_string(row.confirmed),
          std::to_string(row.refuted),
          std::to_string(row.inconclusive),
          std::to_string(row.tensions),
          row.date,
          row.title};
}

}  // namespace

TsvLines feed_tsv(const FeedPage& page) {
  TsvLines out = TsvLines::join(kColumns, "\t") + "\n";
  std::int64_t rank = page.slice.first_rank;
  for (const FeedRow& row : page.slice.rows)
    out += TsvLines::join(fields(row, rank++), "\t") + "\n";
  return out;
}

CsvLines feed_csv(const FeedPage& page, CsvText text) {
  CsvLines out = csv_line(std::vector<std::string>(std::begin(kColumns), std::end(kColumns)), text);
  std::int64_t rank = page.slice.first_rank;
  for (const FeedRow& row : page.slice.rows) out += csv_line(fields(row, rank++), text);
  return out;
}

MarkdownText feed_markdown(const FeedPage& page) {
  MarkdownText out(
      "# Discoveries\n\n| # | attention | level | package | claims | date | title |\n"
      "|--:|--:|:--|:--|--:|:--|:--|\n");
  std::int64_t rank = page.slice.first_rank;
  for (const FeedRow& row : page.slice.rows) {
    out += MarkdownText::format("| {} | {} | L{} | {}@{} | {} | {} | {} |\n", rank++,
                                format_milli(row.attention), row.level, row.slug, row.version,
                                row.claims, row.date, row.title);
  }
  return out;
}

}  // namespace ahub::report
