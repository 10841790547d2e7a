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

/// The words of `text` with one blank between.
std::string words_of(std::string_view text) {
  std::string words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    // The index breaks words at everything else, whatever it is.
    if (is_word_point(next_code_point(text, at)))
      words += text.substr(begin, at - begin);
    else if (!words.empty() && words.back() != ' ')
      words += ' ';
  }
  if (!words.empty() && words.back() == ' ') words.pop_back();
  return words;
}

}  // namespace

SearchTerms parse_search(std::string_view query) {
  if (query.size() > kQueryBytes)
    refuse(fmt::format("the query has {} bytes, at most {} are taken", query.size(), kQueryBytes));
  if (first_invalid_utf8(query)) refuse("the query is no UTF-8 text");
  SearchTerms terms;
  for (std::size_t at = 0; at < query.size();) {
    if (query[at] == ' ' || query[at] == '\t' || query[at] == '\n') {
      ++at;
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
      end = std::min(query.find_first_of(" \t\n\"", at), query.size());
    }
    SearchTerms::Term term;
    term.text = words_of(query.substr(at, end - at));
    term.prefix = !phrase && end > at && query[end - 1] == '*';
    at = phrase ? end + 1 : end;
    if (!term.text.empty()) (unwanted ? terms.unwanted : terms.wanted).push_back(std::move(term));
  }
  if (terms.wanted.empty()) refuse("the query names no word that a package should have");
  if (terms.wanted.size() + terms.unwanted.size() > kTerms)
    refuse(fmt::format("the query has more than {} terms", kTerms));
  return terms;
}

}  // namespace ahub
