// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Folding by Unicode's own tables (compatibility decomposition, case folding), and what they leave
// to languages: letters that people type without their strokes, Arabic and Hindi spellings, digits.
#include "base/fold_letter.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <vector>

#include "ahub/base/text.hpp"

namespace ahub {
namespace {

struct Range {
  char32_t first, last;
};

template <std::size_t N>
bool in(const Range (&ranges)[N], char32_t c) noexcept {
  const Range* range =
      std::upper_bound(std::begin(ranges), std::end(ranges), c,
                       [](char32_t point, const Range& each) { return point < each.first; });
  return range != std::begin(ranges) && c <= (range - 1)->last;
}

/// Scripts that set no blanks between words, by block.
constexpr Range kWithoutBlanks[] = {
    {0x0E00, 0x0EFF},    // Thai, Lao
    {0x1000, 0x109F},    // Burmese
    {0x1780, 0x17FF},    // Khmer
    {0x1950, 0x19DF},    // Tai Le, New Tai Lue
    {0x1A20, 0x1AAF},    // Tai Tham
    {0x1B00, 0x1B7F},    // Balinese
    {0x2E80, 0x2FDF},    // Radicals
    {0x3005, 0x3007},    // Iteration mark, zero
    {0x3021, 0x3029},    // Hangzhou numerals
    {0x3031, 0x303C},    // Repeat marks
    {0x3040, 0x312F},    // Kana, Bopomofo
    {0x31A0, 0x31FF},    // Bopomofo and kana, extended
    {0x3400, 0x4DBF},    // Han
    {0x4E00, 0xA4CF},    // Han, Yi
    {0xA500, 0xA63F},    // Vai
    {0xA980, 0xA9FF},    // Javanese, Burmese extended
    {0xAA60, 0xAADF},    // Burmese extended, Tai Viet
    {0xF900, 0xFAFF},    // Han, compatibility
    {0x12000, 0x1342F},  // Cuneiform, hieroglyphs
    {0x16FE0, 0x18DFF},  // Tangut, Khitan
    {0x1AFF0, 0x1B2FF},  // Kana supplements, Nushu
    {0x20000, 0x3FFFD},  // Han, the rest
};

constexpr Range kHangul[] = {
    {0x1100, 0x11FF}, {0x3130, 0x318F}, {0xA960, 0xA97F}, {0xAC00, 0xD7FF}};
/// Vowels and finals of Korean that are written behind an initial as signs of their own.
constexpr Range kJamoBehind[] = {{0x1160, 0x11FF}, {0xD7B0, 0xD7FF}};

/// Marks that readers leave out when they type: accents, points of Hebrew and Arabic, nuktas.
constexpr Range kAccents[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05C7}, {0x0610, 0x061A}, {0x064B, 0x065F},
    {0x0670, 0x0670}, {0x06D6, 0x06ED}, {0x0711, 0x0711}, {0x0730, 0x074A}, {0x0816, 0x082D},
    {0x0859, 0x085B}, {0x0898, 0x08FF}, {0x093C, 0x093C}, {0x0951, 0x0954}, {0x0A3C, 0x0A3C},
    {0x0ABC, 0x0ABC}, {0x135D, 0x135F}, {0x1AB0, 0x1AFF}, {0x1CD0, 0x1CFA}, {0x1DC0, 0x1DFF},
    {0x20D0, 0x20FF}, {0x2CEF, 0x2CF1}, {0x2DE0, 0x2DFF}, {0x302A, 0x302F}, {0xA66F, 0xA67D},
    {0xA69E, 0xA69F}, {0xFB1E, 0xFB1E}, {0xFE20, 0xFE2F}};

/// The zero of each script's ten digits.
constexpr char32_t kZeros[] = {
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66,
    0x0DE6, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90,
    0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0};

struct Typed {
  char32_t letter;
  char32_t as[2];  ///< The second one is 0 where there is none.
};

/// Letters that Unicode does not take apart, as people type them who lack the key. After case
/// folding, in order.
constexpr Typed kTyped[] = {
    {0x00E6, {'a', 'e'}},   // ae
    {0x00F0, {'d', 0}},     // eth, also mistaken for the d with stroke of Vietnamese
    {0x00F8, {'o', 0}},     // o with stroke
    {0x00FE, {'t', 'h'}},   // thorn
    {0x0111, {'d', 0}},     // d with stroke
    {0x0127, {'h', 0}},     // h with stroke
    {0x0131, {'i', 0}},     // dotless i
    {0x0142, {'l', 0}},     // l with stroke
    {0x014B, {'n', 0}},     // eng
    {0x0153, {'o', 'e'}},   // oe
    {0x0167, {'t', 0}},     // t with stroke
    {0x0180, {'b', 0}},     // b with stroke
    {0x0199, {'k', 0}},     // k with hook
    {0x01B4, {'y', 0}},     // y with hook
    {0x01B6, {'z', 0}},     // z with stroke
    {0x01E5, {'g', 0}},     // g with stroke
    {0x0237, {'j', 0}},     // dotless j
    {0x0253, {'b', 0}},     // b with hook
    {0x0256, {'d', 0}},     // d with tail, African
    {0x0257, {'d', 0}},     // d with hook
    {0x0268, {'i', 0}},     // i with stroke
    {0x0289, {'u', 0}},     // u with bar
    {0x0629, {0x0647, 0}},  // teh marbuta
    {0x0649, {0x064A, 0}},  // alef maksura
    {0x0671, {0x0627, 0}},  // alef wasla
    {0x06A9, {0x0643, 0}},  // keheh of Persian and Urdu
    {0x06BE, {0x0647, 0}},  // heh of Urdu
    {0x06C1, {0x0647, 0}},  // heh goal
    {0x06C3, {0x0647, 0}},  // teh marbuta goal
    {0x06CC, {0x064A, 0}},  // yeh of Persian and Urdu
    {0x06D5, {0x0647, 0}},  // ae
};

// They are searched by halves.
template <std::size_t N>
constexpr bool in_order(const Range (&ranges)[N]) {
  for (std::size_t i = 0; i < N; ++i) {
    if (ranges[i].last < ranges[i].first) return false;
    if (i > 0 && ranges[i].first <= ranges[i - 1].last) return false;
  }
  return true;
}
static_assert(in_order(kWithoutBlanks) && in_order(kHangul) && in_order(kJamoBehind) &&
              in_order(kAccents) && std::is_sorted(std::begin(kZeros), std::end(kZeros)) &&
              std::is_sorted(std::begin(kTyped), std::end(kTyped),
                             [](const Typed& left, const Typed& right) {
                               return left.letter < right.letter;
                             }));

constexpr char32_t kTatweel = 0x0640, kBlankOfNoWidth = 0x200B;
/// The second is how the first, a nasal sign of Hindi, is often written.
constexpr char32_t kChandrabindu = 0x0901, kAnusvara = 0x0902;
/// Apostrophes that count as letters, beside those that do not.
constexpr Range kApostrophe = {0x02B9, 0x02BF};

utf8proc_category_t category_of(char32_t c) noexcept {
  return utf8proc_category(static_cast<utf8proc_int32_t>(c));
}

bool is_mark(utf8proc_category_t category) noexcept {
  return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
         category == UTF8PROC_CATEGORY_ME;
}

/// What does not depend on the letter itself; `word` for what is to be looked at.
LetterKind kind_of(char32_t c, utf8proc_category_t category) noexcept {
  if (c == kTatweel || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF) ||
      c == 0x034F || (c >= 0x180B && c <= 0x180F))
    return LetterKind::hidden;
  if (c >= kApostrophe.first && c <= kApostrophe.last) return LetterKind::other;
  if (is_mark(category)) return in(kAccents, c) ? LetterKind::accent : LetterKind::mark;
  // The planes of Han: there are letters that this Unicode does not know yet.
  if (is_word_point(c) || (c >= 0x20000 && c <= 0x3FFFD)) return LetterKind::word;
  if (c == kBlankOfNoWidth || category == UTF8PROC_CATEGORY_ZS ||
      category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP)
    return LetterKind::blank;
  if (category == UTF8PROC_CATEGORY_CF) return LetterKind::hidden;
  return LetterKind::other;
}

