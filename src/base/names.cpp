// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Names folded for comparison: whoever writes his own in another way is still the same.
#include "ahub/base/names.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "ahub/base/text.hpp"
#include "base/fold_letter.hpp"
#include "base/look_alike.hpp"

namespace ahub {
namespace {

bool is_letter(char32_t c) noexcept { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_digit(char32_t c) noexcept { return c >= '0' && c <= '9'; }

bool is_ascii(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<signed char>(c) >= 0; });
}

/// What stands within a name where an apostrophe may: "O'Brien", "Hawaiʻi".
bool is_apostrophe(char32_t c) noexcept {
  constexpr char32_t kSigns[] = {0x27,   0x60,   0xB4,   0x384,  0x55A,  0x5F3,  0x7F4,  0x7F5,
                                 0x1FBD, 0x1FBF, 0x1FEF, 0x1FFD, 0x1FFE, 0x2018, 0x2019, 0x201B,
                                 0x2032, 0x2035, 0xA78B, 0xA78C, 0xFF07, 0xFF40};
  return (c >= 0x2B9 && c <= 0x2CB) || std::binary_search(std::begin(kSigns), std::end(kSigns), c);
}

bool is_comma(char32_t c) noexcept { return c == ',' || c == 0x60C || c == 0x3001 || c == 0xFF0C; }

void append(std::string& out, char32_t letter, bool capital) {
  if (letter >= 'a' && letter <= 'z' && capital)
    out += static_cast<char>(letter - 'a' + 'A');
  else
    append_utf8(out, letter);
}

/// The letters of one word, folded.
std::string folded_word(const std::u32string& word) {
  const bool latin = std::any_of(word.begin(), word.end(), is_letter);
  std::string out;
  for (const char32_t c : word) {
    if (c < 0x80) {
      // A digit among letters is read as the letter that it is drawn like.
      const bool lettered = latin && (c == '0' || c == '1');
      out += lettered ? (c == '0' ? 'o' : 'l') : static_cast<char>(c);
      continue;
    }
    if (const char drawn = latin ? look_alike_as_drawn(c) : '\0'; drawn != '\0') {
      out += drawn;
      continue;
    }
    const FoldedLetters folded = fold_letter(c);
    for (std::size_t i = 0; i < folded.count; ++i) {
      const FoldedLetter& part = folded.letters[i];
      if (part.kind == LetterKind::accent || part.kind == LetterKind::hidden) continue;
      const char alike = look_alike(part.point);
      append(out, alike != '\0' ? static_cast<char32_t>(alike) : part.point, is_capital(c));
    }
  }
  return is_ascii(out) ? out : composed(out);
}

/// Whether `c`, beyond ASCII, is part of a word: nothing for what is as if it were not there.
enum class Part { none, letter, separator };

Part part_of(char32_t c, bool begun) noexcept {
  if (look_alike(c) != '\0' || look_alike_as_drawn(c) != '\0') return Part::letter;
  const FoldedLetters folded = fold_letter(c);
  Part part = Part::none;
  for (std::size_t i = 0; i < folded.count; ++i) {
    switch (folded.letters[i].kind) {
      case LetterKind::word:
      case LetterKind::letter:
      case LetterKind::hangul:
        return Part::letter;
      case LetterKind::mark:
        if (begun) return Part::letter;
        break;
      case LetterKind::blank:
      case LetterKind::other:
        part = Part::separator;
        break;
      case LetterKind::accent:
      case LetterKind::hidden:
        break;
    }
  }
  return part;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

std::string lowered(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return text;
}

/// An I is an l to the eye; a capital L is not. Other capitals do not count.
std::string as_seen(std::string text) {
  for (char& c : text) {
    if (c == 'I')
      c = 'l';
    else if (c >= 'A' && c <= 'Z' && c != 'L')
      c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

/// `folded_name` of what most names are.
std::string folded_ascii(std::string_view name) {
  std::string out, before_comma;
  std::size_t commas = 0, begin = 0;
  bool lettered = false;
  // The word since `begin` is whole.
  const auto finish = [&] {
    for (std::size_t i = begin; lettered && i < out.size(); ++i) {
      if (out[i] == '0') out[i] = 'o';
      if (out[i] == '1') out[i] = 'l';
    }
    if (out.size() > begin) out += ' ';
    begin = out.size();
    lettered = false;
  };
  const auto letter_follows = [&](std::size_t i) {
    while (i < name.size() && is_apostrophe(static_cast<unsigned char>(name[i]))) ++i;
    return i < name.size() && is_letter(static_cast<unsigned char>(name[i]));
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto c = static_cast<unsigned char>(name[i]);
    const bool bar = c == '|' && (out.size() > begin || letter_follows(i + 1));
    if (is_letter(c) || bar) lettered = true;
    if (is_letter(c) || is_digit(c) || bar)
      out += bar ? 'l' : name[i];
    else if (!is_apostrophe(c))
      finish();
    if (c != ',') continue;
    if (++commas == 1) before_comma = std::exchange(out, {});
    if (commas == 2) out.insert(0, std::exchange(before_comma, {}));
    begin = out.size();
  }
  finish();
  out += before_comma;
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace

std::string folded_name(std::string_view name) {
  if (is_ascii(name)) return folded_ascii(name);
  std::string plain;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(name, at);
    if (!is_apostrophe(c)) plain += name.substr(begin, at - begin);
  }
  const std::string apart = taken_apart(plain);
  std::vector<std::string> words;
  std::u32string word;
  std::size_t commas = 0, before_comma = 0;
  const auto finish = [&] {
    if (!word.empty()) words.push_back(folded_word(word));
    word.clear();
  };
  for (std::size_t at = 0; at < apart.size();) {
    const char32_t c = next_code_point(apart, at);
    const bool before_letter =
        at < apart.size() && is_letter(static_cast<unsigned char>(apart[at]));
    Part part = Part::separator;
    if (c >= 0x80)
      part = part_of(c, !word.empty());
    else if (is_letter(c) || is_digit(c) || (c == '|' && (before_letter || !word.empty())))
      part = Part::letter;
    if (part == Part::letter) word += c == '|' ? U'l' : c;
    if (part != Part::separator) continue;
    finish();
    if (!is_comma(c)) continue;
    ++commas;
    before_comma = words.size();
  }
  finish();
  if (commas == 1)
    std::rotate(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(before_comma),
                words.end());
  std::string out;
  for (const std::string& each : words) {
    if (!out.empty() && !each.empty()) out += ' ';
    out += each;
  }
  return out;
}

std::vector<std::string> name_keys(std::string_view folded) {
  std::vector<std::string> keys;
  if (folded.empty()) return keys;
  std::string together;
  std::vector<std::string> words;
  bool initials = false;  // "J.-P. Serre" is "JP Serre".
  for (const std::string_view word : words_of(folded)) {
    together += word;
    const bool initial = word.size() == 1 && is_letter(static_cast<unsigned char>(word[0]));
    if (initial && initials)
      words.back() += lowered(std::string(word));
    else
      words.push_back(lowered(std::string(word)));
    initials = initial;
  }
  std::sort(words.begin(), words.end());
  std::string sorted;
  for (const std::string& word : words) sorted += (sorted.empty() ? "" : " ") + word;
  keys.push_back(std::move(sorted));
  if (std::string lower = lowered(together); lower != keys.front())
    keys.push_back(std::move(lower));
  if (together.find_first_of("Il") != std::string::npos) keys.push_back("=" + as_seen(together));
  return keys;
}

bool is_unseen(std::string_view text) noexcept {
  for (std::size_t at = 0; at < text.size();) {
    if (!is_unseen(next_code_point(text, at))) return false;
  }
  return true;
}

}  // namespace ahub
