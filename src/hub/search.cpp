// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/hub/search.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "hub/derive.hpp"
#include "hub/snippet.hpp"

namespace ahub {
namespace {

constexpr int kSuggestedFrom = 2000;  // Concepts that a suggestion is taken from, most used first.

/// A term in the syntax of FTS5: only a quoted string, in which a quote cannot occur.
std::string quoted(const SearchTerms::Term& term) {
  bool begun = term.prefix;
  const std::string tokens = sought_text(term.units, begun);
  return fmt::format("\"{}\"{}", tokens, begun ? " *" : "");
}

std::string expression(const SearchTerms& terms) {
  const auto joined = [](const std::vector<SearchTerms::Term>& list, std::string_view with) {
    std::vector<std::string> texts;
    for (const SearchTerms::Term& term : list) texts.push_back(quoted(term));
    return fmt::format("({})", fmt::join(texts, with));
  };
  std::string text = joined(terms.wanted, " AND ");
  if (!terms.unwanted.empty()) text += " NOT " + joined(terms.unwanted, " OR ");
  return text;
}

std::string suggestion_for(const Store& store, const SearchTerms& terms) {
  std::vector<std::string> names;
  for (const Facet& tag : store.tags(kSuggestedFrom)) names.push_back(tag.name);
  for (const SearchTerms::Term& term : terms.wanted) {
    if (const std::optional<std::string> near = nearest(case_folded(term.text), names))
      return *near;
  }
  return {};
}

/// Where the next page starts: after the last hit's score (by relevance), attention and sequence.
std::string cursor_of(const SearchReport& report) {
  const SearchHit& last = report.hits.back();
  const std::string score =
      report.request.by_attention ? std::string() : format_real(last.score) + ":";
  return fmt::format("{}{}:{}", score, last.row.attention, last.row.sequence);
}

}  // namespace

std::optional<TextPlace> parse_search_cursor(std::string_view text, bool by_attention) {
  std::vector<std::string_view> numbers;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find(':', start), text.size());
    numbers.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  if (numbers.size() != (by_attention ? 2U : 3U)) return std::nullopt;
  const std::optional<double> score = by_attention ? 0 : parse_real(numbers.front());
  const auto attention = parse_integer(numbers[numbers.size() - 2]);
  const auto sequence = parse_integer(numbers.back());
  if (!score || !attention || !sequence || *attention < 0 || *sequence < 0) return std::nullopt;
  return TextPlace{*score, *attention, *sequence};
}

SearchReport search(Hub& hub, const SearchRequest& request) {
  const Store& store = hub.store();
  TextQuery query;
  query.expression = expression(request.terms);
  query.domain = request.domain;
  query.concept_name = request.concept_name;
  query.kind = request.kind;
  query.metric = request.metric;
  query.min_level = request.min_level;
  if (query.min_level > 0) query.min_attention = total_attention(query.min_level, 0);
  query.by_attention = request.by_attention;
  query.limit = request.limit;
  query.after = request.after;
  const TextMatches found = store.search(query);

  SearchReport report;
  report.request = request;
  report.exact = found.exact;
  report.more = found.more;
  const Marker marker(request.terms);
  for (const TextMatch& match : found.matches) {
    SearchHit hit{match.row, match.score, marker.marked(match.row.title),
                  marker.snippet(match.row.summary)};
    if (hit.snippet.empty()) {
      // The hit is elsewhere: in a claim, or in the title or a concept, which are shown anyway.
      for (const std::string& statement : store.statements(match.row.package)) {
        hit.snippet = marker.snippet(statement);
        if (!hit.snippet.empty()) break;
      }
    }
    report.hits.push_back(std::move(hit));
  }
  if (found.more && !report.hits.empty()) report.next_cursor = cursor_of(report);
  if (report.hits.empty()) report.suggestion = suggestion_for(store, request.terms);
  return report;
}

}  // namespace ahub
