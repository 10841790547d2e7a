// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// When two spellings are one name, in every script.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ahub {

/// The words of a person's name as they are compared, a blank between: compatibility forms taken
/// apart, accents and everything without ink dropped, letters that look like Latin ones replaced by
/// them, a number in brackets at the end left out. Apostrophes vanish, every other sign separates,
/// "Doe, Jane" is "Jane Doe"; kana are hiragana. A digit is the letter that it is drawn like where
/// its word has more letters and no other digits ("D0e", not "o1"). Letters of scripts that our
/// Unicode does not know count as they are. Umlauts stay for `name_keys`, as case does in Latin
/// letters; short i and yi of Cyrillic are letters. Empty when no letter and no digit is left.
/// `name`: UTF-8; of other bytes only the ASCII letters count.
std::string folded_name(std::string_view name);

/// What a folded name is found by; two names are one when they have a key in common. They are,
/// without titles and degrees around two words or more: the words, in any order; the same without
/// the blanks between them; where there is an I or an l, what is seen when these two cannot be told
/// apart; and where there are umlauts, all of it with an e behind the vowel. The words of a name
/// with digits keep their order, and its numbers stay apart. Empty for an empty name.
std::vector<std::string> name_keys(std::string_view folded);

/// True when no two of the names have a key in common, told without folding any of them; false
/// also where that cannot be told so. `names`: as written, UTF-8.
bool surely_distinct(std::span<const std::string> names);

/// True for a code point of which a reader sees nothing or only a gap: blanks of all kinds,
/// controls, marks without a letter, fillers and what is hidden. Unassigned ones are not.
bool is_unseen(char32_t c) noexcept;

/// True when all code points of `text` (UTF-8) are `is_unseen`; also for the empty text.
bool is_unseen(std::string_view text) noexcept;

}  // namespace ahub