void push(FoldedLetters& out, char32_t point, LetterKind kind) noexcept {
  if (out.count < FoldedLetters::kMost) out.letters[out.count++] = {point, kind};
}

bool is_ascii_word(char32_t c) noexcept { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); }

/// Adds a folded letter, as it is typed.
void push_letter(FoldedLetters& out, char32_t c) noexcept {
  if (in(kHangul, c))
    return push(out, c, in(kJamoBehind, c) ? LetterKind::mark : LetterKind::hangul);
  if (category_of(c) == UTF8PROC_CATEGORY_ND) {
    const char32_t* zero = std::upper_bound(std::begin(kZeros), std::end(kZeros), c);
    if (zero != std::begin(kZeros) && c - *(zero - 1) < 10)
      return push(out, U'0' + (c - *(zero - 1)), LetterKind::word);
  }
  if (in(kWithoutBlanks, c)) return push(out, c, LetterKind::letter);
  const Typed* typed =
      std::lower_bound(std::begin(kTyped), std::end(kTyped), c,
                       [](const Typed& each, char32_t point) { return each.letter < point; });
  if (typed == std::end(kTyped) || typed->letter != c) return push(out, c, LetterKind::word);
  for (const char32_t as : typed->as) {
    if (as != 0) push(out, as, LetterKind::word);
  }
}

/// Adds a code point of a decomposition.
void push_part(FoldedLetters& out, char32_t c) noexcept {
  if (c < 0x80) {
    const char32_t lower = c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
    push(out, lower,
         is_ascii_word(lower) ? LetterKind::word
                              : (c == ' ' ? LetterKind::blank : LetterKind::other));
    return;
  }
  const LetterKind kind = kind_of(c, category_of(c));
  if (kind == LetterKind::mark) return push(out, c == kChandrabindu ? kAnusvara : c, kind);
  if (kind != LetterKind::word) return push(out, 0, kind);
  utf8proc_int32_t folded[8];
  int boundary = 0;
  const utf8proc_ssize_t count = utf8proc_decompose_char(
      static_cast<utf8proc_int32_t>(c), folded, std::size(folded), UTF8PROC_CASEFOLD, &boundary);
  if (count < 1 || count > static_cast<utf8proc_ssize_t>(std::size(folded)))
    return push_letter(out, c);
  for (utf8proc_ssize_t i = 0; i < count; ++i) push_letter(out, static_cast<char32_t>(folded[i]));
}

}  // namespace

