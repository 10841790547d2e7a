// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The derived tables as a whole: how far behind the log they are, and the rows of one package.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "store/feed_columns.hpp"
#include "store/impl.hpp"

namespace ahub {
namespace {

/// Each facet that a row stands in.
std::set<std::pair<const char*, std::string>> facets_of(const FeedRow& row) {
  std::set<std::pair<const char*, std::string>> facets;
  if (!row.domain.empty()) facets.emplace("category", row.domain);
  for (const std::string& tag : row.concepts) facets.emplace("tag", tag);
  return facets;
}

void place_in_facet(Connection& connection, std::int64_t facet, const FeedRow& row) {
  connection.prepare("INSERT INTO facet_feed VALUES (?, ?, ?, ?)")
      .bind(facet)
      .bind(row.attention)
      .bind(row.sequence)
      .bind(row.package)
      .run();
}

void take_from_facet(Connection& connection, std::int64_t facet, const FeedRow& row) {
  connection.prepare("DELETE FROM facet_feed WHERE facet = ? AND attention = ? AND sequence = ?")
      .bind(facet)
      .bind(row.attention)
      .bind(row.sequence)
      .run();
}

/// The facet, made where there is none; its count is put off.
Unsettled::Count& facet_of(Connection& connection, Unsettled& unsettled, std::string_view kind,
                           const std::string& name) {
  const auto [place, fresh] = unsettled.facets.try_emplace({std::string(kind), name});
  Unsettled::Count& count = place->second;
  if (!fresh) return count;
  Statement& find = connection.prepare("SELECT id FROM facet WHERE kind = ? AND name = ?");
  find.bind(kind).bind(name);
  const bool known = find.step();
  if (known) count.facet = find.integer(0);
  find.reset();
  if (known) return count;
  connection.prepare("INSERT INTO facet (kind, name, count) VALUES (?, ?, 0)")
      .bind(kind)
      .bind(name)
      .run();
  count.facet = sqlite3_last_insert_rowid(connection.handle());
  return count;
}

void enter_facets(Connection& connection, Unsettled& unsettled, const FeedRow& row) {
  for (const auto& [kind, name] : facets_of(row)) {
    Unsettled::Count& count = facet_of(connection, unsettled, kind, name);
    ++count.change;
    place_in_facet(connection, count.facet, row);
  }
}

void leave_facets(Connection& connection, Unsettled& unsettled, const FeedRow& row) {
  for (const auto& [kind, name] : facets_of(row)) {
    Unsettled::Count& count = facet_of(connection, unsettled, kind, name);
    --count.change;
    take_from_facet(connection, count.facet, row);
  }
}

void insert_feed(Connection& connection, const FeedRow& row) {
  Statement& insert = connection.prepare(
      "INSERT INTO feed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  insert.bind(row.package).bind(row.sequence);
  for (const std::string* text : {&row.slug, &row.title, &row.domain, &row.date})
    insert.bind(*text);
  insert.bind(row.version).bind(row.attention);
  for (const int number : {row.level, row.claims, row.confirmed, row.recomputed, row.refuted,
                           row.inconclusive, row.tensions}) {
    insert.bind(number);
  }
  insert.bind(joined_concepts(row.concepts)).run();
}

void insert_claims(Connection& connection, std::int64_t package,
                   const std::vector<ClaimRow>& claims) {
  int position = 0;
  for (const ClaimRow& claim : claims) {
    Statement& insert = connection.prepare(
        "INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(package).bind(position++);
    for (const std::string* text :
         {&claim.id, &claim.kind, &claim.scope, &claim.key, &claim.metric})
      insert.bind(*text);
    std::optional<double> higher;
    if (claim.higher_is_better) higher = *claim.higher_is_better ? 1 : 0;
    insert.bind(claim.value).bind(claim.unit).bind(claim.tolerance).bind(claim.standard_error);
    insert.bind(claim.protocol).bind(higher).bind(claim.system);
    insert.bind(claim.statement).bind(claim.badge).run();
  }
}

/// What all relations to a slug pass on is kept as a sum: a slug may have a hundred thousand.
void change_inflow(Connection& connection, std::string_view slug, std::int64_t change) {
  if (change == 0) return;
  connection
      .prepare(
          "INSERT INTO inflow VALUES (?, ?) ON CONFLICT DO UPDATE SET milli = milli + "
          "excluded.milli")
      .bind(slug)
      .bind(change)
      .run();
}

void forget_relations(Connection& connection, std::int64_t package,
                      const std::vector<RelationRow>& relations) {
  for (const RelationRow& relation : relations)
    change_inflow(connection, relation.slug, -relation.milli);
  connection.prepare("DELETE FROM relation WHERE package = ?").bind(package).run();
}

void insert_relations(Connection& connection, std::int64_t package,
                      const std::vector<RelationRow>& relations) {
  int position = 0;
  for (const RelationRow& relation : relations) {
    Statement& insert = connection.prepare("INSERT INTO relation VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(package).bind(position++);
    for (const std::string* text :
         {&relation.kind, &relation.target, &relation.slug, &relation.claim})
      insert.bind(*text);
    insert.bind(relation.weight).bind(relation.milli).run();
    change_inflow(connection, relation.slug, relation.milli);
  }
}

std::vector<ClaimRow> read_claims(Connection& connection, std::int64_t package) {
  std::vector<ClaimRow> claims;
  Statement& query = connection.prepare(
      "SELECT id, kind, scope, key, metric, value, unit, tolerance, standard_error, protocol, "
      "higher_is_better, system, statement, badge FROM claim WHERE package = ? ORDER BY position");
  query.bind(package);
  while (query.step()) {
    ClaimRow claim;
    int column = 0;
    for (std::string* text : {&claim.id, &claim.kind, &claim.scope, &claim.key, &claim.metric})
      *text = query.text(column++);
    if (!query.null(5)) claim.value = query.real(5);
    claim.unit = query.text(6);
    if (!query.null(7)) claim.tolerance = query.real(7);
    if (!query.null(8)) claim.standard_error = query.real(8);
    claim.protocol = query.text(9);
    if (!query.null(10)) claim.higher_is_better = query.integer(10) != 0;
    claim.system = query.text(11);
    claim.statement = query.text(12);
    claim.badge = query.text(13);
    claims.push_back(std::move(claim));
  }
  query.reset();
  return claims;
}

std::vector<std::string> read_texts(Statement& query, std::int64_t package) {
  std::vector<std::string> texts;
  query.bind(package);
  while (query.step()) texts.push_back(query.text(0));
  query.reset();
  return texts;
}

bool same_place(const FeedRow& left, const FeedRow& right) {
  return left.package == right.package && left.attention == right.attention &&
         left.sequence == right.sequence && left.domain == right.domain &&
         left.concepts == right.concepts;
}

bool same_statements(const PackageRows& left, const PackageRows& right) {
  return std::equal(
      left.claims.begin(), left.claims.end(), right.claims.begin(), right.claims.end(),
      [](const ClaimRow& one, const ClaimRow& other) { return one.statement == other.statement; });
}

}  // namespace

void settle(Connection& connection, Unsettled& unsettled) {
  for (const auto& [name, count] : unsettled.facets) {
    connection.prepare("UPDATE facet SET count = count + ? WHERE id = ?")
        .bind(count.change)
        .bind(count.facet)
        .run();
    connection.prepare("DELETE FROM facet WHERE id = ? AND count = 0").bind(count.facet).run();
  }
  unsettled.facets.clear();
  write_counts(connection, unsettled.counting);
  if (unsettled.packages != 0) {
    connection.prepare("UPDATE derived_from SET packages = packages + ?")
        .bind(unsettled.packages)
        .run();
    unsettled.packages = 0;
  }
  settle_texts(connection, unsettled);
}

bool Store::derived_stale() const {
  if (!impl_->current_schema) return true;
  Statement& query = impl_->connection.prepare(
      "SELECT (SELECT event FROM derived_from) IS (SELECT max(sequence) FROM event)");
  const bool fresh = query.step() && query.integer(0) != 0;
  query.reset();
  return !fresh;
}

PendingChanges Store::pending() const {
  Connection& connection = impl_->connection;
  PendingChanges pending;
  const std::int64_t known = connection.integer("SELECT event FROM derived_from", 0);
  if (known == 0) {
    pending.everything = true;
    return pending;
  }
  std::vector<std::string> receipts, keys;
  Statement& events = connection.prepare("SELECT kind, subject FROM event WHERE sequence > ?");
  events.bind(known);
  while (events.step()) {
    const std::string kind = events.text(0);
    std::string subject = events.text(1);
    if (kind == "import" || kind == "remove")
      pending.slugs.insert(subject.substr(0, subject.rfind('@')));
    else if (kind == "receipt")
      receipts.push_back(std::move(subject));
    else if (kind == "trust" || kind == "distrust")
      keys.push_back(std::move(subject));
  }
  events.reset();
  const auto collect = [&](Statement& slugs) {
    while (slugs.step()) pending.slugs.insert(slugs.text(0));
    slugs.reset();
  };
  for (const std::string& id : receipts) {
    collect(connection
                .prepare("SELECT slug FROM receipt JOIN package ON digest = package_digest WHERE "
                         "receipt.id = ?")
                .bind(id));
  }
  // A key that is trusted now, or no longer, changes what its receipts were about, and nothing
  // else.
  for (const std::string& key : keys) {
    collect(connection
                .prepare("SELECT DISTINCT slug FROM receipt JOIN package ON digest = "
                         "package_digest WHERE key = ?")
                .bind(key));
  }
  return pending;
}

void Store::clear_derived() {
  Connection& connection = impl_->connection;
  impl_->unsettled = {};
  for (const char* sql : {"DELETE FROM feed", "DELETE FROM feed_text", "DELETE FROM facet",
                          "DELETE FROM facet_feed", "DELETE FROM claim", "DELETE FROM relation",
                          "DELETE FROM inflow", "DELETE FROM contributor", "DELETE FROM external",
                          "DELETE FROM tension", "DELETE FROM counted", "DELETE FROM feed_block",
                          "INSERT INTO text_index (text_index) VALUES ('delete-all')",
                          "DELETE FROM derived_from", "INSERT INTO derived_from VALUES (0, 0)"}) {
    connection.prepare(sql).run();
  }
}

void Store::stamp_derived() {
  Connection& connection = impl_->connection;
  settle(connection, impl_->unsettled);
  connection.prepare("UPDATE derived_from SET event = ?").bind(last_event(connection)).run();
}

std::vector<std::string> Store::contributors(std::int64_t package) const {
  return read_texts(impl_->connection.prepare(
                        "SELECT identity FROM contributor WHERE package = ? ORDER BY identity"),
                    package);
}

std::optional<PackageRows> Store::package_rows(const std::string& slug) const {
  Connection& connection = impl_->connection;
  std::optional<FeedRow> row = feed_row(slug);
  if (!row) return std::nullopt;
  PackageRows rows;
  rows.feed = std::move(*row);
  const std::int64_t package = rows.feed.package;
  rows.claims = read_claims(connection, package);
  rows.relations = relations(package);
  rows.contributors = contributors(package);
  rows.works = read_texts(
      connection.prepare("SELECT work FROM external WHERE package = ? ORDER BY work"), package);
  return rows;
}

void Store::change_package(const PackageRows* before, const PackageRows* after) {
  Connection& connection = impl_->connection;
  const PackageRows none;
  const PackageRows& old = before != nullptr ? *before : none;
  const PackageRows& now = after != nullptr ? *after : none;
  // Rows are keyed by package; another version is another package, and all of it is written anew.
  const bool same = before != nullptr && after != nullptr && old.feed.package == now.feed.package;
  const auto forget = [&](const char* sql) {
    if (before != nullptr) connection.prepare(sql).bind(old.feed.package).run();
  };
  const std::int64_t package = now.feed.package;

  if (before != nullptr) count_rows(impl_->unsettled.counting, old, -1);
  if (after != nullptr) count_rows(impl_->unsettled.counting, now, 1);
  const bool moved = !same || !same_place(old.feed, now.feed);
  if (before != nullptr && moved) leave_facets(connection, impl_->unsettled, old.feed);
  if (!same || old.feed != now.feed) {
    forget("DELETE FROM feed WHERE package = ?");
    if (after != nullptr) insert_feed(connection, now.feed);
  }
  if (after != nullptr && moved) enter_facets(connection, impl_->unsettled, now.feed);
  AHUB_KILL_POINT("feed-row");

  const bool said_alike = same && old.feed.title == now.feed.title &&
                          old.feed.summary == now.feed.summary &&
                          old.feed.concepts == now.feed.concepts && same_statements(old, now);
  if (!said_alike) {
    if (before != nullptr) index_text(connection, impl_->unsettled, old, false);
    if (after != nullptr) index_text(connection, impl_->unsettled, now, true);
  }
  if (!same || old.feed.summary != now.feed.summary) {
    forget("DELETE FROM feed_text WHERE package = ?");
    if (after != nullptr) {
      connection.prepare("INSERT INTO feed_text VALUES (?, ?)")
          .bind(package)
          .bind(now.feed.summary)
          .run();
    }
  }
  if (!same || old.claims != now.claims) {
    forget("DELETE FROM claim WHERE package = ?");
    insert_claims(connection, package, now.claims);
  }
  if (!same || old.relations != now.relations) {
    if (before != nullptr) forget_relations(connection, old.feed.package, old.relations);
    insert_relations(connection, package, now.relations);
  }
  if (!same || old.contributors != now.contributors) {
    forget("DELETE FROM contributor WHERE package = ?");
    for (const std::string& identity : now.contributors) {
      connection.prepare("INSERT INTO contributor VALUES (?, ?)")
          .bind(package)
          .bind(identity)
          .run();
    }
  }
  if (!same || old.works != now.works) {
    forget("DELETE FROM external WHERE package = ?");
    for (const std::string& work : now.works) {
      connection.prepare("INSERT INTO external VALUES (?, ?)").bind(work).bind(package).run();
    }
  }
  impl_->unsettled.packages += (after != nullptr ? 1 : 0) - (before != nullptr ? 1 : 0);
}

void Store::set_attention(const std::string& slug, std::int64_t attention) {
  Connection& connection = impl_->connection;
  FeedRow row;
  Statement& query = connection.prepare(
      "SELECT package, sequence, attention, domain, concepts FROM feed WHERE slug = ?");
  query.bind(slug);
  const bool known = query.step();
  if (known) {
    row.package = query.integer(0);
    row.sequence = query.integer(1);
    row.attention = query.integer(2);
    row.domain = query.text(3);
    row.concepts = split_concepts(query.text(4));
  }
  query.reset();
  if (!known || row.attention == attention) return;
  count_place(impl_->unsettled.counting, row.attention, row.sequence, -1);
  count_place(impl_->unsettled.counting, attention, row.sequence, 1);
  connection.prepare("UPDATE feed SET attention = ? WHERE package = ?")
      .bind(attention)
      .bind(row.package)
      .run();
  for (const auto& [kind, name] : facets_of(row)) {
    const std::int64_t facet = facet_of(connection, impl_->unsettled, kind, name).facet;
    take_from_facet(connection, facet, row);
    FeedRow moved = row;
    moved.attention = attention;
    place_in_facet(connection, facet, moved);
  }
}

void Store::set_flow(std::int64_t package, std::int64_t position, int weight, std::int64_t milli) {
  Connection& connection = impl_->connection;
  Statement& before =
      connection.prepare("SELECT slug, milli FROM relation WHERE package = ? AND position = ?");
  before.bind(package).bind(position);
  const bool known = before.step();
  const std::string slug = known ? before.text(0) : std::string();
  const std::int64_t change = known ? milli - before.integer(1) : 0;
  before.reset();
  change_inflow(connection, slug, change);
  connection.prepare("UPDATE relation SET weight = ?, milli = ? WHERE package = ? AND position = ?")
      .bind(weight)
      .bind(milli)
      .bind(package)
      .bind(position)
      .run();
}

}  // namespace ahub
