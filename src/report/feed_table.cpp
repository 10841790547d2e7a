// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The feed as rows for other programs: TSV, CSV and a Markdown table.
#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/report.hpp"
#include "report/words.hpp"

namespace ahub::report {
namespace {

constexpr std::string_view kColumns[] = {
    "rank",      "attention", "level",        "slug",     "version", "domain", "claims",
    "confirmed", "refuted",   "inconclusive", "tensions", "date",    "title"};

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

template <class Field>
std::string rows_text(const FeedPage& page, std::string_view separator, std::string_view end,
                      Field field) {
  std::string out;
  std::int64_t rank = page.slice.first_rank;
  for (const FeedRow& row : page.slice.rows) {
    std::vector<std::string> cells;
    for (const std::string& text : fields(row, rank)) cells.push_back(field(text));
    ++rank;
    out += fmt::format("{}{}", fmt::join(cells, separator), end);
  }
  return out;
}

}  // namespace

std::string feed_tsv(const FeedPage& page) {
  return fmt::format("{}\n", fmt::join(kColumns, "\t")) + rows_text(page, "\t", "\n", tsv_field);
}

std::string feed_csv(const FeedPage& page) {
  return fmt::format("{}\r\n", fmt::join(kColumns, ",")) + rows_text(page, ",", "\r\n", csv_field);
}

std::string feed_markdown(const FeedPage& page) {
  std::string out =
      "# Discoveries\n\n| # | attention | level | package | claims | date | title |\n"
      "|--:|--:|:--|:--|--:|:--|:--|\n";
  std::int64_t rank = page.slice.first_rank;
  for (const FeedRow& row : page.slice.rows) {
    out += fmt::format("| {} | {} | L{} | {}@{} | {} | {} | {} |\n", rank++,
                       format_milli(row.attention), row.level, row.slug, row.version, row.claims,
                       markdown_field(row.date), markdown_field(row.title));
  }
  return out;
}

}  // namespace ahub::report
