// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Text that may come from strangers: validation, escaping, width, nearest name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ahub {

/// Byte offset of the first byte that is not strict UTF-8 (overlong forms, surrogates and
/// values above U+10FFFF are refused); nothing when all of `text` is valid.
std::optional<std::size_t> first_invalid_utf8(std::string_view text) noexcept;

/// Decodes the code point that starts at `offset` of valid UTF-8 and advances `offset` past it.
char32_t next_code_point(std::string_view text, std::size_t& offset) noexcept;

/// Number of code points of valid UTF-8.
std::size_t code_points(std::string_view text) noexcept;

/// FNV-1a of 64 bits: the same on every machine, not made against someone who looks for collisions.
std::uint64_t fnv1a(std::string_view text) noexcept;

/// True for letters, numbers and the marks on them, of any script: what words are made of.
bool is_word_point(char32_t c) noexcept;

/// True for code points that may not reach a terminal raw: C0, DEL, C1, bidirectional controls,
/// zero-width characters, line separators, tags, noncharacters, private use.
bool is_hidden(char32_t c) noexcept;

/// `text` with every hidden code point (newline and tab included) written as `\u{XXXX}`
/// (`\n`, `\t` for these two), invalid bytes as `\x{XX}`, and runs of more than 8 combining
/// marks cut. What it returns is safe on a terminal and stands on one line.
std::string safe_text(std::string_view text);

/// As `safe_text`, but newlines stay newlines.
std::string safe_block(std::string_view text);

/// `text` in composed form (NFC) with case folded: equal for names that some file systems cannot
/// tell apart. Valid UTF-8 only; anything else is returned as it is.
std::string case_folded(std::string_view text);

/// How many bytes at the front of `text` are printable ASCII: 0x20 to 0x7E.
std::size_t printable_ascii(std::string_view text) noexcept;

/// Columns that `text` takes in a terminal (East Asian wide = 2, combining = 0).
std::size_t display_width(std::string_view text) noexcept;

/// The longest prefix of `text` that fits `columns`, ending in an ellipsis when cut.
std::string truncate_to_width(std::string_view text, std::size_t columns);

/// `text` broken at blanks into lines of at most `columns` columns.
std::vector<std::string> wrap(std::string_view text, std::size_t columns);

/// The nearest of `candidates` by Damerau-Levenshtein distance, when it is at most
/// max(1, length / 3) away; ties go to the earlier candidate.
std::optional<std::string> nearest(std::string_view name, std::span<const std::string> candidates);

/// The number that `text` is in JSON's grammar: -?(0|[1-9][0-9]*)(.[0-9]+)?([eE][+-]?[0-9]+)?,
/// finite, and not silently underflowed to zero. Locale-independent.
std::optional<double> parse_real(std::string_view text) noexcept;

/// The integer that `text` is in the grammar -?(0|[1-9][0-9]*), when it fits 64 bits.
std::optional<long long> parse_integer(std::string_view text) noexcept;

/// Shortest text that reads back as `value`; integers up to 2^53 without exponent or fraction.
std::string format_real(double value);

/// `value` in thousandths, printed with one decimal, half away from zero: 13000 -> "13.0".
std::string format_milli(long long milli);

}  // namespace ahub
