// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Rows of values under named columns, in the formats that other programs read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ahub/base/json.hpp"
#include "ahub/report/style.hpp"

namespace ahub::report {

struct Table {
  std::vector<std::string> columns;
  std::vector<std::vector<Json>> rows;  ///< Each as long as `columns`; null: no value.
};

/// Spreadsheets take a cell that begins with = + - @, a tab or a carriage return for a formula, and
/// a stranger's title could be one. Guarded: an apostrophe before each such text, which they hide;
/// what is a number as a whole stays. Raw: texts as they are.
enum class CsvText { guarded, raw };

/// Aligned columns, numbers to the right; ends in a newline.
Text table_human(const Table& table, const Style& style);
/// RFC 4180 (its quotes, but lines end in LF), header first. Every CSV goes through `csv_line`.
CsvLines table_csv(const Table& table, CsvText text = CsvText::guarded);
/// Tab-separated, header first; a tab, newline or backslash within a field is escaped.
TsvLines table_tsv(const Table& table);
/// One object a line.
JsonLines table_ndjson(const Table& table);
/// The rows as objects in the usual envelope; `more` are members beside "rows".
JsonLines table_json(std::string_view schema, Json more, const Table& table);
/// The same for rows that are objects already.
JsonLines rows_json(std::string_view schema, Json more, Json rows);

/// One line of the formats above, for rows that are printed as they come.
CsvLines csv_line(const std::vector<std::string>& fields, CsvText text = CsvText::guarded);
CsvLines csv_line(const std::vector<Json>& values, CsvText text = CsvText::guarded);
Json row_object(const std::vector<std::string>& columns, const std::vector<Json>& values);

}  // namespace ahub::report
