// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Derived rows read along their edges: relations in both directions, claims by frontier key.
#include <climits>

#include "store/impl.hpp"

// When a package last changed by what can count for it.
#define AHUB_NEWEST_EVENT                                                                       \
  "max(package.event, coalesce((SELECT max(receipt.event) FROM receipt WHERE package_digest = " \
  "package.digest AND key IN (SELECT key FROM trusted_key)), 0))"

namespace ahub {
namespace {

std::set<std::string> read_set(Statement& query) {
  std::set<std::string> texts;
  while (query.step()) texts.insert(query.text(0));
  query.reset();
  return texts;
}

std::vector<EndorserRow> read_endorsers(Statement& query, const std::string& slug, int limit) {
  std::vector<EndorserRow> endorsers;
  query.bind(slug).bind(limit);
  while (query.step()) {
    endorsers.push_back(
        {query.text(0), query.text(1), query.integer(2), query.integer(3), query.integer(4)});
  }
  query.reset();
  return endorsers;
}

}  // namespace

std::optional<FeedNode> Store::feed_node(const std::string& slug) const {
  Statement& query = impl_->connection.prepare(
      "SELECT package, sequence, attention, level FROM feed WHERE slug = ?");
  query.bind(slug);
  std::optional<FeedNode> node;
  if (query.step()) {
    node = FeedNode{query.integer(0), query.integer(1), query.integer(2),
                    static_cast<int>(query.integer(3, 0, kTopLevel))};
  }
  query.reset();
  return node;
}

std::vector<RelationRow> Store::relations(std::int64_t package) const {
  std::vector<RelationRow> relations;
  Statement& query = impl_->connection.prepare(
      "SELECT kind, target, slug, claim, weight, milli FROM relation WHERE package = ? ORDER BY "
      "position");
  query.bind(package);
  while (query.step()) {
    relations.push_back({query.text(0), query.text(1), query.text(2), query.text(3),
                         static_cast<int>(query.integer(4, INT_MIN, INT_MAX)), query.integer(5)});
  }
  query.reset();
  return relations;
}

std::vector<std::string> Store::citing(const std::string& slug) const {
  // The set below makes them distinct: SQLite would set up a table for it, for mostly no rows.
  Statement& query = impl_->connection.prepare(
      "SELECT feed.slug FROM relation JOIN feed ON feed.package = relation.package WHERE "
      "relation.slug = ?");
  query.bind(slug);
  const std::set<std::string> slugs = read_set(query);
  return {slugs.begin(), slugs.end()};
}

std::int64_t Store::received(const std::string& slug) const {
  Statement& query = impl_->connection.prepare("SELECT milli FROM inflow WHERE slug = ?");
  query.bind(slug);
  const std::int64_t sum = query.step() ? query.integer(0) : 0;
  query.reset();
  return sum;
}

std::vector<EndorserRow> Store::endorsers(const std::string& slug, int limit) const {
  return read_endorsers(
      impl_->connection.prepare(
          "SELECT feed.slug, relation.kind, feed.version, milli, " AHUB_NEWEST_EVENT
          " FROM relation JOIN feed ON feed.package = relation.package JOIN "
          "package ON package.id = relation.package WHERE relation.slug = ? AND milli > 0 ORDER "
          "BY feed.sequence DESC, position LIMIT ?"),
      slug, limit);
}

std::vector<EndorserRow> Store::idle_endorsers(const std::string& slug, int limit) const {
  // Of a work that all the world cites only the last thousand relations are looked at.
  return read_endorsers(
      impl_->connection.prepare(
          "SELECT feed.slug, idle.kind, feed.version, 0, " AHUB_NEWEST_EVENT
          " FROM (SELECT slug, package, position, kind FROM relation WHERE slug = ? AND milli = 0 "
          "AND kind IN ('confirms', 'builds_on', 'uses') ORDER BY package DESC LIMIT 1000) AS idle "
          "JOIN feed ON feed.package = idle.package JOIN package ON package.id = idle.package "
          "WHERE feed.sequence > (SELECT sequence FROM feed AS this WHERE this.slug = idle.slug) "
          "ORDER BY feed.sequence DESC, position LIMIT ?"),
      slug, limit);
}

std::vector<KeyedClaim> Store::claims_of_key(const std::string& key) const {
  std::vector<KeyedClaim> claims;
  Statement& query = impl_->connection.prepare(
      "SELECT slug, id, kind, value, unit, tolerance, standard_error, protocol FROM claim JOIN "
      "feed ON feed.package = "
      "claim.package WHERE key = ? AND key <> '' AND value IS NOT NULL ORDER BY slug, id");
  query.bind(key);
  while (query.step()) {
    claims.push_back({query.text(0), query.text(1), query.text(2), query.real(3), query.text(4),
                      query.real(5), std::nullopt, query.text(7)});
    if (!query.null(6)) claims.back().standard_error = query.real(6);
  }
  query.reset();
  return claims;
}

std::vector<Contradiction> Store::contradictions(const std::string& slug) const {
  std::vector<Contradiction> found;
  Statement& query = impl_->connection.prepare(
      "SELECT one.slug, other.slug, relation.claim FROM feed AS one JOIN relation ON "
      "relation.package = one.package JOIN feed AS other ON other.slug = relation.slug WHERE "
      "one.slug = ?1 AND relation.kind = 'contradicts' AND other.slug <> one.slug UNION ALL "
      "SELECT one.slug, relation.slug, relation.claim FROM relation JOIN feed AS one ON "
      "one.package = relation.package WHERE relation.slug = ?1 AND relation.kind = 'contradicts' "
      "AND one.slug <> ?1 AND EXISTS (SELECT 1 FROM feed WHERE slug = ?1)");
  query.bind(slug);
  while (query.step()) found.push_back({query.text(0), query.text(1), query.text(2)});
  query.reset();
  return found;
}

std::set<std::string> Store::frontier_keys() const {
  return read_set(
      impl_->connection.prepare("SELECT DISTINCT key FROM claim WHERE key <> '' ORDER BY key"));
}

std::set<std::string> Store::keys_of_package(const std::string& slug) const {
  return read_set(impl_->connection
                      .prepare("SELECT DISTINCT key FROM claim JOIN feed ON feed.package = "
                               "claim.package WHERE slug = ? AND key <> ''")
                      .bind(slug));
}

std::set<std::string> Store::contradicting() const {
  return read_set(impl_->connection.prepare(
      "SELECT DISTINCT feed.slug FROM relation JOIN feed ON feed.package = relation.package WHERE "
      "kind = 'contradicts'"));
}

std::vector<Facet> Store::frontier_sizes() const {
  std::vector<Facet> sizes;
  Statement& query = impl_->connection.prepare(
      "SELECT key, count(*) FROM claim WHERE key <> '' AND value IS NOT NULL GROUP BY key ORDER BY "
      "key");
  while (query.step()) sizes.push_back({query.text(0), query.integer(1)});
  query.reset();
  return sizes;
}

std::vector<FrontierRow> Store::frontier_rows(const std::string& domain, const std::string& metric,
                                              const std::string& key) const {
  std::vector<FrontierRow> rows;
#define AHUB_FRONTIER_ROW                                                                      \
  "SELECT slug, concepts, version, level, id, key, metric, system, unit, badge, value, "       \
  "higher_is_better FROM claim JOIN feed ON feed.package = claim.package WHERE key <> '' AND " \
  "value IS NOT NULL AND (?1 = '' OR domain = ?1) AND (?2 = '' OR metric = ?2) "
  // Each with its own plan: one key is a range of the index.
  Statement& query = impl_->connection.prepare(
      key.empty() ? AHUB_FRONTIER_ROW "AND ?3 = '' ORDER BY key, sequence, position"
                  : AHUB_FRONTIER_ROW "AND key = ?3 ORDER BY sequence, position");
#undef AHUB_FRONTIER_ROW
  query.bind(domain).bind(metric).bind(key);
  while (query.step()) {
    FrontierRow row;
    row.slug = query.text(0);
    row.concepts = query.text(1);
    row.version = query.integer(2);
    row.level = static_cast<int>(query.integer(3, 0, kTopLevel));
    int column = 4;
    for (std::string* text :
         {&row.claim, &row.key, &row.metric, &row.system, &row.unit, &row.badge})
      *text = query.text(column++);
    row.value = query.real(10);
    if (!query.null(11)) row.higher_is_better = query.integer(11) != 0;
    rows.push_back(std::move(row));
  }
  query.reset();
  return rows;
}

std::vector<std::string> Store::naming(const std::string& from, const std::string& end) const {
  std::vector<std::string> slugs;
  Statement& query = impl_->connection.prepare(
      "SELECT DISTINCT slug FROM external JOIN feed ON feed.package = external.package WHERE work "
      ">= ? AND work < ? ORDER BY sequence");
  query.bind(from).bind(end);
  while (query.step()) slugs.push_back(query.text(0));
  query.reset();
  return slugs;
}

std::vector<std::string> Store::mentioning(Mention what, const std::string& name, int limit) const {
  const auto sql = [&]() -> const char* {
    switch (what) {
      case Mention::concept_name:
        // Only those that are given are looked up in the feed.
        return "SELECT slug FROM feed WHERE package IN (SELECT package FROM facet_feed WHERE facet "
               "= (SELECT id FROM facet WHERE kind = 'tag' AND name = ?1) ORDER BY sequence LIMIT "
               "?2) ORDER BY sequence";
      case Mention::metric:
        return "SELECT DISTINCT slug FROM claim JOIN feed ON feed.package = claim.package WHERE "
               "metric = ?1 AND metric <> '' ORDER BY sequence LIMIT ?2";
      case Mention::key:
        return "SELECT DISTINCT slug FROM claim JOIN feed ON feed.package = claim.package WHERE "
               "key = ?1 AND key <> '' ORDER BY sequence LIMIT ?2";
      case Mention::work:
        return "SELECT slug FROM external JOIN feed ON feed.package = external.package WHERE work "
               "= ?1 ORDER BY sequence LIMIT ?2";
    }
    return "";
  };
  std::vector<std::string> slugs;
  Statement& query = impl_->connection.prepare(sql());
  query.bind(name).bind(limit);
  while (query.step()) slugs.push_back(query.text(0));
  query.reset();
  return slugs;
}

}  // namespace ahub
