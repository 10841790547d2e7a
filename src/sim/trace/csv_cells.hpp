// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// One line of comma-separated values as cells.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ahub::sim {

struct CsvCell {
  std::string text;
  std::size_t column;  ///< Of its first byte, from 1.
};

/// Why a line is no row, and at which byte (from 1).
struct CsvFault {
  std::string_view why;
  std::size_t column;
};

/// RFC 4180 cells of `text`, which has no line end: quotes doubled inside quotes, blanks around a
/// cell without quotes left out. A blank as delimiter stands for any run of blanks and tabs, and
/// knows no quotes. Replaces what is in `cells`.
std::optional<CsvFault> split_csv(std::string_view text, char delimiter,
                                  std::vector<CsvCell>& cells);

/// Comma, semicolon, tab or bar when they cut all `lines` into the same number of cells, two at
/// least; or blanks when none of these does; or the one that does so with most lines. Several: it
/// cannot be told. None: one column.
std::vector<char> told_delimiters(std::span<const std::string_view> lines);
/// "a comma", "blanks": for messages.
std::string_view delimiter_name(char delimiter) noexcept;

/// Without the blanks around it.
inline std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace ahub::sim
