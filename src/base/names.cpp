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
#include "base/name_letters.hpp"

namespace ahub {
namespace {

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

/// Letters of Korean that are drawn as gaps.
bool is_filler(char32_t c) noexcept {
  return c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0;
}

bool is_comma(char32_t c) noexcept { return c == ',' || c == 0x60C || c == 0x3001 || c == 0xFF0C; }

void append(std::string& out, char32_t letter, bool capital) {
  if (letter >= 'a' && letter <= 'z' && capital)
    out += static_cast<char>(letter - 'a' + 'A');
  else
    append_utf8(out, letter);
}

constexpr char32_t kShortI = 0x439, kYi = 0x457;

/// Whether `c` is of a script that takes no marks but accents: all others in its word have no
/// meaning, and most have no ink.
bool is_european(char32_t c) noexcept { return is_letter(c) || (c >= 0x370 && c <= 0x52F); }

/// A word's digits as the letters that they are drawn like, where it has some letters and no other
/// digits: "D0e", and not "o1".
template <typename Word>
void read_digits(Word& word, std::size_t begin, bool cyrillic) {
  using Point = typename Word::value_type;
  std::size_t digits = 0;
  for (std::size_t i = begin; i < word.size(); ++i) {
    const auto c = static_cast<char32_t>(word[i]);
    if (!is_digit(c)) continue;
    const bool alike =
        cyrillic ? c == '0' || c == '3' || c == '4' || c == '6' : c == '0' || c == '1';
    if (!alike) return;
    ++digits;
  }
  const std::size_t letters = word.size() - begin - digits;
  const bool two = digits == 1 && letters == 1 && word.back() != Point('1');
  if (digits >= letters && !two) return;
  for (std::size_t i = begin; i < word.size(); ++i) {
    Point& c = word[i];
    if (c == Point('0')) c = Point('o');
    if (c == Point('1')) c = Point('l');
    if constexpr (sizeof(Point) > 1) {
      if (c == '3') c = 0x437;
      if (c == '4') c = 0x447;
      if (c == '6') c = 0x431;
    }
  }
}

/// The letters of one word, folded.
std::string folded_word(std::u32string word) {
  const bool latin = std::any_of(word.begin(), word.end(), is_letter);
  const bool european = std::any_of(word.begin(), word.end(), is_european);
  const bool cyrillic = !latin && std::any_of(word.begin(), word.end(),
                                              [](char32_t c) { return c >= 0x400 && c <= 0x52F; });
  if (latin || cyrillic) read_digits(word, 0, cyrillic);
  std::string out;
  for (char32_t c : word) {
    if (c < 0x80) {
      out += static_cast<char>(c);
      continue;
    }
    if (const std::size_t at = kUmlauts.find(c); at != kUmlauts.npos) {
      append_utf8(out, latin ? kUmlauts[at % 3] : U"aou"[at % 3]);
      continue;
    }
    if (c == kShortI || c == kShortI - 0x20 || c == kYi || c == 0x407) {
      const bool yi = c == kYi || c == 0x407;
      if (latin)
        append_utf8(out, yi ? U'i' : U'\u0438');
      else
        append_utf8(out, yi ? kYi : kShortI);
      continue;
    }
    if (const char drawn = latin ? look_alike_as_drawn(c) : '\0'; drawn != '\0') {
      out += drawn;
      continue;
    }
    if (const char alike = look_alike(c); alike != '\0') {
      append(out, static_cast<unsigned char>(alike), is_capital(c));
      continue;
    }
    // One name is written in either kana.
    if ((c >= 0x30A1 && c <= 0x30F6) || c == 0x30FD) c -= 0x60;
    if (is_unknown_letter(c)) {
      if (!european) append_utf8(out, c);
      continue;
    }
    const FoldedLetters folded = fold_letter(c);
    for (std::size_t i = 0; i < folded.count; ++i) {
      const FoldedLetter& part = folded.letters[i];
      if (part.point == 0 || part.kind == LetterKind::accent || part.kind == LetterKind::hidden)
        continue;
      if (part.kind == LetterKind::mark && european) continue;
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
  if (is_unknown_letter(c)) return Part::letter;
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

/// The letter that the last of a word and the mark `c` behind it are, or 0 where the mark does not
/// count.
char32_t letter_with(char32_t last, char32_t c) noexcept {
  constexpr std::u32string_view kVowels = U"aouAOU";
  const bool capital = last < 0x430;
  if (c == 0x306 && (last == 0x438 || last == 0x418)) return capital ? kShortI - 0x20 : kShortI;
  if (c != 0x308) return 0;
  if (last == 0x456 || last == 0x406) return capital ? 0x407 : kYi;
  const std::size_t at = kVowels.find(last);
  return at == kVowels.npos ? 0 : kUmlauts[at];
}

/// Without a number in brackets at the end, as copies are told apart.
std::string_view without_number(std::string_view name) noexcept {
  const auto trim = [](std::string_view text) {
    while (!text.empty() &&
           (text.back() == ' ' || is_apostrophe(static_cast<unsigned char>(text.back()))))
      text.remove_suffix(1);
    return text;
  };
  std::string_view rest = trim(name);
  if (rest.empty() || (rest.back() != ')' && rest.back() != ']')) return name;
  const std::size_t open = rest.find_last_of("([");
  if (open == rest.npos || open + 2 >= rest.size()) return name;
  const std::string_view within = rest.substr(open + 1, rest.size() - open - 2);
  const bool number = within.find_first_not_of("0123456789 #'`") == within.npos;
  rest = trim(rest.substr(0, open));
  return number && !rest.empty() ? rest : name;
}

/// `folded_name` of what most names are.
std::string folded_ascii(std::string_view name) {
  std::string out, before_comma;
  std::size_t commas = 0, begin = 0;
  bool lettered = false;
  // The word since `begin` is whole.
  const auto finish = [&] {
    if (lettered) read_digits(out, begin, false);
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
  if (is_ascii(name)) return folded_ascii(without_number(name));
  std::string plain;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(name, at);
    if (is_filler(c))
      plain += ' ';
    else if (!is_apostrophe(c))
      plain += name.substr(begin, at - begin);
  }
  const std::string whole = taken_apart(plain);
  const std::string_view apart = without_number(whole);
  std::vector<std::string> words;
  std::u32string word;
  std::size_t commas = 0, before_comma = 0;
  const auto finish = [&] {
    if (!word.empty()) words.push_back(folded_word(word));
    word.clear();
  };
  for (std::size_t at = 0; at < apart.size();) {
    char32_t c = next_code_point(apart, at);
    if (const char32_t with = word.empty() ? 0 : letter_with(word.back(), c); with != 0) {
      word.back() = with;
      continue;
    }
    if (c >= 0x80) {  // Digits of all scripts are those of ASCII.
      const FoldedLetters folded = fold_letter(c);
      if (folded.count == 1 && is_digit(folded.letters[0].point)) c = folded.letters[0].point;
    }
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

}  // namespace ahub
