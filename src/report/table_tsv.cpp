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
  return value.is_string() ? value.as_string() : to_json(value);
}

}  // namespace

TsvLines table_tsv(const Table& table) {
  TsvLines out = TsvLines::join(table.columns, "\t") + "\n";
  for (const std::vector<Json>& row : table.rows) {
    std::vector<std::string> fields;
    for (const Json& value : row) fields.push_back(field(value));
    out += TsvLines::join(fields, "\t") + "\n";
  }
  return out;
}

}  // namespace ahub::report
