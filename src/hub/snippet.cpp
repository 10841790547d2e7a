// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "hub/snippet.hpp"

#include <algorithm>

#include "ahub/base/accents.hpp"
#include "ahub/base/text.hpp"

namespace ahub {
namespace {

constexpr std::size_t kSnippetBefore = 60, kSnippetBytes = 180;

/// Adds text[from, to), next to what was added before.
void add(std::vector<SnippetPart>& parts, const std::string& text, std::size_t from, std::size_t to,
         bool hit) {
  if (to > from) parts.push_back({text.substr(from, to - from), hit});
}

}  // namespace

Marker::Marker(const SearchTerms& terms) {
  for (const SearchTerms::Term& term : terms.wanted) {
    Row row;
    row.prefix = term.prefix;
    const std::string folded = accents_folded(term.text);
    for (std::size_t at = 0; at < folded.size();) {
      const std::size_t end = std::min(folded.find(' ', at), folded.size());
      row.words.push_back(folded.substr(at, end - at));
      at = end + 1;
    }
    rows_.push_back(std::move(row));
  }
}

std::vector<Marker::Word> Marker::words_of(const std::string& text) const {
  std::vector<Word> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    std::size_t end = at;
    while (end < text.size() && is_word_point(next_code_point(text, at))) end = at;
    if (end > begin)
      words.push_back({begin, end, accents_folded(text.substr(begin, end - begin)), false});
  }
  for (const Row& row : rows_) {
    const std::size_t count = row.words.size();
    for (std::size_t first = 0; first + count <= words.size(); ++first) {
      const auto same = [&](std::size_t k) {
        const std::string& word = words[first + k].folded;
        const bool begun = row.prefix && k + 1 == count;
        return begun ? word.compare(0, row.words[k].size(), row.words[k]) == 0
                     : word == row.words[k];
      };
      std::size_t k = 0;
      while (k < count && same(k)) ++k;
      if (k < count) continue;
      for (k = 0; k < count; ++k) words[first + k].hit = true;
    }
  }
  return words;
}

std::vector<SnippetPart> Marker::marked(const std::string& text) const {
  std::vector<SnippetPart> parts;
  std::size_t at = 0;
  for (const Word& word : words_of(text)) {
    if (!word.hit) continue;
    add(parts, text, at, word.begin, false);
    add(parts, text, word.begin, word.end, true);
    at = word.end;
  }
  add(parts, text, at, text.size(), false);
  return parts;
}

std::vector<SnippetPart> Marker::snippet(const std::string& text) const {
  const std::vector<Word> words = words_of(text);
  const auto first =
      std::find_if(words.begin(), words.end(), [](const Word& word) { return word.hit; });
  if (first == words.end()) return {};
  auto from = first;
  while (from != words.begin() && first->begin - (from - 1)->begin <= kSnippetBefore) --from;
  std::vector<SnippetPart> parts;
  std::size_t at = from == words.begin() ? 0 : from->begin;
  const std::size_t start = at;
  if (at > 0) parts.push_back({"... ", false});
  auto word = from;
  for (; word != words.end() && word->end - start <= kSnippetBytes; ++word) {
    if (!word->hit) continue;
    add(parts, text, at, word->begin, false);
    add(parts, text, word->begin, word->end, true);
    at = word->end;
  }
  add(parts, text, at, word == words.end() ? text.size() : (word - 1)->end, false);
  if (word != words.end()) parts.push_back({" ...", false});
  return parts;
}

}  // namespace ahub
