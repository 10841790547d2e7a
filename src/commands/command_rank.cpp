// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub rank: the feed.
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "ahub/hub/facets.hpp"
#include "ahub/report/report.hpp"
#include "commands/rows.hpp"

namespace ahub::commands {
namespace {

std::string without_hash(std::string text) {
  if (!text.empty() && text.front() == '#') text.erase(0, 1);
  return text;
}

/// "attention:sequence", or with the rank as a third number.
void read_cursor(const std::string& cursor, FeedQuery& query) {
  std::vector<std::optional<std::int64_t>> numbers;
  for (std::size_t start = 0; start <= cursor.size();) {
    const std::size_t end = std::min(cursor.find(':', start), cursor.size());
    numbers.push_back(parse_integer(cursor.substr(start, end - start)));
    start = end + 1;
  }
  const bool sound = (numbers.size() == 2 || numbers.size() == 3) &&
                     std::all_of(numbers.begin(), numbers.end(),
                                 [](const auto& number) { return number && *number >= 0; });
  if (!sound) {
    throw Error(ErrorKind::usage, "bad-cursor", fmt::format("'{}' is no cursor", safe_text(cursor)),
                "take it from 'next_cursor' of the page before");
  }
  query.has_cursor = true;
  query.after_attention = *numbers[0];
  query.after_sequence = *numbers[1];
  if (numbers.size() == 3) query.after_rank = *numbers[2];
}

bool is_date(const std::string& text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto year = parse_integer("1" + text.substr(0, 4)),
             month = parse_integer("1" + text.substr(5, 2)),
             day = parse_integer("1" + text.substr(8, 2));
  return year && month && day && *month >= 101 && *month <= 112 && *day >= 101 && *day <= 131;
}

FeedQuery query_of(const Invocation& invocation) {
  FeedQuery query;
  query.category = without_hash(invocation.text("category"));
  for (const std::string& tag : invocation.list("tag")) query.tags.push_back(without_hash(tag));
  query.min_level = static_cast<int>(invocation.integer("min-level"));
  query.limit = static_cast<int>(invocation.integer("limit"));
  query.page = invocation.integer("page");
  if (query.limit < 1 || query.limit > 1000)
    throw Error(ErrorKind::usage, "bad-option", "--limit takes 1 to 1000");
  if (query.page < 1 || query.page > 1'000'000'000)
    throw Error(ErrorKind::usage, "bad-option", "--page takes 1 or more");
  if (query.min_level < 0 || query.min_level > 4)
    throw Error(ErrorKind::usage, "bad-option", "--min-level takes 0 to 4");
  if (invocation.flag("cursor")) read_cursor(invocation.text("cursor"), query);
  return query;
}

/// The command that shows the next page.
std::string more_command(const Invocation& invocation, const FeedPage& page) {
  if (!page.slice.more) return {};
  std::string command = "ahub rank";
  if (!page.query.category.empty()) command += fmt::format(" --category {}", page.query.category);
  for (const std::string& tag : page.query.tags)
    command += fmt::format(" --tag {}", safe_text(tag));
  if (page.query.min_level > 0) command += fmt::format(" --min-level {}", page.query.min_level);
  if (page.query.limit != 25) command += fmt::format(" --limit {}", page.query.limit);
  if (!page.as_of.empty()) command += fmt::format(" --as-of {}", page.as_of);
  if (page.by == "hot") command += " --by hot";
  if (invocation.flag("explain")) command += " --explain";
  return page.query.has_cursor ? command + fmt::format(" --cursor {}", page.next_cursor)
                               : command + fmt::format(" --page {}", page.query.page + 1);
}

int run(const Invocation& invocation) {
  const FeedQuery query = query_of(invocation);
  const std::string date = invocation.text("as-of");
  if (!date.empty() && !is_date(date)) {
    throw Error(ErrorKind::usage, "bad-option",
                fmt::format("--as-of takes a date such as 2026-06-11, not '{}'", safe_text(date)));
  }
  const std::string by = invocation.text("by");
  Hub hub = open_hub(invocation, StoreMode::read_only);
  const FeedPage page =
      date.empty() && by == "attention" ? hub.feed(query) : hub.feed_as_of(query, date, by);
  report::FeedOptions options;
  options.facets = !invocation.flag("no-facets");
  options.abstract_lines = static_cast<int>(invocation.integer("abstract-lines"));
  options.more_command = more_command(invocation, page);
  if (invocation.flag("explain")) {
    for (const FeedRow& row : page.slice.rows)
      options.explain.emplace_back(row.slug, hub.explain(row.slug));
  }
  const std::string format = invocation.format();
  if (format == "json")
    invocation.print(report::feed_json(page, options));
  else if (format == "ndjson")
    invocation.print(report::feed_ndjson(page, options));
  else if (format == "csv")
    invocation.print(report::feed_csv(page, csv_text(invocation)));
  else if (format == "tsv")
    invocation.print(report::feed_tsv(page));
  else if (format == "markdown")
    invocation.print(report::feed_markdown(page));
  else
    invocation.print(report::feed_human(page, options, invocation.out));
  if (page.slice.rows.empty() && !hub.store().derived_stale()) {
    for (const std::string& line : unknown_facets(hub.store(), query.category, query.tags))
      invocation.say(report::Text::of(line));
  }
  return 0;
}

}  // namespace

CommandSpec rank_command() {
  CommandSpec row;
  row.summary = "the feed: packages by the attention they earned";
  row.description =
      "Lists the newest version of every package, ordered by attention (descending) and then by "
      "publication. Attention is "
      "1 + 3 x level + influence: points come from re-execution, and influence from later, "
      "verified packages of other "
      "contributors.\n\n"
      "Pages are found by key: page through a large store with --cursor and the 'next_cursor' of "
      "the page before.";
  row.options = {
      {"format", 'f', OptionKind::choice, "FORMAT", "human", "Output format.",
       "human|json|ndjson|csv|tsv|markdown"},
      kRaw,
      {"category", '\0', OptionKind::text, "CATEGORY", "", "Only packages of this arXiv category."},
      {"tag", '\0', OptionKind::list, "TAG", "",
       "Only packages with this concept; repeat it to ask for several."},
      {"min-level", '\0', OptionKind::integer, "LEVEL", "0",
       "Only packages at this level or above (0 to 4)."},
      {"limit", 'n', OptionKind::integer, "N", "25", "Packages on a page (1 to 1000)."},
      {"page", '\0', OptionKind::integer, "N", "1", "Which page."},
      {"cursor", '\0', OptionKind::text, "CURSOR", "",
       "Continue after the page that gave this cursor."},
      {"explain", '\0', OptionKind::flag, "", "",
       "Show where every part of each score comes from."},
      {"as-of", '\0', OptionKind::text, "DATE", "",
       "The feed at the end of that day (UTC), from the event log."},
      {"by", '\0', OptionKind::choice, "ORDER", "attention",
       "Order by attention, or with each event weighted by 2^(-age/180 days).", "attention|hot"},
      {"abstract-lines", '\0', OptionKind::integer, "N", "0",
       "Lines of each abstract; 0 shows all."},
      {"no-facets", '\0', OptionKind::flag, "", "", "Leave out the counts by category and tag."},
  };
  row.exits = {
      {0, "the page was shown, even an empty one"}, kUsageExit, kStoreExit, kTemporaryExit};
  row.examples = {{"ahub rank", "the first page"},
                  {"ahub rank --category cs.DC --tag caching --limit 3",
                   "three packages of one category with a tag"},
                  {"ahub rank --explain --limit 1", "why the first package stands first"},
                  {"ahub rank --format tsv", "for other programs"}};
  row.run = run;
  return row;
}

}  // namespace ahub::commands
