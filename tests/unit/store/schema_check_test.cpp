// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "store/schema_check.hpp"

#include <catch2/catch.hpp>

#include "ahub/base/error.hpp"
#include "store/schema.hpp"

using namespace ahub;

namespace {

/// The message of the refusal; empty when the schema is taken.
std::string refusal(Connection& connection, std::int64_t version = kSchemaVersion) {
  try {
    require_schema(connection, version, "x.db");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::store);
    CHECK(error.code() == std::string("foreign-schema"));
    return error.what();
  }
  return {};
}

std::string refusal_after(const char* sql) {
  Connection connection = reference_schema(kSchemaVersion);
  sqlite3_db_config(connection.handle(), SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
  sqlite3_limit(connection.handle(), SQLITE_LIMIT_ATTACHED, 1);
  connection.execute(sql);
  return refusal(connection);
}

}  // namespace

TEST_CASE("the digest of each schema is the one that is written down", "[schema]") {
  for (std::int64_t version = 1; version <= kSchemaVersion; ++version) {
    Connection connection = reference_schema(version);
    CHECK(schema_digest(connection) == kSchemaDigests[version - 1]);
    CHECK(refusal(connection, version).empty());
    if (version > 1) CHECK_FALSE(refusal(connection, version - 1).empty());
  }
}

TEST_CASE("what is not in our schema is refused by name", "[schema]") {
  const std::pair<const char*, const char*> cases[] = {
      {"CREATE TABLE extra (a)", "has a table 'extra' that ahub does not make"},
      {"CREATE TEMP TABLE fine (a)", ""},
      {"CREATE VIEW feed_view AS SELECT * FROM feed", "has a view 'feed_view'"},
      {"CREATE TRIGGER t AFTER INSERT ON event BEGIN SELECT 1; END", "has a trigger 't'"},
      {"CREATE INDEX i ON event (kind)", "has an index 'i'"},
      {"CREATE UNIQUE INDEX u ON event (kind)", "has an index 'u'"},
      {"CREATE INDEX e ON event (abs(sequence))", "has an index 'e'"},
      {"CREATE VIRTUAL TABLE v USING fts5 (a)", "has a table 'v'"},
      {"DROP INDEX feed_order", "lacks the index 'feed_order'"},
      {"DROP TABLE tension", "lacks the table 'tension'"},
      {"ALTER TABLE feed ADD COLUMN more TEXT", "defines the table 'feed' in another way"},
      {"ALTER TABLE feed ADD COLUMN g INTEGER GENERATED ALWAYS AS (level + 1) VIRTUAL",
       "defines the table 'feed' in another way"},
      {"ALTER TABLE feed RENAME COLUMN slug TO name", "defines the table 'feed' in another way"},
      {"DROP TABLE tension; CREATE TABLE tension (id TEXT PRIMARY KEY)",
       "has an index 'sqlite_autoindex_tension_1'"},
      {"DROP TABLE feed_text; CREATE VIEW feed_text AS SELECT package, '' AS summary FROM feed",
       "defines the view 'feed_text' in another way"},
      {"DROP TABLE inflow; CREATE TABLE inflow (slug TEXT PRIMARY KEY, milli INTEGER NOT NULL "
       "CHECK "
       "(milli > 0)) STRICT, WITHOUT ROWID",
       "defines the table 'inflow' in another way"},
      {"PRAGMA writable_schema=1; UPDATE sqlite_schema SET sql = sql || ' /* */' WHERE name = 'event'",
       "defines the table 'event' in another way"},
      // What others may do to their own store.
      {"ANALYZE", ""},
      {"VACUUM", ""},
      {"REINDEX", ""},
  };
  for (const auto& [sql, expected] : cases) {
    INFO(sql);
    const std::string said = refusal_after(sql);
    if (*expected == '\0')
      CHECK(said.empty());
    else
      CHECK_THAT(said, Catch::Contains(expected));
  }
}
