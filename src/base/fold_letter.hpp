// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What one code point is to full-text search, after folding.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ahub {

enum class LetterKind {
  word,    ///< Of a word between blanks.
  letter,  ///< Of a script without blanks.
  hangul,  ///< A letter of Korean, where blanks count.
  mark,    ///< Belongs to what stands before it and makes a difference.
  accent,  ///< Belongs to what stands before it and makes none: no code point is left of it.
  hidden,  ///< As if it were not there: soft hyphens, joiners, selectors.
  blank,   ///< Between words; within a script without blanks a line may have been broken here.
  other,   ///< Between words.
};

struct FoldedLetter {
  char32_t point;
  LetterKind kind;
};

/// A code point beyond ASCII, compatibility forms taken apart, case and accents folded.
struct FoldedLetters {
  static constexpr std::size_t kMost = 24;  ///< A greeting in Arabic has 18.
  FoldedLetter letters[kMost];              ///< Of which the first `count` are set.
  std::size_t count = 0;
  /// A digit that is set higher or lower, or a fraction: after a digit it begins another number.
  bool apart = false;
};

/// `c`: above 0x7F; anything that is no code point is `other`.
FoldedLetters fold_letter(char32_t c) noexcept;

/// True for an upper-case letter of any script.
bool is_capital(char32_t c) noexcept;

/// True for a code point that may be a letter though the tables do not say so: SignWriting, and
/// what the Unicode of the tables has not assigned (new scripts, but no hidden point, no emoji).
bool is_unknown_letter(char32_t c) noexcept;

/// `text` with compatibility forms and accents apart, without code points that are there to be
/// ignored. Of what is no UTF-8 the ASCII is left.
std::string taken_apart(std::string_view text);

/// Appends `point`, a code point, as UTF-8.
void append_utf8(std::string& text, char32_t point);

/// One spelling of a folded word that has marks: a nasal of Hindi is written as one, their order
/// does not count, and what can be one code point is.
std::string composed(std::string_view text);

}  // namespace ahub
