// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/trace/csv_cells.hpp"

#include <algorithm>

namespace ahub::sim {
namespace {

/// Reads the cell whose quote stands at `quote` and sets `next` to where the next cell starts.
std::optional<CsvFault> quoted(std::string_view text, std::size_t quote, char delimiter,
                               std::vector<CsvCell>& cells, std::size_t& next) {
  CsvCell cell{{}, quote + 1};
  std::size_t i = quote + 1;
  for (;; ++i) {
    if (i == text.size()) return CsvFault{"a quoted cell is not closed on its line", quote + 1};
    if (text[i] != '"') {
      cell.text += text[i];
    } else if (i + 1 < text.size() && text[i + 1] == '"') {
      cell.text += text[++i];
    } else {
      break;
    }
  }
  const std::size_t end = std::min(text.find_first_not_of(" \t", i + 1), text.size());
  if (end < text.size() && text[end] != delimiter)
    return CsvFault{"text follows the closing quote of a cell", end + 1};
  cells.push_back(std::move(cell));
  next = std::min(end + 1, text.size());
  return std::nullopt;
}

}  // namespace

std::optional<CsvFault> split_csv(std::string_view text, char delimiter,
                                  std::vector<CsvCell>& cells) {
  cells.clear();
  for (std::size_t start = 0;;) {
    const std::size_t quote = text.find_first_not_of(" \t", start);
    if (quote != std::string_view::npos && text[quote] == '"' && delimiter != ' ') {
      if (const auto fault = quoted(text, quote, delimiter, cells, start)) return fault;
      if (start == text.size()) return std::nullopt;
    } else {
      const std::size_t end = std::min(text.find(delimiter, start), text.size());
      cells.push_back({std::string(trimmed(text.substr(start, end - start))), start + 1});
      if (end == text.size()) return std::nullopt;
      start = end + 1;
    }
  }
}

}  // namespace ahub::sim
