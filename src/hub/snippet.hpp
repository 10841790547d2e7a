// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What of a text to show, and where in it are the words that were asked for.
#pragma once

#include <string>
#include <vector>

#include "ahub/hub/search.hpp"

namespace ahub {

/// Finds the words of a question in texts by the rules of the index, which base/words.hpp states.
class Marker {
 public:
  explicit Marker(const SearchTerms& terms);

  /// All of `text`, its hits marked.
  std::vector<SnippetPart> marked(const std::string& text) const;
  /// The part of `text` around the first hit, cut at words; empty without one.
  std::vector<SnippetPart> snippet(const std::string& text) const;

 private:
  struct Word {
    TextUnit unit;
    bool hit = false;
  };
  std::vector<Word> words_of(const std::string& text) const;
  /// text[from, to), in which [word, end) stand, in parts.
  static std::vector<SnippetPart> cut(const std::string& text, const Word* word, const Word* end,
                                      std::size_t from, std::size_t to);

  std::vector<SearchTerms::Term> terms_;
};

}  // namespace ahub
