// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Every package of the feed at once, as numbers: for orders that no index holds.
#include "store/feed_columns.hpp"
#include "store/impl.hpp"

namespace ahub {

std::vector<FeedStanding> Store::standings() const {
  std::vector<FeedStanding> standings;
  Statement& query = impl_->connection.prepare(
      "SELECT package, feed.sequence, level, event FROM feed JOIN package ON package.id = "
      "feed.package ORDER BY feed.sequence");
  while (query.step()) {
    standings.push_back({query.integer(0), query.integer(1),
                         static_cast<int>(query.integer(2, 0, kTopLevel)), query.integer(3)});
  }
  query.reset();
  return standings;
}

std::vector<PassedOn> Store::passed_on() const {
  std::vector<PassedOn> passed;
  Statement& query = impl_->connection.prepare(
      "SELECT relation.package, target.package, milli FROM relation JOIN feed AS target ON "
      "target.slug = relation.slug JOIN feed ON feed.package = relation.package WHERE milli > 0 "
      "ORDER BY feed.sequence DESC, position");
  while (query.step()) passed.push_back({query.integer(0), query.integer(1), query.integer(2)});
  query.reset();
  return passed;
}

std::set<std::int64_t> Store::packages_of_facet(std::string_view kind,
                                                const std::string& name) const {
  std::set<std::int64_t> packages;
  Statement& query = impl_->connection.prepare(
      "SELECT package FROM facet_feed WHERE facet = (SELECT id FROM facet WHERE kind = ? AND name "
      "= ?)");
  query.bind(kind).bind(name);
  while (query.step()) packages.insert(query.integer(0));
  query.reset();
  return packages;
}

std::optional<FeedRow> Store::feed_row_of(std::int64_t package) const {
  return feed_row_at(impl_->connection, package);
}

std::optional<StoredPackage> Store::package_of(std::int64_t id) const {
  Statement& query = impl_->connection.prepare("SELECT slug, version FROM package WHERE id = ?");
  query.bind(id);
  const bool known = query.step();
  const std::string slug = known ? query.text(0) : std::string();
  const std::int64_t version = known ? query.integer(1) : 0;
  query.reset();
  return known ? find(slug, version) : std::nullopt;
}

}  // namespace ahub
