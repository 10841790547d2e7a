// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The feed: from the derived tables, or computed in memory for the past and for the hot order.
#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "hub/derive.hpp"

namespace ahub {
namespace {

constexpr int kFacetTags = 14;
constexpr double kHotHalfLifeDays = 180;

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

/// Days since 1970-01-01 of an ISO date or time (proleptic Gregorian calendar).
double days_of(const std::string& time) {
  const auto number = [&](std::size_t from, std::size_t count) {
    return static_cast<long>(parse_real("1" + time.substr(from, count)).value_or(0)) -
           (count == 4 ? 10'000 : 100);
  };
  const long year = number(0, 4), month = number(5, 2), day = number(8, 2);
  const long shifted = month <= 2 ? year - 1 : year;
  const long era = shifted / 400;
  const long year_of_era = shifted - era * 400;
  const long day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const long day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  double days = static_cast<double>(era * 146'097 + day_of_era - 719'468);
  if (time.size() >= 19) {
    days += (static_cast<double>(number(11, 2)) * 3600 + static_cast<double>(number(14, 2)) * 60 +
             static_cast<double>(number(17, 2))) /
            86'400;
  }
  return days;
}

/// Replaces attention by its parts weighted with 2^(-age / 180 days), age to the newest event.
void weight_by_age(const Store& store, const Facts& facts, Derived& derived) {
  std::map<std::int64_t, double> event_days;
  double newest = 0;
  for (const Event& event : store.events()) {
    if (event.kind == "init") continue;  // Making a store earns nothing and ages nothing.
    const double days = days_of(event.time);
    event_days[event.sequence] = days;
    newest = std::max(newest, days);
  }
  std::map<std::string, std::int64_t> hot;
  for (std::size_t i = 0; i < facts.packages.size(); ++i) {
    double sum = 0;
    for (const AttentionPart& part : attention_parts(facts, derived, i)) {
      const double age = newest - event_days[part.event];
      sum += static_cast<double>(part.milli) * std::exp2(-age / kHotHalfLifeDays);
    }
    hot[facts.packages[i].package.slug] = std::llround(sum);
  }
  for (FeedRow& row : derived.rows) row.attention = hot[row.slug];
  std::stable_sort(derived.rows.begin(), derived.rows.end(),
                   [](const FeedRow& left, const FeedRow& right) {
                     return left.attention != right.attention ? left.attention > right.attention
                                                              : left.sequence < right.sequence;
                   });
}

}  // namespace

FeedPage Hub::feed(const FeedQuery& query) const {
  // A crash between import and refresh leaves the cache behind the facts: then answer from the
  // facts.
  if (store_.derived_stale()) return page_of(derive(current_facts(store_)).rows, query);
  FeedPage page;
  page.query = query;
  page.by = "attention";
  page.packages = store_.package_count();
  page.categories = store_.categories();
  page.tags = store_.tags(kFacetTags);
  FeedQuery bounded = query;
  // A level is worth this much by itself.
  if (query.min_level > 0) bounded.min_attention = total_attention(query.min_level, 0);
  page.slice = store_.feed(bounded);
  if (page.slice.more) page.next_cursor = cursor_of(page.slice);
  return page;
}

FeedPage Hub::feed_as_of(const FeedQuery& query, const std::string& date,
                         const std::string& by) const {
  const Facts facts = date.empty() ? current_facts(store_) : facts_as_of(store_, date);
  Derived derived = derive(facts);
  if (by == "hot") weight_by_age(store_, facts, derived);
  FeedPage page = page_of(derived.rows, query);
  page.as_of = date;
  page.by = by;
  return page;
}

}  // namespace ahub
