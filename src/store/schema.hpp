// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The store's tables, version by version. A step keeps the facts; derived tables it may drop and
// make anew, for without a row in derived_from they are rebuilt.
#pragma once

#include <cstdint>
#include <string_view>

namespace ahub {

/// "ahub" in ASCII: marks the file as ours.
inline constexpr std::int64_t kApplicationId = 0x61687562;
/// The schema that this program writes.
inline constexpr std::int64_t kSchemaVersion = 5;

/// Step i brings version i to version i + 1.
inline constexpr const char* kMigrations[] = {
    R"sql(
CREATE TABLE package (
  id INTEGER PRIMARY KEY AUTOINCREMENT, sequence INTEGER NOT NULL, slug TEXT NOT NULL, version INTEGER NOT NULL,
  digest TEXT NOT NULL, tolerant INTEGER NOT NULL, event INTEGER NOT NULL, imported_at TEXT NOT NULL,
  row_digest TEXT NOT NULL, UNIQUE (slug, version)) STRICT;
CREATE INDEX package_digest ON package (digest);
CREATE TABLE blob (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE package_file (
  package INTEGER NOT NULL REFERENCES package (id), path TEXT NOT NULL, size INTEGER NOT NULL,
  sha256 TEXT NOT NULL REFERENCES blob (sha256), PRIMARY KEY (package, path)) STRICT, WITHOUT ROWID;
CREATE INDEX package_file_blob ON package_file (sha256);
CREATE TABLE receipt (
  id TEXT PRIMARY KEY, body TEXT NOT NULL, meta TEXT NOT NULL, key TEXT NOT NULL, signature TEXT NOT NULL,
  package_digest TEXT NOT NULL, claim TEXT NOT NULL, method TEXT NOT NULL, verdict TEXT NOT NULL,
  engine TEXT NOT NULL, event INTEGER NOT NULL, added_at TEXT NOT NULL, row_digest TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX receipt_package ON receipt (package_digest, event);
CREATE TABLE trusted_key (
  key TEXT PRIMARY KEY, name TEXT NOT NULL, own INTEGER NOT NULL, event INTEGER NOT NULL,
  row_digest TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE identity (public_key TEXT NOT NULL, secret_key TEXT NOT NULL) STRICT;
CREATE TABLE event (
  sequence INTEGER PRIMARY KEY, time TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
  payload TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL) STRICT;

CREATE TABLE feed (
  position INTEGER PRIMARY KEY, package INTEGER NOT NULL, sequence INTEGER NOT NULL, slug TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL, summary TEXT NOT NULL, domain TEXT NOT NULL, date TEXT NOT NULL, version INTEGER NOT NULL,
  attention INTEGER NOT NULL, level INTEGER NOT NULL, claims INTEGER NOT NULL, confirmed INTEGER NOT NULL,
  recomputed INTEGER NOT NULL, refuted INTEGER NOT NULL, inconclusive INTEGER NOT NULL, tensions INTEGER NOT NULL,
  concepts TEXT NOT NULL) STRICT;
CREATE INDEX feed_order ON feed (attention DESC, sequence);
CREATE TABLE facet (kind TEXT NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (kind, name)) STRICT, WITHOUT ROWID;
CREATE INDEX facet_order ON facet (kind, count DESC, name);
CREATE TABLE facet_feed (
  kind TEXT NOT NULL, name TEXT NOT NULL, position INTEGER NOT NULL, rank INTEGER NOT NULL,
  PRIMARY KEY (kind, name, position)) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX facet_feed_rank ON facet_feed (kind, name, rank);
CREATE TABLE derived_from (event INTEGER NOT NULL) STRICT;
CREATE TABLE tension (
  left_side TEXT NOT NULL, right_side TEXT NOT NULL, key TEXT NOT NULL, unit TEXT NOT NULL, gap REAL NOT NULL,
  state TEXT NOT NULL, PRIMARY KEY (left_side, right_side, key)) STRICT, WITHOUT ROWID;
)sql",
    R"sql(
DROP TABLE feed;
DROP TABLE facet;
DROP TABLE facet_feed;
DROP TABLE tension;
DROP TABLE derived_from;
CREATE TABLE derived_from (event INTEGER NOT NULL, packages INTEGER NOT NULL) STRICT;

CREATE TABLE feed (
  package INTEGER PRIMARY KEY, sequence INTEGER NOT NULL, slug TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
  domain TEXT NOT NULL, date TEXT NOT NULL, version INTEGER NOT NULL, attention INTEGER NOT NULL,
  level INTEGER NOT NULL, claims INTEGER NOT NULL, confirmed INTEGER NOT NULL, recomputed INTEGER NOT NULL,
  refuted INTEGER NOT NULL, inconclusive INTEGER NOT NULL, tensions INTEGER NOT NULL, concepts TEXT NOT NULL) STRICT;
CREATE INDEX feed_order ON feed (attention DESC, sequence, level);
CREATE TABLE feed_text (package INTEGER PRIMARY KEY, summary TEXT NOT NULL) STRICT;
CREATE TABLE facet (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL, UNIQUE (kind, name)) STRICT;
CREATE INDEX facet_order ON facet (kind, count DESC, name);
CREATE TABLE facet_feed (
  facet INTEGER NOT NULL, attention INTEGER NOT NULL, sequence INTEGER NOT NULL, package INTEGER NOT NULL,
  PRIMARY KEY (facet, attention DESC, sequence)) STRICT, WITHOUT ROWID;

CREATE TABLE claim (
  package INTEGER NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, scope TEXT NOT NULL,
  key TEXT NOT NULL, metric TEXT NOT NULL, value REAL, unit TEXT NOT NULL, tolerance REAL, standard_error REAL,
  protocol TEXT NOT NULL, higher_is_better INTEGER, system TEXT NOT NULL,
  statement TEXT NOT NULL, badge TEXT NOT NULL, PRIMARY KEY (package, position)) STRICT, WITHOUT ROWID;
CREATE INDEX claim_key ON claim (key) WHERE key <> '';
CREATE INDEX claim_metric ON claim (metric) WHERE metric <> '';
CREATE TABLE relation (
  package INTEGER NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL, target TEXT NOT NULL, slug TEXT NOT NULL,
  claim TEXT NOT NULL, weight INTEGER NOT NULL, milli INTEGER NOT NULL, PRIMARY KEY (package, position)) STRICT, WITHOUT ROWID;
CREATE INDEX relation_target ON relation (slug, package, milli);
CREATE TABLE contributor (
  package INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (package, name)) STRICT, WITHOUT ROWID;
CREATE TABLE external (
  work TEXT NOT NULL, package INTEGER NOT NULL, PRIMARY KEY (work, package)) STRICT, WITHOUT ROWID;
CREATE INDEX external_package ON external (package);
CREATE TABLE tension (
  id TEXT PRIMARY KEY, left_side TEXT NOT NULL, right_side TEXT NOT NULL, key TEXT NOT NULL, unit TEXT NOT NULL,
  left_value REAL NOT NULL, right_value REAL NOT NULL, gap REAL NOT NULL, allowed REAL NOT NULL, z REAL,
  also TEXT NOT NULL, state TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX tension_left ON tension (left_side);
CREATE INDEX tension_right ON tension (right_side);
CREATE VIRTUAL TABLE text_index USING fts5 (
  title, abstract, claims, concepts, content='', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE text_word USING fts5vocab (text_index, instance);
CREATE INDEX event_tension ON event (sequence) WHERE kind = 'tension';
)sql",
    // Keyed by the hash, a manifest of 2 kB took an overflow page of its own, and importing many
    // wrote all over the file; an index of files by hash did the same. Files keep the hash, so that
    // what reads a store of version 1 reads this one.
    R"sql(
CREATE TABLE blob_by_age (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, bytes BLOB NOT NULL) STRICT;
INSERT INTO blob_by_age (sha256, bytes) SELECT sha256, bytes FROM blob;
CREATE TABLE file_of_blob (
  package INTEGER NOT NULL REFERENCES package (id), path TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL,
  blob INTEGER NOT NULL REFERENCES blob_by_age (id), PRIMARY KEY (package, path)) STRICT, WITHOUT ROWID;
INSERT INTO file_of_blob SELECT package, path, size, sha256, id FROM package_file JOIN blob_by_age USING (sha256);
DROP TABLE package_file;
DROP TABLE blob;
ALTER TABLE blob_by_age RENAME TO blob;
ALTER TABLE file_of_blob RENAME TO package_file;
CREATE INDEX package_file_blob ON package_file (blob);
CREATE TABLE inflow (slug TEXT PRIMARY KEY, milli INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO inflow SELECT slug, sum(milli) FROM relation WHERE milli > 0 GROUP BY slug;
-- Counts of feed rows and claims, so that nobody has to count them: by level and badge, and by attention and block
-- of 4,096 sequence numbers.
CREATE TABLE counted (
  kind TEXT NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (kind, name)) STRICT, WITHOUT ROWID;
INSERT INTO counted SELECT 'level', CAST(level AS TEXT), count(*) FROM feed GROUP BY level;
INSERT INTO counted SELECT 'badge', badge, count(*) FROM claim GROUP BY badge;
CREATE TABLE feed_block (
  attention INTEGER NOT NULL, block INTEGER NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (attention, block)) STRICT, WITHOUT ROWID;
INSERT INTO feed_block SELECT attention, sequence >> 12, count(*) FROM feed GROUP BY 1, 2;
DROP INDEX claim_key;
CREATE INDEX claim_key ON claim (key, value) WHERE key <> '';
CREATE INDEX claim_kind ON claim (kind) WHERE kind <> 'observation';
)sql",
    // The index found no word of a script without blanks. Words are told apart and folded before
    // they enter it (base/words.hpp), so that its own tokenizer has only to go by the signs
    // between.
    R"sql(
DROP TABLE text_word;
DROP TABLE text_index;
CREATE VIRTUAL TABLE text_index USING fts5 (title, abstract, claims, concepts, content='', tokenize='ascii');
CREATE VIRTUAL TABLE text_word USING fts5vocab (text_index, instance);
DELETE FROM feed;
DELETE FROM feed_text;
DELETE FROM facet;
DELETE FROM facet_feed;
DELETE FROM claim;
DELETE FROM relation;
DELETE FROM inflow;
DELETE FROM contributor;
DELETE FROM external;
DELETE FROM tension;
DELETE FROM counted;
DELETE FROM feed_block;
DELETE FROM derived_from;
)sql",
    // Contributors were compared by the bytes of their names; now by identity
    // (package/identity.hpp), which decides what passes influence on.
    R"sql(
INSERT INTO text_index (text_index) VALUES ('delete-all');
DELETE FROM feed;
DELETE FROM feed_text;
DELETE FROM facet;
DELETE FROM facet_feed;
DELETE FROM claim;
DELETE FROM relation;
DELETE FROM inflow;
DROP TABLE contributor;
CREATE TABLE contributor (
  package INTEGER NOT NULL, identity TEXT NOT NULL, PRIMARY KEY (package, identity)) STRICT, WITHOUT ROWID;
DELETE FROM external;
DELETE FROM tension;
DELETE FROM counted;
DELETE FROM feed_block;
DELETE FROM derived_from;
)sql",
};

static_assert(sizeof kMigrations / sizeof *kMigrations == kSchemaVersion);

/// `schema_digest` of each version, in order (tests/unit/store/schema_check_test.cpp makes them
/// anew).
inline constexpr std::string_view kSchemaDigests[] = {
    "8d4d870f1fe524dc69d112b51a77df33ecf1da1df589d13a83ce41408e4db10e",
    "a98613882a8c362fae1e4abf4e89e54ba4db334a183faa0bc8d47664d3600590",
    "df366141e856805afad708cd30b3f12eba370e0015a6ba9111e52cb182069862",
    "98a8b7bd61135bd7cd08eea121fe9349c1e684165de2982e7735369db325ad9a",
    "d1734f18b1e09661b2db0e72e828f3eb8feb8df2b011e6765e824847018ba935",
};
static_assert(sizeof kSchemaDigests / sizeof *kSchemaDigests == kSchemaVersion);

}  // namespace ahub
