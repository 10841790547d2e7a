// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "hub/snippet.hpp"

#include <algorithm>

namespace ahub {
namespace {

constexpr std::size_t kSnippetBefore = 60, kSnippetBytes = 180;

/// Adds text[from, to), next to what was added before.
void add(std::vector<SnippetPart>& parts, const std::string& text, std::size_t from, std::size_t to,
         bool hit) {
  if (to > from) parts.push_back({text.substr(from, to - from), hit});
}

}  // namespace

Marker::Marker(const SearchTerms& terms) : terms_(terms.wanted) {
  for (SearchTerms::Term& term : terms_) sought_text(term.units, term.prefix);
}

std::vector<Marker::Word> Marker::words_of(const std::string& text) const {
  std::vector<Word> words;
  for (TextUnit& unit : text_units(text)) words.push_back({std::move(unit), false});
  for (const SearchTerms::Term& term : terms_) {
    const std::size_t count = term.units.size();
    for (std::size_t first = 0; first + count <= words.size(); ++first) {
      std::size_t k = 0;
      while (k < count &&
             matches_unit(term.units[k], words[first + k].unit, term.prefix, k + 1 == count))
        ++k;
      if (k < count) continue;
      for (k = 0; k < count; ++k) words[first + k].hit = true;
    }
  }
  return words;
}

std::vector<SnippetPart> Marker::cut(const std::string& text, const Word* word, const Word* end,
                                     std::size_t from, std::size_t to) {
  std::vector<SnippetPart> parts;
  while (word != end) {
    if (!word->hit) {
      ++word;
      continue;
    }
    // Letters in a row are one hit; letters that one sign stands for are in the same place.
    const std::size_t begin = std::max(word->unit.begin, from);
    std::size_t until = word->unit.end;
    while (word->unit.joined && word + 1 != end && (word + 1)->hit) until = (++word)->unit.end;
    ++word;
    add(parts, text, from, begin, false);
    add(parts, text, begin, until, true);
    from = std::max(from, until);
  }
  add(parts, text, from, to, false);
  return parts;
}

std::vector<SnippetPart> Marker::marked(const std::string& text) const {
  const std::vector<Word> words = words_of(text);
  return cut(text, words.data(), words.data() + words.size(), 0, text.size());
}

std::vector<SnippetPart> Marker::snippet(const std::string& text) const {
  const std::vector<Word> words = words_of(text);
  const Word* const begin = words.data();
  const Word* const end = begin + words.size();
  const Word* const first = std::find_if(begin, end, [](const Word& word) { return word.hit; });
  if (first == end) return {};
  const Word* from = first;
  while (from != begin && first->unit.begin - (from - 1)->unit.begin <= kSnippetBefore) --from;
  const std::size_t start = from == begin ? 0 : from->unit.begin;
  // What was found is shown, however long it is.
  const Word* to = first + 1;
  while (to != end && to->unit.end - start <= kSnippetBytes) ++to;
  std::vector<SnippetPart> parts =
      cut(text, from, to, start, to == end ? text.size() : (to - 1)->unit.end);
  if (start > 0) parts.insert(parts.begin(), {"... ", false});
  if (to != end) parts.push_back({" ...", false});
  return parts;
}

}  // namespace ahub
