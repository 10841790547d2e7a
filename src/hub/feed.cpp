// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The feed: from the derived tables, or from the facts for the past and where the tables are
// behind.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "hub/assembly.hpp"
#include "hub/derive.hpp"
#include "hub/hot.hpp"

namespace ahub {
namespace {

constexpr int kFacetTags = 14;

/// Attention, sequence and rank of the page's last row: where the next page starts, and what its
/// first rank is without counting.
std::string cursor_of(const FeedSlice& slice) {
  const FeedRow& last = slice.rows.back();
  const auto rank = slice.first_rank + static_cast<std::int64_t>(slice.rows.size()) - 1;
  return fmt::format("{}:{}:{}", last.attention, last.sequence, rank);
}

bool matches(const FeedRow& row, const FeedQuery& query) {
  if (!query.category.empty() && row.domain != query.category) return false;
  if (row.level < query.min_level) return false;
  return std::all_of(query.tags.begin(), query.tags.end(), [&](const std::string& tag) {
    return std::find(row.concepts.begin(), row.concepts.end(), tag) != row.concepts.end();
  });
}

std::vector<Facet> facets_of(const std::map<std::string, std::int64_t>& counts, std::size_t limit) {
  std::vector<Facet> facets;
  for (const auto& [name, count] : counts) facets.push_back({name, count});
  std::stable_sort(facets.begin(), facets.end(),
                   [](const Facet& left, const Facet& right) { return left.count > right.count; });
  if (facets.size() > limit) facets.resize(limit);
  return facets;
}

/// The page that `query` asks for out of all `rows` in feed order.
FeedPage page_of(const std::vector<FeedRow>& rows, const FeedQuery& query) {
  FeedPage page;
  page.query = query;
  page.packages = static_cast<std::int64_t>(rows.size());
  std::map<std::string, std::int64_t> categories, tags;
  for (const FeedRow& row : rows) {
    if (!row.domain.empty()) ++categories[row.domain];
    for (const std::string& tag : row.concepts) ++tags[tag];
  }
  page.categories = facets_of(categories, categories.size());
  page.tags = facets_of(tags, kFacetTags);

  std::int64_t rank = 0;
  const std::int64_t skip = query.has_cursor ? 0 : (query.page - 1) * query.limit;
  for (const FeedRow& row : rows) {
    if (!matches(row, query)) continue;
    ++rank;
    const bool before_cursor =
        query.has_cursor &&
        (row.attention > query.after_attention ||
         (row.attention == query.after_attention && row.sequence <= query.after_sequence));
    if (before_cursor || rank <= skip) continue;
    if (page.slice.rows.empty()) page.slice.first_rank = rank;
    if (page.slice.rows.size() == static_cast<std::size_t>(query.limit)) {
      page.slice.more = true;
      break;
    }
    page.slice.rows.push_back(row);
  }
  if (page.slice.more) page.next_cursor = cursor_of(page.slice);
  return page;
}

/// The feed from the facts, for the past and for tables that are behind. Without summaries: those
/// of all rows do not fit in memory.
FeedPage page_from_facts(const Store& store, const FeedQuery& query, const std::string& date,
                         bool hot) {
  const FactReader facts(store, date);
  Assembly assembly(facts.packages());
  std::optional<HotSums> sums;
  if (hot) sums.emplace(store, facts.packages().size());
  std::vector<FeedRow> rows;
  std::vector<std::int64_t> last_event;
  for (const StoredPackage& stored : facts.packages()) {
    const Known known = facts.known(stored);
    PackageRows of_package = package_rows_of(known);
    assembly.add(of_package);
    if (hot) add_rungs(*sums, rows.size(), known, level_of(known));
    last_event.push_back(newest_event(known));
    of_package.feed.summary = {};
    rows.push_back(std::move(of_package.feed));
  }

  const RankGraph& graph = assembly.graph();
  const Flow found = flow(graph);
  const std::vector<int> open = open_tensions(assembly, assembly.tensions(facts.tension_events()));
  for (std::size_t from = rows.size(); hot && from-- > 0;) {
    for (std::size_t at = graph.first_relation[from]; at < graph.first_relation[from + 1]; ++at) {
      if (found.milli[at] > 0)
        sums->add_endorsement(graph.target[at], found.milli[at], last_event[from]);
    }
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i].attention = hot ? sums->of(i) : total_attention(graph.level[i], found.influence[i]);
    rows[i].tensions = open[i];
  }
  std::sort(rows.begin(), rows.end(), stands_before<FeedRow>);
  return page_of(rows, query);
}

/// What the tables say of the feed as a whole; its slice is still empty.
FeedPage page_of_tables(const Store& store, const FeedQuery& query) {
  FeedPage page;
  page.query = query;
  page.packages = store.package_count();
  page.categories = store.categories();
  page.tags = store.tags(kFacetTags);
  return page;
}

}  // namespace

FeedPage Hub::feed(const FeedQuery& query) const {
  // A crash between import and refresh leaves the cache behind the facts: then answer from the
  // facts.
  if (store_.derived_stale()) return feed_as_of(query, {}, "attention");
  FeedPage page = page_of_tables(store_, query);
  FeedQuery bounded = query;
  // A level is worth this much by itself.
  if (query.min_level > 0) bounded.min_attention = total_attention(query.min_level, 0);
  page.slice = store_.feed(bounded);
  if (page.slice.more) page.next_cursor = cursor_of(page.slice);
  page.by = "attention";
  return page;
}

FeedPage Hub::feed_as_of(const FeedQuery& query, const std::string& date,
                         const std::string& by) const {
  const bool hot = by == "hot";
  FeedPage page;
  if (hot && date.empty() && !store_.derived_stale()) {
    page = page_of_tables(store_, query);
    page.slice = hot_slice(store_, query);
    if (page.slice.more) page.next_cursor = cursor_of(page.slice);
  } else {
    page = page_from_facts(store_, query, date, hot);
    for (FeedRow& row : page.slice.rows) {
      if (const std::optional<StoredPackage> stored = store_.package_of(row.package))
        row.summary = parse(*stored).abstract;
    }
  }
  page.as_of = date;
  page.by = by;
  return page;
}

}  // namespace ahub
