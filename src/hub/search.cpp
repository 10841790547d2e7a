// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/hub/search.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "hub/derive.hpp"

namespace ahub {
namespace {

constexpr std::size_t kSnippetBefore = 60, kSnippetBytes = 180;
constexpr int kSuggestedFrom = 2000;  // Concepts that a suggestion is taken from, most used first.

/// A term in the syntax of FTS5: only a quoted string, in which a quote cannot occur.
std::string quoted(const SearchTerms::Term& term) {
  return fmt::format("\"{}\"{}", term.text, term.prefix ? " *" : "");
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

struct Word {
  std::size_t begin, end;
  std::string folded;
};

std::vector<Word> words_in(const std::string& text) {
  std::vector<Word> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    std::size_t end = at;
    while (end < text.size() && is_word_point(next_code_point(text, at))) end = at;
    if (end > begin) words.push_back({begin, end, case_folded(text.substr(begin, end - begin))});
  }
  return words;
}

/// Whether a word is one of those asked for; a phrase by any of its words.
bool asked_for(const Word& word, const SearchTerms& terms) {
  return std::any_of(terms.wanted.begin(), terms.wanted.end(), [&](const SearchTerms::Term& term) {
    const std::string folded = case_folded(term.text);
    if (term.prefix) return word.folded.rfind(folded, 0) == 0;
    return (" " + folded + " ").find(" " + word.folded + " ") != std::string::npos;
  });
}

/// The part of `text` around the first hit, cut at words; empty without one.
std::vector<SnippetPart> snippet_of(const std::string& text, const SearchTerms& terms) {
  const std::vector<Word> words = words_in(text);
  const auto first = std::find_if(words.begin(), words.end(),
                                  [&](const Word& word) { return asked_for(word, terms); });
  if (first == words.end()) return {};
  auto from = first;
  while (from != words.begin() && first->begin - (from - 1)->begin <= kSnippetBefore) --from;
  std::vector<SnippetPart> parts;
  std::size_t at = from == words.begin() ? 0 : from->begin;
  const std::size_t start = at;
  if (at > 0) parts.push_back({"... ", false});
  auto word = from;
  for (; word != words.end() && word->end - start <= kSnippetBytes; ++word) {
    if (!asked_for(*word, terms)) continue;
    if (word->begin > at) parts.push_back({text.substr(at, word->begin - at), false});
    parts.push_back({text.substr(word->begin, word->end - word->begin), true});
    at = word->end;
  }
  const std::size_t end = word == words.end() ? text.size() : (word - 1)->end;
  if (end > at) parts.push_back({text.substr(at, end - at), false});
  if (word != words.end()) parts.push_back({" ...", false});
  return parts;
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

}  // namespace

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
  const TextMatches found = store.search(query);

  SearchReport report;
  report.request = request;
  report.exact = found.exact;
  report.more = found.more;
  for (const TextMatch& match : found.matches) {
    SearchHit hit{match.row, match.score, snippet_of(match.row.summary, request.terms)};
    if (hit.snippet.empty()) {
      // The hit is elsewhere: in a claim, or in the title or a concept, which are shown anyway.
      for (const std::string& statement : store.statements(match.row.package)) {
        hit.snippet = snippet_of(statement, request.terms);
        if (!hit.snippet.empty()) break;
      }
    }
    report.hits.push_back(std::move(hit));
  }
  if (report.hits.empty()) report.suggestion = suggestion_for(store, request.terms);
  return report;
}

}  // namespace ahub