FoldedLetters fold_letter(char32_t c) noexcept {
  FoldedLetters out;
  // Most of Chinese, Japanese and Korean is folded as it stands.
  if ((c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3041 && c <= 0x3096) ||
      (c >= 0x30A1 && c <= 0x30FA)) {
    push(out, c, LetterKind::letter);
    return out;
  }
  if (c >= 0xAC00 && c <= 0xD7A3) {
    push(out, c, LetterKind::hangul);
    return out;
  }
  if (c > 0x10FFFF) {
    push(out, 0, LetterKind::other);
    return out;
  }
  const utf8proc_property_t& property = *utf8proc_get_property(static_cast<utf8proc_int32_t>(c));
  // Radicals and squared words are symbols to Unicode, and letters to those who paste them.
  const bool pasted = (c >= 0x2E80 && c <= 0x2FDF) || (c >= 0x3200 && c <= 0x33FF);
  const LetterKind kind = kind_of(c, static_cast<utf8proc_category_t>(property.category));
  if (kind != LetterKind::word && kind != LetterKind::mark && !pasted) {
    push(out, 0, kind);
    return out;
  }
  utf8proc_int32_t parts[32];
  int boundary = 0;
  const utf8proc_ssize_t count = utf8proc_decompose_char(
      static_cast<utf8proc_int32_t>(c), parts, std::size(parts),
      static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT), &boundary);
  if (count < 1 || count > static_cast<utf8proc_ssize_t>(std::size(parts))) {
    push(out, 0, LetterKind::other);
    return out;
  }
  for (utf8proc_ssize_t i = 0; i < count; ++i) push_part(out, static_cast<char32_t>(parts[i]));
  const auto form = property.decomp_type;
  out.apart = (form == UTF8PROC_DECOMP_TYPE_SUPER || form == UTF8PROC_DECOMP_TYPE_SUB ||
               form == UTF8PROC_DECOMP_TYPE_FRACTION) &&
              parts[0] >= '0' && parts[0] <= '9';
  return out;
}

bool is_capital(char32_t c) noexcept {
  return utf8proc_category(static_cast<utf8proc_int32_t>(c)) == UTF8PROC_CATEGORY_LU;
}

bool is_unknown_letter(char32_t c) noexcept {
  if (c >= 0x1D800 && c <= 0x1DAAF) return true;
  const bool emoji = c >= 0x1F000 && c <= 0x1FAFF;
  return category_of(c) == UTF8PROC_CATEGORY_CN && !emoji && !is_hidden(c);
}

std::string taken_apart(std::string_view text) {
  utf8proc_uint8_t* mapped = nullptr;
  const utf8proc_ssize_t length = utf8proc_map(
      reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
      static_cast<utf8proc_ssize_t>(text.size()), &mapped,
      static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_IGNORE));
  if (length >= 0) {
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, std::free);
    return {reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length)};
  }
  std::string ascii;
  for (const char c : text) ascii += static_cast<signed char>(c) >= 0 ? c : ' ';
  return ascii;
}

void append_utf8(std::string& text, char32_t point) {
  utf8proc_uint8_t bytes[4];
  const utf8proc_ssize_t length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(point), bytes);
  text.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

std::string composed(std::string_view text) {
  constexpr utf8proc_int32_t kNa = 0x0928, kVirama = 0x094D;
  const auto stands_on = [](utf8proc_int32_t c) { return is_mark(utf8proc_category(c)); };
  std::vector<utf8proc_int32_t> points;
  for (std::size_t at = 0; at < text.size();)
    points.push_back(static_cast<utf8proc_int32_t>(next_code_point(text, at)));
  for (std::size_t i = 1; i < points.size(); ++i) {
    if (points[i - 1] != kNa || points[i] != kVirama) continue;
    points[i - 1] = static_cast<utf8proc_int32_t>(kAnusvara);
    points.erase(points.begin() + static_cast<std::ptrdiff_t>(i));
  }
  for (auto at = points.begin(); at != points.end();) {
    const auto mark = std::find_if(at, points.end(), stands_on);
    at = std::find_if_not(mark, points.end(), stands_on);
    std::sort(mark, at);
  }
  const utf8proc_ssize_t count =
      utf8proc_normalize_utf32(points.data(), static_cast<utf8proc_ssize_t>(points.size()),
                               static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_STABLE));
  if (count < 0) return std::string(text);
  std::string out;
  for (utf8proc_ssize_t i = 0; i < count; ++i)
    append_utf8(out, static_cast<char32_t>(points[static_cast<std::size_t>(i)]));
  return out;
}

}  // namespace ahub
