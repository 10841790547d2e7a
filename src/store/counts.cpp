// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The store in numbers, and the counts that are kept so that it need not be read for them.
#include "store/impl.hpp"

namespace ahub {
namespace {

std::vector<Facet> grouped(Connection& connection, const char* sql) {
  std::vector<Facet> counts;
  Statement& query = connection.prepare(sql);
  while (query.step()) counts.push_back({query.text(0), query.integer(1)});
  query.reset();
  return counts;
}

/// Adds `change` to the count of a row, made where there is none; a count of 0 has no row.
template <class First, class Second>
void add_count(Connection& connection, const char* add, const char* drop,
               const std::pair<First, Second>& key, std::int64_t change) {
  if (change == 0) return;
  connection.prepare(add).bind(key.first).bind(key.second).bind(change).run();
  if (change < 0) connection.prepare(drop).bind(key.first).bind(key.second).run();
}

}  // namespace

void count_place(Counting& counting, std::int64_t attention, std::int64_t sequence, int change) {
  counting.feed_block[{attention, block_of(sequence)}] += change;
}

void count_rows(Counting& counting, const PackageRows& rows, int change) {
  counting.counted[{"level", std::to_string(rows.feed.level)}] += change;
  for (const ClaimRow& claim : rows.claims) counting.counted[{"badge", claim.badge}] += change;
  count_place(counting, rows.feed.attention, rows.feed.sequence, change);
}

void write_counts(Connection& connection, Counting& counting) {
  for (const auto& [name, change] : counting.counted) {
    add_count(connection,
              "INSERT INTO counted VALUES (?, ?, ?) ON CONFLICT (kind, name) DO UPDATE SET count = "
              "count + excluded.count",
              "DELETE FROM counted WHERE kind = ? AND name = ? AND count = 0", name, change);
  }
  for (const auto& [place, change] : counting.feed_block) {
    add_count(
        connection,
        "INSERT INTO feed_block VALUES (?, ?, ?) ON CONFLICT (attention, block) DO UPDATE SET "
        "count = count + excluded.count",
        "DELETE FROM feed_block WHERE attention = ? AND block = ? AND count = 0", place, change);
  }
  counting = {};
}

StoreCounts Store::counts() const {
  Connection& connection = impl_->connection;
  StoreCounts counts;
  counts.packages = package_count();
  counts.versions = connection.integer("SELECT count(*) FROM package");
  counts.receipts = connection.integer("SELECT count(*) FROM receipt");
  counts.untrusted = connection.integer(
      "SELECT count(*) FROM receipt WHERE key NOT IN (SELECT key FROM trusted_key)");
  counts.keys = connection.integer("SELECT count(*) FROM trusted_key");
  // The log has no gaps: its newest number is its length.
  counts.events = connection.integer("SELECT max(sequence) FROM event");
  counts.concepts = connection.integer("SELECT count(*) FROM facet WHERE kind = 'tag'");
  counts.levels =
      grouped(connection, "SELECT name, count FROM counted WHERE kind = 'level' ORDER BY name");
  counts.badges =
      grouped(connection, "SELECT name, count FROM counted WHERE kind = 'badge' ORDER BY name");
  for (const Facet& badge : counts.badges) counts.claims += badge.count;
  counts.tensions = grouped(connection, "SELECT state, count(*) FROM tension GROUP BY state");
  return counts;
}

}  // namespace ahub
