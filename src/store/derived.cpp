// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Derived tables: the feed in its order, facets with dense ranks, tensions. Pages are found by key.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "store/impl.hpp"

namespace ahub {
namespace {

#define AHUB_FEED_COLUMNS                                                                  \
  "SELECT feed.position, package, sequence, slug, title, summary, domain, date, version, " \
  "attention, level, "                                                                     \
  "claims, confirmed, recomputed, refuted, inconclusive, tensions, concepts FROM "

/// Concepts hold no line feeds (they are one-line texts), so one separates them.
std::string joined(const std::vector<std::string>& concepts) {
  return fmt::format("{}", fmt::join(concepts, "\n"));
}

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    parts.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

FeedRow read_row(const Statement& row) {
  FeedRow feed;
  int column = 1;
  feed.package = row.integer(column++);
  feed.sequence = row.integer(column++);
  for (std::string* text : {&feed.slug, &feed.title, &feed.summary, &feed.domain, &feed.date})
    *text = row.text(column++);
  feed.version = row.integer(column++);
  feed.attention = row.integer(column++);
  for (int* number : {&feed.level, &feed.claims, &feed.confirmed, &feed.recomputed, &feed.refuted,
                      &feed.inconclusive, &feed.tensions}) {
    *number = static_cast<int>(row.integer(column++));
  }
  feed.concepts = split(row.text(column));
  return feed;
}

void insert_row(Connection& connection, std::int64_t position, const FeedRow& row) {
  Statement& insert = connection.prepare(
      "INSERT INTO feed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  insert.bind(position).bind(row.package).bind(row.sequence);
  for (const std::string* text : {&row.slug, &row.title, &row.summary, &row.domain, &row.date})
    insert.bind(*text);
  insert.bind(row.version).bind(row.attention);
  for (const int number : {row.level, row.claims, row.confirmed, row.recomputed, row.refuted,
                           row.inconclusive, row.tensions}) {
    insert.bind(number);
  }
  insert.bind(joined(row.concepts)).run();
}

struct Filter {
  const char* kind;
  std::string name;
  std::int64_t count;  ///< Packages that pass it.
};

std::vector<Filter> filters_of(Connection& connection, const FeedQuery& query) {
  std::vector<Filter> filters;
  if (!query.category.empty()) filters.push_back({"category", query.category, 0});
  for (const std::string& tag : query.tags) filters.push_back({"tag", tag, 0});
  for (Filter& filter : filters) {
    Statement& count = connection.prepare("SELECT count FROM facet WHERE kind = ? AND name = ?");
    count.bind(filter.kind).bind(filter.name);
    filter.count = count.step() ? count.integer(0) : 0;
    count.reset();
  }
  std::sort(filters.begin(), filters.end(),
            [](const Filter& left, const Filter& right) { return left.count < right.count; });
  return filters;
}

bool passes(const FeedRow& row, const FeedQuery& query) {
  if (row.level < query.min_level) return false;
  if (!query.category.empty() && row.domain != query.category) return false;
  return std::all_of(query.tags.begin(), query.tags.end(), [&](const std::string& tag) {
    return std::find(row.concepts.begin(), row.concepts.end(), tag) != row.concepts.end();
  });
}

/// The position of the first row after the cursor.
std::int64_t position_after(Connection& connection, const FeedQuery& query) {
  Statement& find = connection.prepare(
      "SELECT position FROM feed WHERE attention <= ? AND (attention < ? OR sequence > ?) "
      "ORDER BY attention DESC, sequence LIMIT 1");
  find.bind(query.after_attention).bind(query.after_attention).bind(query.after_sequence);
  const std::int64_t position = find.step() ? find.integer(0) : INT64_MAX;
  find.reset();
  return position;
}

/// Where reading starts, and the rank (within the filter) of the row that stands there.
struct Start {
  std::int64_t position = 1;
  std::int64_t rank = 1;
};

Start start_of(Connection& connection, const FeedQuery& query, const Filter* filter) {
  const std::int64_t skip = (query.page - 1) * query.limit;
  if (filter == nullptr) {
    const std::int64_t position = query.has_cursor ? position_after(connection, query) : skip + 1;
    return {position, position};
  }
  Statement& find = connection.prepare(
      query.has_cursor
          ? "SELECT position, rank FROM facet_feed WHERE kind = ? AND name = ? AND position >= ? "
            "ORDER BY position LIMIT 1"
          : "SELECT position, rank FROM facet_feed WHERE kind = ? AND name = ? AND rank = ?");
  find.bind(filter->kind).bind(filter->name);
  find.bind(query.has_cursor ? position_after(connection, query) : skip + 1);
  Start start{INT64_MAX, skip + 1};
  if (find.step()) start = {find.integer(0), find.integer(1)};
  find.reset();
  return start;
}

Statement& rows_from(Connection& connection, std::int64_t position, const Filter* filter) {
  if (filter == nullptr) {
    return connection.prepare(AHUB_FEED_COLUMNS "feed WHERE position >= ? ORDER BY position")
        .bind(position);
  }
  return connection
      .prepare(AHUB_FEED_COLUMNS
               "facet_feed JOIN feed ON feed.position = facet_feed.position "
               "WHERE facet_feed.kind = ? AND facet_feed.name = ? AND facet_feed.position >= ? "
               "ORDER BY facet_feed.position")
      .bind(filter->kind)
      .bind(filter->name)
      .bind(position);
}

std::vector<Facet> read_facets(Connection& connection, const char* kind, int limit) {
  std::vector<Facet> facets;
  Statement& query = connection.prepare(
      "SELECT name, count FROM facet WHERE kind = ? ORDER BY count DESC, name LIMIT ?");
  query.bind(kind).bind(limit);
  while (query.step()) facets.push_back({query.text(0), query.integer(1)});
  query.reset();
  return facets;
}

}  // namespace

bool Store::derived_stale() const {
  Statement& query = impl_->connection.prepare(
      "SELECT (SELECT event FROM derived_from) IS (SELECT max(sequence) FROM event)");
  const bool fresh = query.step() && query.integer(0) != 0;
  query.reset();
  return !fresh;
}

void Store::replace_feed(const std::vector<FeedRow>& rows) {
  Connection& connection = impl_->connection;
  for (const char* sql : {"DELETE FROM feed", "DELETE FROM facet", "DELETE FROM facet_feed",
                          "DELETE FROM derived_from"}) {
    connection.prepare(sql).run();
  }
  std::map<std::pair<const char*, std::string>, std::int64_t> counts;
  const auto count = [&](const char* kind, const std::string& name, std::int64_t position) {
    const std::int64_t rank = ++counts[{kind, name}];
    connection.prepare("INSERT INTO facet_feed VALUES (?, ?, ?, ?)")
        .bind(kind)
        .bind(name)
        .bind(position)
        .bind(rank)
        .run();
  };
  std::int64_t position = 0;
  for (const FeedRow& row : rows) {
    insert_row(connection, ++position, row);
    if (!row.domain.empty()) count("category", row.domain, position);
    // A manifest may name a concept twice; a facet counts the package once.
    const std::set<std::string> tags(row.concepts.begin(), row.concepts.end());
    for (const std::string& tag : tags) count("tag", tag, position);
    AHUB_KILL_POINT("feed-row");
  }
  for (const auto& [facet, number] : counts) {
    connection.prepare("INSERT INTO facet VALUES (?, ?, ?)")
        .bind(facet.first)
        .bind(facet.second)
        .bind(number)
        .run();
  }
  connection.prepare("INSERT INTO derived_from VALUES (?)").bind(last_event(connection)).run();
}

FeedSlice Store::feed(const FeedQuery& query) const {
  Connection& connection = impl_->connection;
  const std::vector<Filter> filters = filters_of(connection, query);
  const Filter* narrowest = filters.empty() ? nullptr : &filters.front();
  // With at most one facet the dense ranks lead straight to the page; otherwise the narrowest facet
  // is walked.
  const bool direct = filters.size() <= 1 && query.min_level == 0;
  const Start start = direct ? start_of(connection, query, narrowest) : Start{};
  std::int64_t skip = direct || query.has_cursor ? 0 : (query.page - 1) * query.limit;

  FeedSlice slice;
  slice.first_rank = start.rank;
  Statement& rows = rows_from(connection, start.position, narrowest);
  for (std::int64_t rank = start.rank; rows.step();) {
    FeedRow row = read_row(rows);
    if (!direct) {
      if (!passes(row, query)) continue;
      const bool before =
          query.has_cursor &&
          (row.attention > query.after_attention ||
           (row.attention == query.after_attention && row.sequence <= query.after_sequence));
      if (before || skip > 0) {
        skip -= before ? 0 : 1;
        ++rank;
        continue;
      }
    }
    if (slice.rows.size() == static_cast<std::size_t>(query.limit)) {
      slice.more = true;
      break;
    }
    if (slice.rows.empty()) slice.first_rank = rank;
    slice.rows.push_back(std::move(row));
    ++rank;
  }
  rows.reset();
  if (slice.rows.empty()) slice.first_rank = 0;
  return slice;
}

std::optional<FeedRow> Store::feed_row(const std::string& slug) const {
  Statement& query = impl_->connection.prepare(AHUB_FEED_COLUMNS "feed WHERE slug = ?");
  query.bind(slug);
  std::optional<FeedRow> row;
  if (query.step()) row = read_row(query);
  query.reset();
  return row;
}

std::int64_t Store::feed_rank(const std::string& slug) const {
  Statement& query = impl_->connection.prepare("SELECT position FROM feed WHERE slug = ?");
  query.bind(slug);
  const std::int64_t rank = query.step() ? query.integer(0) : 0;
  query.reset();
  return rank;
}

std::vector<Facet> Store::categories() const {
  return read_facets(impl_->connection, "category", 1000);
}

std::vector<Facet> Store::tags(int limit) const {
  return read_facets(impl_->connection, "tag", limit);
}

std::int64_t Store::package_count() const {
  Statement& query = impl_->connection.prepare("SELECT max(position) FROM feed");
  const std::int64_t count = query.step() ? query.integer(0) : 0;
  query.reset();
  return count;
}

}  // namespace ahub
