// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What of a text to show, and where in it are the words that were asked for.
#pragma once

#include <string>
#include <vector>

#include "ahub/hub/search.hpp"

namespace ahub {

/// Finds the words of a question in texts by the rules of the index: case and accents do not count,
/// and everything but letters and digits stands between words.
class Marker {
 public:
  explicit Marker(const SearchTerms& terms);

  /// All of `text`, its hits marked.
  std::vector<SnippetPart> marked(const std::string& text) const;
  /// The part of `text` around the first hit, cut at words; empty without one.
  std::vector<SnippetPart> snippet(const std::string& text) const;

 private:
  struct Word {
    std::size_t begin = 0, end = 0;
    std::string folded;
    bool hit = false;
  };
  /// A wanted term: its words in a row, the last of them perhaps only begun.
  struct Row {
    std::vector<std::string> words;
    bool prefix = false;
  };
  std::vector<Word> words_of(const std::string& text) const;

  std::vector<Row> rows_;
};

}  // namespace ahub
