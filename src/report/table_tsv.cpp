// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A table as tab-separated text.
#include "ahub/base/text.hpp"
#include "ahub/report/table.hpp"
#include "report/words.hpp"

namespace ahub::report {
namespace {

std::string field(const Json& value) {
  if (value.is_null()) return {};
  if (value.is_number())
    return value.is_integer() ? std::to_string(value.as_integer()) : format_real(value.as_number());
  if (!value.is_string()) return safe_text(to_json(value));
  return tsv_field(value.as_string());
}

}  // namespace

std::string table_tsv(const Table& table) {
  std::string out;
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    out += (i == 0 ? "" : "\t") + table.columns[i];
  out += "\n";
  for (const std::vector<Json>& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) out += (i == 0 ? "" : "\t") + field(row[i]);
    out += "\n";
  }
  return out;
}

}  // namespace ahub::report
