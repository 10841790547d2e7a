// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What the parts of the store share: the connection, digests over rows, the event log, kill points.
#pragma once

#include <filesystem>
#include <initializer_list>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ahub/store/store.hpp"
#include "store/statement.hpp"
#include "store/text_score.hpp"

// Named instants of a write at which the crash tests end the process; absent from every installed
// binary.
#ifdef AHUB_KILL_POINTS
#define AHUB_KILL_POINT(name) ::ahub::kill_point(name)
#else
#define AHUB_KILL_POINT(name) static_cast<void>(0)
#endif

namespace ahub {

#ifdef AHUB_KILL_POINTS
/// Kills the process with SIGKILL when the environment variable AHUB_KILL_AT holds this name.
void kill_point(std::string_view name);
#endif

/// Changes of counts that the open transaction has not written yet: a package that is imported
/// changes the same few rows as the thousand beside it.
struct Counting {
  std::map<std::pair<std::string, std::string>, std::int64_t> counted;       ///< (kind, name)
  std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> feed_block;  ///< (attention, block)
};
/// The block of `feed_block` that a sequence number lies in.
inline std::int64_t block_of(std::int64_t sequence) { return sequence >> 12; }

/// What a write puts off to its end. Statements that count something open a savepoint, and at each
/// of those FTS5 would write a segment of its own; so texts come last, one after another.
struct Unsettled {
  struct Text {
    std::int64_t package = 0;
    std::string title, abstract, claims, concepts;
    bool enter = true;  ///< False: it is taken out.
  };
  struct Count {
    std::int64_t facet = 0, change = 0;
  };
  std::vector<Text> texts;
  std::size_t text_bytes = 0;
  std::map<std::pair<std::string, std::string>, Count> facets;  ///< By kind and name.
  Counting counting;
  std::int64_t packages = 0;  ///< Change of their number.
};

struct Store::Impl {
  std::filesystem::path path;
  StoreMode mode = StoreMode::read_only;
  StorePlace place;
  /// False for a reader of a file whose derived tables are of an earlier schema.
  bool current_schema = true;
  /// Of the last question to the full-text index; made with the first.
  std::unique_ptr<TextScoring> text_scoring;
  mutable Connection connection;
  Unsettled unsettled;
};

/// Counts a package in (1) or out (-1).
void count_rows(Counting& counting, const PackageRows& rows, int change);
void count_place(Counting& counting, std::int64_t attention, std::int64_t sequence, int change);
/// Writes what was counted.
void write_counts(Connection& connection, Counting& counting);

/// SHA-256 over the fields, each with its length before it, so that no two lists of fields give one
/// text.
std::string digest_of(std::initializer_list<std::string_view> fields);
std::string digest_of(std::span<const std::string> fields);

/// The end of the event log.
struct LogTail {
  std::int64_t sequence = 0;
  std::string hash;
};
LogTail log_tail(Connection& connection);
/// Appends an event behind the tail and returns its sequence number.
std::int64_t append_event(Connection& connection, const LogTail& tail, const std::string& time,
                          std::string_view kind, std::string_view subject,
                          std::string_view payload);
/// The newest event's number; 0 in an empty log.
std::int64_t last_event(Connection& connection);

/// The row digests; each covers every column of its row (a package's also its file rows).
std::string package_row_digest(const StoredPackage& package,
                               std::span<const std::string> file_fields);
std::string receipt_row_digest(const StoredReceipt& receipt);
std::string key_row_digest(const TrustedKey& key);
std::string event_hash(const Event& event);

/// path, size, sha256 of each file row of a package, in order.
std::vector<std::string> file_fields(Connection& connection, std::int64_t package);

/// Puts off that a package's texts enter the full-text index, or leave it: the index keeps no texts
/// of its own, so that the old ones must be given.
void index_text(Connection& connection, Unsettled& unsettled, const PackageRows& rows, bool enter);
/// Writes the texts that were put off.
void settle_texts(Connection& connection, Unsettled& unsettled);
/// Writes everything that was put off.
void settle(Connection& connection, Unsettled& unsettled);

/// Runs the steps from the file's version on, in one transaction, after a backup beside it.
void migrate(Connection& connection, const std::filesystem::path& path,
             std::span<const char* const> steps);

}  // namespace ahub
