// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "store/schema_check.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "ahub/base/blake2b.hpp"
#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "store/schema.hpp"

namespace ahub {

namespace {

constexpr const char* kRows = "SELECT type, name, tbl_name, sql FROM sqlite_schema";

/// ANALYZE belongs to whoever has the sqlite3 program, and its tables only steer the planner.
bool made_by_analyze(const Statement& row) {
  if (!row.view(1).starts_with("sqlite_stat") || row.view(0) != "table") return false;
  return row.view(3) == "CREATE TABLE sqlite_stat1(tbl,idx,stat)" ||
         row.view(3) == "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)";
}

struct Row {
  std::string type, table, sql;
  bool operator==(const Row&) const = default;
};
/// By name and type, as hostile files may give a name twice.
using Rows = std::multimap<std::string, Row>;

/// The SQL without what has no meaning: blanks but between words, and quotes around plain names.
/// What stands in apostrophes stays as it is.
std::string plain(std::string_view sql) {
  const auto sign = [](char c) { return c == '(' || c == ')' || c == ',' || c == '='; };
  const auto word = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  std::string out;
  bool blank = false;
  for (std::size_t i = 0; i < sql.size();) {
    if (sql[i] == ' ' || sql[i] == '\n' || sql[i] == '\t' || sql[i] == '\r') {
      blank = true;
      ++i;
      continue;
    }
    std::string_view piece = sql.substr(i, 1);
    if (sql[i] == '\'' || sql[i] == '"')
      piece = sql.substr(i, std::min(sql.find(sql[i], i + 1), sql.size() - 1) - i + 1);
    i += piece.size();
    if (piece.size() > 2 && piece.front() == '"' &&
        std::all_of(piece.begin() + 1, piece.end() - 1, word))
      piece = piece.substr(1, piece.size() - 2);
    if (blank && !out.empty() && !sign(out.back()) && !sign(piece.front())) out += ' ';
    blank = false;
    out += piece;
  }
  return out;
}

Rows rows_of(Connection& connection) {
  Rows rows;
  Statement query(connection.handle(), kRows);
  while (query.step()) {
    if (!made_by_analyze(query))
      rows.emplace(query.bytes(1), Row{query.bytes(0), query.bytes(2), plain(query.bytes(3))});
  }
  return rows;
}

/// Shadow tables are FTS5's: a later SQLite gives this one a column more.
bool known_shadow(const std::string& name, const Row& row) {
  return name == "text_index_docsize" && row.type == "table" && row.table == name &&
         row.sql ==
             "CREATE TABLE 'text_index_docsize'(id INTEGER PRIMARY KEY,sz BLOB,origin INTEGER)";
}

std::string difference(const Rows& found, const Rows& wanted) {
  for (const auto& [name, row] : found) {
    const auto same = wanted.find(name);
    const std::string what = fmt::format("{} '{}'", safe_text(row.type), safe_text(name));
    if (same == wanted.end())
      return fmt::format("has {} {} that ahub does not make", row.type == "index" ? "an" : "a",
                         what);
    if (found.count(name) > 1) return fmt::format("has two entries for the {}", what);
    if (row != same->second && !known_shadow(name, row))
      return fmt::format("defines the {} in another way than ahub", what);
  }
  for (const auto& [name, row] : wanted) {
    if (found.count(name) == 0) return fmt::format("lacks the {} '{}'", row.type, name);
  }
  return {};
}

}  // namespace

std::string schema_digest(Connection& connection) {
  Statement query(connection.handle(), kRows);
  std::string all;
  all.reserve(16U << 10);
  while (query.step()) {
    if (made_by_analyze(query)) continue;
    for (int column = 0; column < 4; ++column) {
      all += query.view(column);
      all += '\0';
    }
  }
  return blake2b_hex(all);
}

Connection reference_schema(std::int64_t version) {
  Connection memory(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, 0);
  for (std::int64_t step = 0; step < version; ++step) memory.execute(kMigrations[step]);
  return memory;
}

void require_schema(Connection& connection, std::int64_t version,
                    const std::filesystem::path& file) {
  if (schema_digest(connection) == kSchemaDigests[version - 1]) return;
  // VACUUM writes the rows in another order, and another SQLite may write them in other letters:
  // the digest is not the last word.
  Connection reference = reference_schema(version);
  const std::string what = difference(rows_of(connection), rows_of(reference));
  if (what.empty()) return;
  throw Error(
      ErrorKind::store, "foreign-schema",
      fmt::format("'{}' is no store as ahub makes them: it {}", safe_text(file.string()), what),
      "none of its rows was read; ask whoever gave it to you for the packages, and import "
      "them into a store of your own");
}

}  // namespace ahub
