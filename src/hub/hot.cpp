// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "hub/hot.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "ahub/base/text.hpp"

namespace ahub {
namespace {

constexpr double kHalfLifeDays = 180;
/// From here on receipts are what a level rests on; below it stands on the import alone.
constexpr int kLevelByReceipts = 2;

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

}  // namespace

HotSums::HotSums(const Store& store, std::size_t packages) : sums_(packages), influence_(packages) {
  double newest = 0, days = 0;
  std::string time;
  store.each_event([&](const Event& event) {
    const auto number = static_cast<std::size_t>(event.sequence);
    if (weights_.size() <= number) weights_.resize(number + 1);
    if (event.kind == "init") return;  // Making a store earns nothing and ages nothing.
    // An import writes thousands of events with one time.
    if (event.time != time) days = days_of(event.time);
    time = event.time;
    weights_[number] = days;
    newest = std::max(newest, days);
  });
  for (double& weight : weights_) weight = std::exp2(-(newest - weight) / kHalfLifeDays);
}

double HotSums::weight(std::int64_t event) const {
  // A damaged log may lack one.
  const auto number = static_cast<std::size_t>(event);
  return number < weights_.size() ? weights_[number] : 0;
}

void HotSums::add_own(std::size_t package, std::int64_t milli, std::int64_t event) {
  sums_[package] += static_cast<double>(milli) * weight(event);
}

void HotSums::add_endorsement(std::size_t package, std::int64_t milli, std::int64_t event) {
  const std::int64_t counted = std::min(milli, kInfluenceCap - influence_[package]);
  influence_[package] += counted;
  sums_[package] += static_cast<double>(counted) * weight(event);
}

std::int64_t HotSums::of(std::size_t package) const { return std::llround(sums_[package]); }

void add_rungs(HotSums& sums, std::size_t package, const Known& known, const Level& level) {
  for (const AttentionPart& part : attention_parts(known, level, {}))
    sums.add_own(package, part.milli, part.event);
}

namespace {

/// The weighted attention of each row, in milli-points.
std::vector<std::int64_t> hot_attention(const Store& store,
                                        std::span<const FeedStanding> standings) {
  const std::vector<std::string> trusted = trusted_of(store);
  HotSums sums(store, standings.size());
  std::unordered_map<std::int64_t, std::size_t> index;
  std::vector<std::int64_t> last_event(standings.size());
  for (std::size_t i = 0; i < standings.size(); ++i) {
    const FeedStanding& standing = standings[i];
    index.emplace(standing.package, i);
    last_event[i] = standing.event;
    if (standing.level < kLevelByReceipts) {
      std::int64_t before = 0;
      for (int level = 0; level <= standing.level; ++level) {
        const std::int64_t reached = total_attention(level, 0);
        sums.add_own(i, reached - before, standing.event);
        before = reached;
      }
    } else if (const std::optional<StoredPackage> stored = store.package_of(standing.package)) {
      const Known known = known_package(store, *stored, trusted);
      add_rungs(sums, i, known, level_of(known));
      last_event[i] = newest_event(known);
    }
  }
  for (const PassedOn& passed : store.passed_on()) {
    // Of a feed row without a package, which only a damaged store has.
    const auto to = index.find(passed.to), from = index.find(passed.from);
    if (to != index.end() && from != index.end())
      sums.add_endorsement(to->second, passed.milli, last_event[from->second]);
  }

  std::vector<std::int64_t> attention(standings.size());
  for (std::size_t i = 0; i < standings.size(); ++i) attention[i] = sums.of(i);
  return attention;
}

struct HotPlace {
  std::int64_t attention, sequence, package;
};

/// The rows that the query's filters leave, in order.
std::vector<HotPlace> hot_places(const Store& store, const FeedQuery& query) {
  const std::vector<FeedStanding> standings = store.standings();
  const std::vector<std::int64_t> attention = hot_attention(store, standings);
  std::vector<std::set<std::int64_t>> facets;
  if (!query.category.empty())
    facets.push_back(store.packages_of_facet("category", query.category));
  for (const std::string& tag : query.tags) facets.push_back(store.packages_of_facet("tag", tag));
  std::vector<HotPlace> places;
  for (std::size_t i = 0; i < standings.size(); ++i) {
    const std::int64_t package = standings[i].package;
    const bool matches = standings[i].level >= query.min_level &&
                         std::all_of(facets.begin(), facets.end(), [&](const auto& members) {
                           return members.count(package) > 0;
                         });
    if (matches) places.push_back({attention[i], standings[i].sequence, package});
  }
  std::sort(places.begin(), places.end(), stands_before<HotPlace>);
  return places;
}

}  // namespace

FeedSlice hot_slice(const Store& store, const FeedQuery& query) {
  const std::vector<HotPlace> places = hot_places(store, query);
  const HotPlace cursor{query.after_attention, query.after_sequence, 0};
  const auto start =
      query.has_cursor
          ? std::upper_bound(places.begin(), places.end(), cursor, stands_before<HotPlace>)
          : places.begin() + std::min<std::ptrdiff_t>((query.page - 1) * query.limit,
                                                      std::distance(places.begin(), places.end()));
  FeedSlice slice;
  for (auto place = start; place != places.end(); ++place) {
    if (slice.rows.size() == static_cast<std::size_t>(query.limit)) {
      slice.more = true;
      break;
    }
    if (std::optional<FeedRow> row = store.feed_row_of(place->package)) {
      row->attention = place->attention;
      slice.rows.push_back(std::move(*row));
    }
  }
  if (!slice.rows.empty()) slice.first_rank = 1 + std::distance(places.begin(), start);
  return slice;
}

}  // namespace ahub
