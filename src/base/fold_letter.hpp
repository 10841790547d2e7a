// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What one code point is to full-text search, after folding.
#pragma once

#include <cstddef>

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
  char32_t point = 0;
  LetterKind kind = LetterKind::other;
};

/// A code point beyond ASCII, compatibility forms taken apart, case and accents folded.
struct FoldedLetters {
  static constexpr std::size_t kMost = 40;
  FoldedLetter letters[kMost];
  std::size_t count = 0;
  /// A digit that is set higher or lower, or a fraction: after a digit it begins another number.
  bool apart = false;
};

/// `c`: above 0x7F; anything that is no code point is `other`.
FoldedLetters fold_letter(char32_t c) noexcept;

}  // namespace ahub
