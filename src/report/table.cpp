// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/report/table.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "ahub/base/decimal.hpp"
#include "ahub/base/text.hpp"
#include "ahub/report/report.hpp"
#include "report/words.hpp"

namespace ahub::report {
namespace {

std::string cell(const Json& value) {
  if (value.is_null() || (value.is_real() && !std::isfinite(value.as_number()))) return {};
  if (value.is_string()) return value.as_string();
  if (value.is_integer()) return std::to_string(value.as_integer());
  return value.is_number() ? format_real(value.as_number()) : to_json(value);
}

/// Numbers with six significant digits, whole ones whole: a table is for eyes, the other formats
/// are exact.
std::string shown(const Json& value) {
  return value.is_real() ? with_digits(value.as_number(), 6) : safe_text(cell(value));
}

}  // namespace

Text table_human(const Table& table, const Style& style) {
  std::vector<std::size_t> widths;
  for (const std::string& column : table.columns)
    widths.push_back(display_width(safe_text(column)));
  for (const std::vector<Json>& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], display_width(shown(row[i])));
  }
  const auto line = [&](auto text, auto left) {
    Text out;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const std::string words = text(i);
      const Text blanks = Text::blanks(widths[i] - display_width(words));
      if (i > 0) out += "  ";
      out += left(i) ? Text::of(words) + blanks : blanks + Text::of(words);
    }
    return out.trim();
  };
  const auto left = [&](std::size_t i) {
    return !table.rows.empty() && table.rows.front()[i].is_string();
  };
  Text out =
      style.bold(line([&](std::size_t i) { return safe_text(table.columns[i]); }, left)) + "\n";
  for (const std::vector<Json>& row : table.rows)
    out += line([&](std::size_t i) { return shown(row[i]); }, left) + "\n";
  return out;
}

CsvLines csv_line(const std::vector<std::string>& fields, CsvText text) {
  CsvLines out;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) out += ",";
    out += csv_field(fields[i], text);
  }
  return out + "\n";
}

CsvLines csv_line(const std::vector<Json>& values, CsvText text) {
  std::vector<std::string> fields;
  for (const Json& value : values) fields.push_back(cell(value));
  return csv_line(fields, text);
}

Json row_object(const std::vector<std::string>& columns, const std::vector<Json>& values) {
  Json object = Json::object();
  for (std::size_t i = 0; i < columns.size(); ++i) object.set(columns[i], values[i]);
  return object;
}

CsvLines table_csv(const Table& table, CsvText text) {
  CsvLines out = csv_line(table.columns, text);
  for (const std::vector<Json>& row : table.rows) out += csv_line(row, text);
  return out;
}

JsonLines table_ndjson(const Table& table) {
  JsonLines out;
  for (const std::vector<Json>& row : table.rows)
    out += JsonText::line(row_object(table.columns, row));
  return out;
}

JsonLines table_json(std::string_view schema, Json more, const Table& table) {
  Json rows = Json::array();
  for (const std::vector<Json>& row : table.rows) rows.push(row_object(table.columns, row));
  return rows_json(schema, std::move(more), std::move(rows));
}

JsonLines rows_json(std::string_view schema, Json more, Json rows) {
  more.set("rows", std::move(rows));
  return JsonText::pretty(envelope(schema, std::move(more)));
}

}  // namespace ahub::report
