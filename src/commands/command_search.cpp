// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub search: full text over what packages say.
#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "ahub/hub/facets.hpp"
#include "ahub/report/search.hpp"
#include "commands/rows.hpp"

namespace ahub::commands {
namespace {

int run(const Invocation& invocation) {
  SearchRequest request;
  std::string query;
  for (const std::string& word : invocation.arguments) query += word + " ";
  request.terms = parse_search(query);
  request.domain = invocation.text("domain");
  request.concept_name = invocation.text("concept");
  if (!request.concept_name.empty() && request.concept_name.front() == '#')
    request.concept_name.erase(0, 1);
  request.kind = invocation.text("kind");
  request.metric = invocation.text("metric");
  request.min_level = static_cast<int>(invocation.integer("min-level"));
  request.limit = static_cast<int>(invocation.integer("limit"));
  request.by_attention = invocation.text("by") == "attention";
  if (request.min_level < 0 || request.min_level > 4)
    throw Error(ErrorKind::usage, "bad-option", "--min-level takes 0 to 4");
  if (request.limit < 1 || request.limit > 1000)
    throw Error(ErrorKind::usage, "bad-option", "--limit takes 1 to 1000");
  if (const std::string cursor = invocation.text("cursor"); invocation.flag("cursor")) {
    request.after = parse_search_cursor(cursor, request.by_attention);
    if (!request.after) {
      throw Error(ErrorKind::usage, "bad-cursor",
                  fmt::format("'{}' is no cursor of this order", safe_text(cursor)),
                  "take it from 'next_cursor' of the page before");
    }
  }
  Hub hub = open_fresh_hub(invocation);
  const SearchReport report = search(hub, request);
  const std::string format = invocation.format();
  if (format == "json")
    invocation.print(report::search_json(report));
  else if (format == "ndjson")
    invocation.print(report::search_ndjson(report));
  else if (format == "tsv")
    invocation.print(report::search_tsv(report));
  else
    invocation.print(report::search_human(report, invocation.out));
  if (!report.hits.empty()) return 0;
  std::vector<std::string> concepts;
  if (!request.concept_name.empty()) concepts.push_back(request.concept_name);
  for (const std::string& line : unknown_facets(hub.store(), request.domain, concepts))
    invocation.say(report::Text::of(line));
  return 1;
}

}  // namespace

CommandSpec search_command() {
  CommandSpec row;
  row.summary = "full text over titles, abstracts, claims and concepts";
  row.description =
      "Finds the packages whose newest version says all of the words. A \"quoted phrase\" stands "
      "in that order, word* is a beginning, -word leaves packages out (after --, as the words "
      "begin with a dash). Anything but letters and digits breaks words, and no other sign has a "
      "meaning: kv-cache asks for the two words in that order.\n\n"
      "Texts and words are folded alike: case, accents and points do not count (also those of "
      "Vietnamese, Greek, Arabic and Hebrew; d with stroke is d, sharp s is ss, the i's of Turkish "
      "are i), nor do width, ligatures, superscripts, tatweel, forms of alef and yeh, the script "
      "of digits, soft hyphens and joiners. The vowels of Indian scripts, the marks of Thai and "
      "the sound marks of kana do.\n\n"
      "In Chinese, Japanese, Korean, Thai, Lao, Khmer, Burmese and other scripts that do not set "
      "words apart, or glue particles to them, a word is found anywhere in a run of letters, and "
      "Latin words beside them are words of their own. Simplified and traditional characters are "
      "different ones, as are hiragana and katakana.\n\n"
      "By relevance the order is that of BM25, titles, concepts and claims counting more than the "
      "abstract; where more than 10,000 packages match, the newest 10,000 are scored and the "
      "output "
      "says so. By attention it is that of the feed.";
  row.arguments = {{"WORD", "What to look for.", 1, -1}};
  row.options = {
      {"format", 'f', OptionKind::choice, "FORMAT", "human", "Output format.",
       "human|json|ndjson|tsv"},
      {"by", '\0', OptionKind::choice, "ORDER", "relevance", "What comes first.",
       "relevance|attention"},
      {"domain", '\0', OptionKind::text, "CATEGORY", "", "Only packages of this arXiv category."},
      {"concept", '\0', OptionKind::text, "TAG", "", "Only packages with this concept."},
      {"min-level", '\0', OptionKind::integer, "LEVEL", "0",
       "Only packages at this level or above."},
      {"kind", '\0', OptionKind::choice, "KIND", "", "Only packages with a claim of this kind.",
       "performance|comparison|negative|observation"},
      {"metric", '\0', OptionKind::text, "METRIC", "",
       "Only packages with a claim of this metric."},
      {"limit", 'n', OptionKind::integer, "N", "25", "Packages to show (1 to 1000)."},
      {"cursor", '\0', OptionKind::text, "CURSOR", "",
       "Continue after the page that gave this cursor."}};
  row.exits = {
      {0, "something matches"}, {1, "nothing matches"}, kUsageExit, kStoreExit, kTemporaryExit};
  row.examples = {
      {"ahub search zipf cache", "both words"},
      {"ahub search '\"attention sinks\"' --by attention", "a phrase, as the feed orders"},
      {"ahub search --format tsv cache", "for other programs"},
      {"ahub search --domain cs.DC -- quanti* -perplexity", "a beginning, without a word", 1}};
  row.run = run;
  return row;
}

}  // namespace ahub::commands
