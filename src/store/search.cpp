// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The full-text index over the newest versions, and questions to it.
#include <algorithm>

#include <fmt/format.h>

#include "store/feed_columns.hpp"
#include "store/impl.hpp"

namespace ahub {
namespace {

/// By attention: rows of the feed that are tried in its order before all matches are collected.
/// A word in a tenth of the packages fills a page of 25 from some 250 rows.
constexpr int kProbes = 300;
/// By relevance: so many matches are scored at most, the newest first. Scoring costs about 2 us a
/// match.
constexpr int kScored = 10'000;

// Weights of title, abstract, claims and concepts in BM25.
#define AHUB_BM25 "bm25(text_index, 4.0, 1.0, 2.0, 3.0)"

// What a package must have besides the words; ?2 to ?6.
#define AHUB_TEXT_FILTER                                                                         \
  "level >= ?2 AND (?3 = '' OR domain = ?3) AND (?4 = '' OR instr(char(10) || feed.concepts || " \
  "char(10), char(10) || ?4 || char(10)) > 0) AND ((?5 = '' AND ?6 = '') OR EXISTS (SELECT 1 "   \
  "FROM "                                                                                        \
  "claim WHERE claim.package = feed.package AND (?5 = '' OR claim.kind = ?5) AND (?6 = '' OR "   \
  "claim.metric = ?6)))"

Statement& bind_filter(Statement& statement, const TextQuery& query) {
  return statement.bind(query.expression)
      .bind(query.min_level)
      .bind(query.domain)
      .bind(query.concept_name)
      .bind(query.kind)
      .bind(query.metric);
}

FeedRow row_of(Connection& connection, std::int64_t package) {
  Statement& query = connection.prepare(AHUB_FEED_ROW "feed.package = ?");
  query.bind(package);
  FeedRow row;
  if (query.step()) row = read_feed_row(query);
  query.reset();
  return row;
}

/// Packages in the order of the feed that match, as long as few rows have to be tried.
std::optional<std::vector<std::int64_t>> by_walking(Connection& connection,
                                                    const TextQuery& query) {
  Statement& walk = connection.prepare("SELECT package, " AHUB_TEXT_FILTER
                                       ", ?1 FROM feed ORDER BY attention DESC, sequence LIMIT ?7");
  bind_filter(walk, query).bind(kProbes);
  std::vector<std::int64_t> packages;
  int tried = 0;
  const auto wanted = static_cast<std::size_t>(query.limit) + 1;
  while (packages.size() < wanted && walk.step()) {
    ++tried;
    if (walk.integer(1) == 0) continue;
    Statement& probe =
        connection.prepare("SELECT 1 FROM text_index WHERE text_index MATCH ? AND rowid = ?");
    probe.bind(query.expression).bind(walk.integer(0));
    if (probe.step()) packages.push_back(walk.integer(0));
    probe.reset();
  }
  walk.reset();
  if (packages.size() < wanted && tried == kProbes) return std::nullopt;
  return packages;
}

std::vector<std::int64_t> by_collecting(Connection& connection, const TextQuery& query) {
  Statement& all = connection.prepare(
      "SELECT feed.package FROM text_index JOIN feed ON feed.package = text_index.rowid WHERE "
      "text_index MATCH ?1 AND " AHUB_TEXT_FILTER " ORDER BY attention DESC, sequence LIMIT ?7");
  bind_filter(all, query).bind(query.limit + 1);
  std::vector<std::int64_t> packages;
  while (all.step()) packages.push_back(all.integer(0));
  all.reset();
  return packages;
}

struct Scored {
  std::int64_t package = 0, attention = 0, sequence = 0;
  double score = 0;
};

std::vector<Scored> by_relevance(Connection& connection, const TextQuery& query, bool& exact) {
  Statement& matches = connection.prepare(
      "SELECT feed.package, attention, sequence, -" AHUB_BM25
      " FROM text_index JOIN feed ON feed.package = text_index.rowid WHERE text_index MATCH ?1 "
      "AND " AHUB_TEXT_FILTER " ORDER BY text_index.rowid DESC LIMIT ?7");
  bind_filter(matches, query).bind(kScored + 1);
  std::vector<Scored> scored;
  while (scored.size() < kScored && matches.step()) {
    scored.push_back({matches.integer(0), matches.integer(1), matches.integer(2), matches.real(3)});
  }
  exact = scored.size() < kScored || !matches.step();
  matches.reset();
  const auto better = [](const Scored& left, const Scored& right) {
    if (left.score != right.score) return left.score > right.score;
    if (left.attention != right.attention) return left.attention > right.attention;
    return left.sequence < right.sequence;
  };
  const auto count = std::min(scored.size(), static_cast<std::size_t>(query.limit) + 1);
  std::partial_sort(scored.begin(), scored.begin() + static_cast<std::ptrdiff_t>(count),
                    scored.end(), better);
  scored.resize(count);
  return scored;
}

}  // namespace

void index_text(Unsettled& unsettled, const PackageRows& rows, bool enter) {
  Unsettled::Text text{rows.feed.package, rows.feed.title, rows.feed.summary, {}, {}, enter};
  for (const ClaimRow& claim : rows.claims) text.claims += claim.statement + "\n";
  text.concepts = joined_concepts(rows.feed.concepts);
  unsettled.text_bytes +=
      text.title.size() + text.abstract.size() + text.claims.size() + text.concepts.size();
  unsettled.texts.push_back(std::move(text));
}

void settle_texts(Connection& connection, Unsettled& unsettled) {
  // What FTS5 gathers in memory before it writes a segment; its default of 1 MiB makes many.
  constexpr std::int64_t kGathered = 64 << 20;
  if (unsettled.text_bytes > kGathered / 64) {
    connection.prepare("INSERT INTO text_index (text_index, rank) VALUES ('hashsize', ?)")
        .bind(kGathered)
        .run();
  }
  for (const Unsettled::Text& text : unsettled.texts) {
    Statement& statement = connection.prepare(
        text.enter
            ? "INSERT INTO text_index (rowid, title, abstract, claims, concepts) VALUES (?, ?, ?, "
              "?, ?)"
            : "INSERT INTO text_index (text_index, rowid, title, abstract, claims, concepts) "
              "VALUES ('delete', ?, ?, ?, ?, ?)");
    statement.bind(text.package)
        .bind(text.title)
        .bind(text.abstract)
        .bind(text.claims)
        .bind(text.concepts)
        .run();
  }
  unsettled.texts.clear();
  unsettled.text_bytes = 0;
}

TextMatches Store::search(const TextQuery& query) const {
  Connection& connection = impl_->connection;
  TextMatches found;
  if (query.by_attention) {
    std::optional<std::vector<std::int64_t>> packages = by_walking(connection, query);
    if (!packages) packages = by_collecting(connection, query);
    for (const std::int64_t package : *packages)
      found.matches.push_back({row_of(connection, package), 0});
  } else {
    for (const Scored& scored : by_relevance(connection, query, found.exact))
      found.matches.push_back({row_of(connection, scored.package), scored.score});
  }
  found.more = found.matches.size() > static_cast<std::size_t>(query.limit);
  if (found.more) found.matches.pop_back();
  return found;
}

std::vector<std::string> Store::statements(std::int64_t package) const {
  std::vector<std::string> statements;
  Statement& query =
      impl_->connection.prepare("SELECT statement FROM claim WHERE package = ? ORDER BY position");
  query.bind(package);
  while (query.step()) statements.push_back(query.text(0));
  query.reset();
  return statements;
}

}  // namespace ahub
