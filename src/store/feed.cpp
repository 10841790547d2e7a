// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Pages of the feed. Places are found by key (attention, sequence): a page behind a cursor costs
// the same wherever it lies, in the whole feed as in one facet.
#include <algorithm>
#include <climits>

#include <fmt/format.h>

#include "store/feed_columns.hpp"
#include "store/feed_walk.hpp"
#include "store/impl.hpp"

namespace ahub {

std::string joined_concepts(const std::vector<std::string>& concepts) {
  return fmt::format("{}", fmt::join(concepts, "\n"));
}

std::vector<std::string> split_concepts(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    parts.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

FeedRow read_feed_row(const Statement& row) {
  FeedRow feed;
  int column = 0;
  feed.package = row.integer(column++);
  feed.sequence = row.integer(column++);
  for (std::string* text : {&feed.slug, &feed.title, &feed.summary, &feed.domain, &feed.date})
    *text = row.text(column++);
  feed.version = row.integer(column++);
  feed.attention = row.integer(column++);
  for (int* number : {&feed.level, &feed.claims, &feed.confirmed, &feed.recomputed, &feed.refuted,
                      &feed.inconclusive, &feed.tensions}) {
    *number = static_cast<int>(
        row.integer(column, 0, number == &feed.level ? kTopLevel : std::int64_t{INT_MAX}));
    ++column;
  }
  feed.concepts = split_concepts(row.text(column));
  return feed;
}

std::optional<FeedRow> feed_row_at(Connection& connection, std::int64_t package) {
  Statement& find = connection.prepare(AHUB_FEED_ROW "feed.package = ?");
  find.bind(package);
  std::optional<FeedRow> row;
  if (find.step()) row = read_feed_row(find);
  find.reset();
  return row;
}

namespace {

/// One facet that rows must have.
struct Filter {
  std::int64_t facet = 0, count = 0;
};

/// The facets asked for, the rarest first; nothing when one of them has no package.
std::optional<std::vector<Filter>> filters_of(Connection& connection, const FeedQuery& query) {
  std::vector<std::pair<const char*, std::string>> names;
  if (!query.category.empty()) names.emplace_back("category", query.category);
  for (const std::string& tag : query.tags) names.emplace_back("tag", tag);
  std::vector<Filter> filters;
  for (const auto& [kind, name] : names) {
    Statement& find = connection.prepare("SELECT id, count FROM facet WHERE kind = ? AND name = ?");
    find.bind(kind).bind(name);
    const bool known = find.step();
    if (known) filters.push_back({find.integer(0), find.integer(1)});
    find.reset();
    if (!known) return std::nullopt;
  }
  std::sort(filters.begin(), filters.end(),
            [](const Filter& left, const Filter& right) { return left.count < right.count; });
  return filters;
}

bool in_facet(Connection& connection, std::int64_t facet, const Place& place) {
  Statement& find = connection.prepare(
      "SELECT 1 FROM facet_feed WHERE facet = ? AND attention = ? AND sequence = ?");
  find.bind(facet).bind(place.attention).bind(place.sequence);
  const bool found = find.step();
  find.reset();
  return found;
}

int level_of(Connection& connection, const Place& place) {
  Statement& find = connection.prepare("SELECT level FROM feed WHERE package = ?");
  find.bind(place.package);
  const int level = find.step() ? static_cast<int>(find.integer(0, 0, kTopLevel)) : -1;
  find.reset();
  return level;
}

/// Rows of the feed (facet 0) or of a facet that stand before a place.
std::int64_t count_before(Connection& connection, std::int64_t facet, std::int64_t attention,
                          std::int64_t sequence) {
  Statement& count = connection.prepare(
      facet == 0
          ? "SELECT (SELECT coalesce(sum(count), 0) FROM feed_block WHERE attention > ?1) + "
            "(SELECT coalesce(sum(count), 0) FROM feed_block WHERE attention = ?1 AND block < ?2 "
            ">> 12) + (SELECT count(*) FROM feed WHERE attention = ?1 AND sequence >= ?2 >> 12 << "
            "12 AND sequence < ?2)"
          : "SELECT (SELECT count(*) FROM facet_feed WHERE facet = ?3 AND attention > ?1) + "
            "(SELECT count(*) FROM facet_feed WHERE facet = ?3 AND attention = ?1 AND sequence < "
            "?2)");
  count.bind(attention).bind(sequence);
  if (facet != 0) count.bind(facet);
  const std::int64_t before = count.step() ? count.integer(0) : 0;
  count.reset();
  return before;
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

FeedSlice Store::feed(const FeedQuery& query) const {
  Connection& connection = impl_->connection;
  FeedSlice slice;
  slice.first_rank = 0;
  const std::optional<std::vector<Filter>> filters = filters_of(connection, query);
  if (!filters) return slice;
  const std::int64_t facet = filters->empty() ? 0 : filters->front().facet;
  // The whole feed and a single facet are read from where the page starts. Any other choice counts
  // what passes in the rarest facet, unless the cursor knows its rank.
  const bool direct = filters->size() <= 1 && query.min_level == 0;
  const auto passes = [&](const Place& place) {
    if (query.min_level > 0 && level_of(connection, place) < query.min_level) return false;
    return std::all_of(
        filters->begin() + (filters->empty() ? 0 : 1), filters->end(),
        [&](const Filter& filter) { return in_facet(connection, filter.facet, place); });
  };
  const auto behind = [&](const Place& place) {
    return place.attention < query.after_attention ||
           (place.attention == query.after_attention && place.sequence > query.after_sequence);
  };

  FeedWalk walk(connection, facet);
  std::int64_t rank = 1;
  std::int64_t skip = query.has_cursor ? 0 : (query.page - 1) * query.limit;
  const bool seek = query.has_cursor && (direct || query.after_rank > 0);
  if (seek) {
    rank += query.after_rank > 0
                ? query.after_rank
                : count_before(connection, facet, query.after_attention, query.after_sequence + 1);
    walk.after(query.after_attention, query.after_sequence);
  } else {
    const std::int64_t offset = direct ? skip : 0;
    rank += offset;
    skip -= offset;
    walk.from_start(offset);
  }
  std::vector<Place> places;
  while (const std::optional<Place> place = walk.next()) {
    if (place->attention < query.min_attention) break;
    if (!direct && !passes(*place)) continue;
    if (skip > 0 || (query.has_cursor && !seek && !behind(*place))) {
      skip -= skip > 0 ? 1 : 0;
      ++rank;
      continue;
    }
    if (places.size() == static_cast<std::size_t>(query.limit)) {
      slice.more = true;
      break;
    }
    places.push_back(*place);
  }
  for (const Place& place : places) {
    if (std::optional<FeedRow> row = feed_row_at(connection, place.package))
      slice.rows.push_back(std::move(*row));
  }
  if (!slice.rows.empty()) slice.first_rank = rank;
  return slice;
}

std::optional<FeedRow> Store::feed_row(const std::string& slug) const {
  Statement& query = impl_->connection.prepare(AHUB_FEED_ROW "slug = ?");
  query.bind(slug);
  std::optional<FeedRow> row;
  if (query.step()) row = read_feed_row(query);
  query.reset();
  return row;
}

std::int64_t Store::feed_rank(std::int64_t attention, std::int64_t sequence) const {
  return 1 + count_before(impl_->connection, 0, attention, sequence);
}

std::vector<Facet> Store::categories() const {
  return read_facets(impl_->connection, "category", 1000);
}

std::vector<Facet> Store::tags(int limit) const {
  return read_facets(impl_->connection, "tag", limit);
}

std::int64_t Store::package_count() const {
  Statement& query = impl_->connection.prepare("SELECT packages FROM derived_from");
  const std::int64_t count = query.step() ? query.integer(0) : 0;
  query.reset();
  return count;
}

}  // namespace ahub
