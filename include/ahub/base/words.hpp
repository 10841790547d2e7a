// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What full-text search takes for a word, in every script: the index, a question and the marks in
// an answer all go through here, so that they cannot disagree.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ahub {

/// A word as scripts with blanks have it, or one letter (with its marks) of a script whose words
/// are not set apart: Chinese, Japanese, Korean (for its particles), Thai, Lao, Khmer, Burmese and
/// their kin.
struct TextUnit {
  std::string folded;              ///< What is compared: case, accents, width and forms folded.
  std::size_t begin = 0, end = 0;  ///< Bytes of the text that it stands in.
  bool letter = false;             ///< One letter of a script without blanks.
  bool joined = false;             ///< The next unit is a letter of the same run.

  bool operator==(const TextUnit&) const = default;
};

/// The units of `text` in order. Bytes that are no UTF-8 break words.
std::vector<TextUnit> text_units(std::string_view text);

/// `text` as the index takes it: its tokens in order, with at least one sign between that is
/// neither an ASCII letter or digit nor beyond ASCII. A word is a token; in a run of letters each
/// one is a token together with the next, and the last one alone. ASCII may keep its case.
std::string indexed_text(std::string_view text);

/// The tokens, with blanks between, that stand next to each other in the index wherever `units` do.
/// `begun`: set when the last token is to be found by its beginning: a letter alone begins
/// tokens. It is left as it is otherwise.
std::string sought_text(std::span<const TextUnit> units, bool& begun);

/// Whether `text` (of a text) is what `sought` asks for; `begun`: `sought` is only a beginning.
/// Both of a row of units; `last`: of the row that is sought. By the rules of the index.
bool matches_unit(const TextUnit& sought, const TextUnit& text, bool begun, bool last);

}  // namespace ahub
