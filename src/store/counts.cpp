// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The store in numbers.
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

}  // namespace

StoreCounts Store::counts() const {
  Connection& connection = impl_->connection;
  StoreCounts counts;
  counts.packages = package_count();
  counts.versions = connection.integer("SELECT count(*) FROM package");
  counts.claims = connection.integer("SELECT count(*) FROM claim");
  counts.receipts = connection.integer("SELECT count(*) FROM receipt");
  counts.keys = connection.integer("SELECT count(*) FROM trusted_key");
  // The log has no gaps: its newest number is its length.
  counts.events = connection.integer("SELECT max(sequence) FROM event");
  counts.concepts = connection.integer("SELECT count(*) FROM facet WHERE kind = 'tag'");
  counts.levels = grouped(connection, "SELECT level, count(*) FROM feed GROUP BY level");
  counts.badges = grouped(connection, "SELECT badge, count(*) FROM claim GROUP BY badge");
  counts.tensions = grouped(connection, "SELECT state, count(*) FROM tension GROUP BY state");
  return counts;
}

}  // namespace ahub
