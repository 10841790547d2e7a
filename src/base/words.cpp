// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Words of a text, and letters where words are not set apart.
#include "ahub/base/words.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "ahub/base/text.hpp"
#include "base/fold_letter.hpp"

namespace ahub {
namespace {

/// Most texts are: eight bytes at a time.
bool is_ascii(std::string_view text) noexcept {
  std::uint64_t all = 0;
  std::size_t at = 0;
  for (; at + sizeof all <= text.size(); at += sizeof all) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + at, sizeof eight);
    all |= eight;
  }
  for (; at < text.size(); ++at) all |= static_cast<unsigned char>(text[at]);
  return (all & 0x8080808080808080U) == 0;
}

bool is_ascii_letter_or_digit(char c) noexcept {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// A word does not go on from Latin letters to those of Arabic, Hebrew or India, where people glue
/// their particles to foreign words. Greek and Cyrillic letters stand in one word with Latin ones.
enum class Script { none, european, other };

Script script_of(char32_t c) noexcept {
  if (c < 0x80) return is_digit(static_cast<char>(c)) ? Script::none : Script::european;
  const bool european = c < 0x530 || (c >= 0x1C80 && c <= 0x1C8F) || (c >= 0x1D00 && c <= 0x1FFF) ||
                        (c >= 0x2C60 && c <= 0x2C7F) || (c >= 0xA640 && c <= 0xA69F) ||
                        (c >= 0xA720 && c <= 0xA7FF) || (c >= 0xAB30 && c <= 0xAB6F);
  return european ? Script::european : Script::other;
}

/// Puts units together and hands each over when it is complete.
template <class Sink>
class UnitBuilder {
 public:
  explicit UnitBuilder(Sink& sink) : sink_(sink) {}

  /// ASCII letters and digits only.
  void ascii(std::string_view text, std::size_t begin) {
    apart_ = false;
    const bool number = std::all_of(text.begin(), text.end(), is_digit);
    open_word(begin, number ? Script::none : Script::european);
    for (const char c : text)
      unit_.folded += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    unit_.end = begin + text.size();
  }
  void blank() { gap_ = std::max(gap_, Gap::blank); }
  void sign() { gap_ = Gap::sign; }

  void beyond_ascii(char32_t c, std::size_t begin, std::size_t end) {
    const FoldedLetters folded = fold_letter(c);
    if (folded.apart && !apart_ && ends_in_digit()) sign();
    apart_ = folded.apart;
    for (std::size_t i = 0; i < folded.count; ++i) {
      const FoldedLetter& part = folded.letters[i];
      switch (part.kind) {
        case LetterKind::word:
          open_word(begin, script_of(part.point));
          append(part.point, end);
          break;
        case LetterKind::letter:
        case LetterKind::hangul:
          open_letter(begin, part.kind == LetterKind::hangul);
          append(part.point, end);
          break;
        case LetterKind::mark:
          if (!goes_on()) open_word(begin, Script::none);
          marked_ = true;
          append(part.point, end);
          break;
        case LetterKind::accent:
          if (goes_on()) unit_.end = end;
          break;
        case LetterKind::hidden:
          break;
        case LetterKind::blank:
          blank();
          break;
        case LetterKind::other:
          sign();
          break;
      }
    }
  }
  void finish() {
    if (open_) hand_over();
  }

 private:
  enum class Gap { none, blank, sign };

  bool goes_on() const noexcept { return open_ && gap_ == Gap::none; }
  bool ends_in_digit() const noexcept {
    return goes_on() && !unit_.folded.empty() && is_digit(unit_.folded.back());
  }
  void open_word(std::size_t begin, Script script) {
    const bool other = script_ != Script::none && script != Script::none && script != script_;
    if (!goes_on() || unit_.letter || other) {
      finish();
      start(begin, false, false);
    }
    if (script != Script::none) script_ = script;
  }
  void open_letter(std::size_t begin, bool hangul) {
    if (open_) {
      // A line may be broken anywhere in a script without blanks; Korean has blanks.
      const bool near = gap_ == Gap::none || (gap_ == Gap::blank && !hangul_ && !hangul);
      unit_.joined = unit_.letter && near;
      hand_over();
    }
    start(begin, true, hangul);
  }
  void start(std::size_t begin, bool letter, bool hangul) {
    unit_.folded.clear();
    unit_.begin = unit_.end = begin;
    unit_.letter = letter;
    unit_.joined = false;
    open_ = true;
    hangul_ = hangul;
    marked_ = false;
    gap_ = Gap::none;
    script_ = Script::none;
  }
  void append(char32_t point, std::size_t end) {
    append_utf8(unit_.folded, point);
    unit_.end = end;
  }
  void hand_over() {
    if (marked_) unit_.folded = composed(unit_.folded);
    sink_(unit_);
    open_ = false;
  }

  Sink& sink_;
  TextUnit unit_;
  bool open_ = false, hangul_ = false, marked_ = false;
  bool apart_ = false;  ///< The digit before was set higher or lower.
  Gap gap_ = Gap::none;
  Script script_ = Script::none;  ///< Of the open word's last letter.
};

template <class Sink>
void each_unit(std::string_view text, Sink sink) {
  UnitBuilder<Sink> builder(sink);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char c = text[at];
    if (is_ascii_letter_or_digit(c)) {
      while (at < text.size() && is_ascii_letter_or_digit(text[at])) ++at;
      builder.ascii(text.substr(begin, at - begin), begin);
    } else if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
      ++at;
      builder.blank();
    } else if (static_cast<signed char>(c) >= 0) {
      ++at;
      builder.sign();
    } else {
      const char32_t point = next_code_point(text, at);
      at = std::min(at, text.size());
      builder.beyond_ascii(point, begin, at);
    }
  }
  builder.finish();
}

}  // namespace

std::vector<TextUnit> text_units(std::string_view text) {
  std::vector<TextUnit> units;
  each_unit(text, [&](const TextUnit& unit) { units.push_back(unit); });
  return units;
}

std::string indexed_text(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  std::string out;
  out.reserve(text.size() + text.size() / 4);
  bool joined = false;
  each_unit(text, [&](const TextUnit& unit) {
    if (joined) out += unit.folded;
    if (!out.empty()) out += ' ';
    out += unit.folded;
    joined = unit.joined;
  });
  return out;
}

std::string sought_text(std::span<const TextUnit> units, bool& begun) {
  std::string out;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const bool last = i + 1 == units.size();
    const bool joined = units[i].joined && !last;
    // The letter before has taken this one along; what follows in a text is nobody's business.
    if (last && i > 0 && units[i - 1].joined) break;
    if (last && units[i].letter) begun = true;
    if (!out.empty()) out += ' ';
    out += units[i].folded;
    if (joined) out += units[i + 1].folded;
  }
  return out;
}

bool matches_unit(const TextUnit& sought, const TextUnit& text, bool begun, bool last) {
  if (last && begun) return text.folded.compare(0, sought.folded.size(), sought.folded) == 0;
  return sought.folded == text.folded && (last || sought.joined == text.joined);
}

}  // namespace ahub
