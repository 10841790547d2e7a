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
  const bool blanks = delimiter == ' ';
  if (end < text.size() && (blanks ? end == i + 1 : text[end] != delimiter))
    return CsvFault{"text follows the closing quote of a cell", end + 1};
  cells.push_back(std::move(cell));
  next = blanks ? end : std::min(end + 1, text.size());
  return std::nullopt;
}

/// Cells between runs of blanks and tabs.
std::optional<CsvFault> split_at_blanks(std::string_view text, std::vector<CsvCell>& cells) {
  for (std::size_t start = 0;;) {
    start = text.find_first_not_of(" \t", start);
    if (start == std::string_view::npos) return std::nullopt;
    if (text[start] == '"') {
      if (const auto fault = quoted(text, start, ' ', cells, start)) return fault;
      continue;
    }
    const std::size_t end = std::min(text.find_first_of(" \t", start), text.size());
    cells.push_back({std::string(text.substr(start, end - start)), start + 1});
    start = end;
  }
}

/// How many of `lines` have as many cells as the first between `delimiter`; 0 when that has one.
std::size_t agreeing(std::span<const std::string_view> lines, char delimiter) {
  std::vector<CsvCell> cells;
  std::size_t wanted = 0, agree = 0;
  for (const std::string_view line : lines) {
    const bool sound = !split_csv(line, delimiter, cells);
    if (wanted == 0) wanted = sound ? cells.size() : 0;
    if (wanted < 2) return 0;
    if (sound && cells.size() == wanted) ++agree;
  }
  return agree;
}

}  // namespace

std::string_view delimiter_name(char delimiter) noexcept {
  switch (delimiter) {
    case ',':
      return "a comma";
    case ';':
      return "a semicolon";
    case '\t':
      return "a tab";
    case '|':
      return "a bar";
    case ' ':
      return "blanks";
    default:
      return "another character";
  }
}

std::vector<char> told_delimiters(std::span<const std::string_view> lines) {
  std::vector<char> all;
  char best = '\0';
  std::size_t most = 0;
  for (const char delimiter : {',', ';', '\t', '|'}) {
    const std::size_t agree = agreeing(lines, delimiter);
    if (agree > 0 && agree == lines.size()) all.push_back(delimiter);
    if (agree > most) {
      most = agree;
      best = delimiter;
    }
  }
  if (!all.empty()) return all;
  // Blanks stand within texts too: only where each row has as many.
  if (!lines.empty() && agreeing(lines, ' ') == lines.size()) return {' '};
  // R's write.table names the rows and has no cell for their column in the header.
  if (lines.size() > 1) {
    std::vector<CsvCell> header, row;
    for (const char delimiter : {',', ';', '\t', '|', ' '}) {
      if (agreeing(lines.subspan(1), delimiter) == lines.size() - 1 &&
          !split_csv(lines[0], delimiter, header) && !split_csv(lines[1], delimiter, row) &&
          header.size() > 1 && header.size() + 1 == row.size())
        return {delimiter};
    }
  }
  // A row that differs is refused with its place, if most are alike.
  if (most * 2 > lines.size()) return {best};
  return {};
}

std::optional<CsvFault> split_csv(std::string_view text, char delimiter,
                                  std::vector<CsvCell>& cells) {
  cells.clear();
  if (delimiter == ' ') {
    return split_at_blanks(text, cells);
  }
  for (std::size_t start = 0;;) {
    const std::size_t quote = text.find_first_not_of(" \t", start);
    if (quote != std::string_view::npos && text[quote] == '"') {
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
