// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// From what a user typed to terms; no syntax of the index below shines through.
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "ahub/hub/search.hpp"

namespace ahub {
namespace {

constexpr std::size_t kQueryBytes = 2000, kTerms = 32;

[[noreturn]] void refuse(const std::string& why) {
  throw Error(ErrorKind::usage, "bad-query", why,
              "words are all wanted; \"a phrase\", begin*, -without");
}

/// The words of `text` as they were typed, with one blank between.
std::string words_of(std::string_view text, const std::vector<TextUnit>& units) {
  std::string words;
  std::size_t end = 0;
  for (const TextUnit& unit : units) {
    if (!words.empty() && unit.begin > end) words += ' ';
    // Forms that are several letters in one sign stand in the same place.
    if (unit.end > end) {
      const std::size_t begin = std::max(unit.begin, end);
      words += text.substr(begin, unit.end - begin);
      end = unit.end;
    }
  }
  return words;
}

/// The bytes of the blank at `at`, of any script (an ideographic one, say); 0 where there is none.
std::size_t blank_at(std::string_view text, std::size_t at) {
  constexpr std::string_view kBlanks[] = {" ",      "\t",     "\n",     "\r",     "\u00a0",
                                          "\u2002", "\u2003", "\u2009", "\u202f", "\u3000"};
  for (const std::string_view blank : kBlanks) {
    if (text.substr(at, blank.size()) == blank) return blank.size();
  }
  return 0;
}

/// Where the word that begins at `at` ends: at a blank or a quote.
std::size_t end_of_word(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] != '"' && blank_at(text, at) == 0) ++at;
  return at;
}

/// In scripts without blanks signs stand between words that are to be found, as blanks do
/// elsewhere: moves all but the last of them from `term` to `list`.
void split(SearchTerms::Term& term, std::string_view typed, std::vector<SearchTerms::Term>& list) {
  for (std::size_t i = 0; i + 1 < term.units.size();) {
    const TextUnit &left = term.units[i], &right = term.units[i + 1];
    const bool apart = (left.letter || right.letter) && !left.joined && right.begin > left.end;
    ++i;
    if (!apart) continue;
    const auto end = term.units.begin() + static_cast<std::ptrdiff_t>(i);
    SearchTerms::Term part;
    part.units.assign(term.units.begin(), end);
    part.text = words_of(typed, part.units);
    list.push_back(std::move(part));
    term.units.erase(term.units.begin(), end);
    i = 0;
  }
}

}  // namespace

SearchTerms parse_search(std::string_view query) {
  if (query.size() > kQueryBytes)
    refuse(fmt::format("the query has {} bytes, at most {} are taken", query.size(), kQueryBytes));
  if (first_invalid_utf8(query)) refuse("the query is no UTF-8 text");
  SearchTerms terms;
  for (std::size_t at = 0; at < query.size();) {
    if (const std::size_t blank = blank_at(query, at); blank > 0) {
      at += blank;
      continue;
    }
    const bool unwanted = query[at] == '-';
    if (unwanted) ++at;
    const bool phrase = at < query.size() && query[at] == '"';
    std::size_t end = 0;
    if (phrase) {
      end = query.find('"', ++at);
      if (end == std::string_view::npos) refuse("a quote is not closed");
    } else {
      end = end_of_word(query, at);
    }
    SearchTerms::Term term;
    const std::string_view typed = query.substr(at, end - at);
    term.units = text_units(typed);
    term.prefix = !phrase && end > at && query[end - 1] == '*';
    at = phrase ? end + 1 : end;
    if (term.units.empty()) continue;
    if (!phrase && !unwanted) split(term, typed, terms.wanted);
    term.text = words_of(typed, term.units);
    (unwanted ? terms.unwanted : terms.wanted).push_back(std::move(term));
  }
  if (terms.wanted.empty()) refuse("the query names no word that a package should have");
  if (terms.wanted.size() + terms.unwanted.size() > kTerms)
    refuse(fmt::format("the query has more than {} terms", kTerms));
  return terms;
}

}  // namespace ahub
