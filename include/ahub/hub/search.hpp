// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Full text over the newest versions: title, abstract, claims, concepts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ahub/base/words.hpp"
#include "ahub/hub/hub.hpp"

namespace ahub {

/// What a user typed, understood: words are all wanted, "quoted phrases" in order, word* by its
/// beginning, -word not at all. Everything else is taken literally. What a word is, and what does
/// not count in it: base/words.hpp.
struct SearchTerms {
  struct Term {
    std::string text;  ///< As typed: one word, or the words of a phrase with one blank between.
    std::vector<TextUnit> units;  ///< What is sought, in a row.
    bool prefix = false;
  };
  std::vector<Term> wanted, unwanted;
};

/// Throws `Error{usage, "bad-query"}`: no wanted word, an open quote, more than 2,000 bytes or 32
/// terms, no UTF-8.
SearchTerms parse_search(std::string_view query);

struct SearchRequest {
  SearchTerms terms;
  std::string domain, concept_name, kind, metric;  ///< Empty: all. Kind and metric: of a claim.
  int min_level = 0;
  bool by_attention = false;
  int limit = 25;                  ///< 1..1000.
  std::optional<TextPlace> after;  ///< Only what stands behind it.
};

/// The place that a `next_cursor` in that order tells; nothing for any other text.
std::optional<TextPlace> parse_search_cursor(std::string_view text, bool by_attention);

/// A piece of text around what was found.
struct SnippetPart {
  std::string text;
  bool hit = false;
};

struct SearchHit {
  FeedRow row;
  double score = 0;  ///< BM25 (Robertson and Zaragoza 2009, eq. 3.15, as FTS5 gives it), higher is
                     ///< better; 0 when ordered by attention.
  std::vector<SnippetPart> title, snippet;
};

struct SearchReport {
  SearchRequest request;
  std::vector<SearchHit> hits;
  bool more = false;
  std::string next_cursor;  ///< Of the next page; empty without one.
  /// False when more packages match than are scored: then the best of the newest `kScored` stand
  /// here.
  bool exact = true;
  std::string suggestion;  ///< A concept near to a word of a query that found nothing.
};

SearchReport search(Hub& hub, const SearchRequest& request);

}  // namespace ahub
