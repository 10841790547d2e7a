// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Claims of the whole store grouped by frontier key.
#include "ahub/hub/frontier.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "ahub/base/units.hpp"
#include "ahub/graph/frontier.hpp"
namespace ahub {
namespace {

/// One claim with its key, before it is ordered.
struct Candidate {
  std::string key, metric;
  std::optional<bool> higher;
  FrontierEntry entry;
};

bool has_line(const std::string& lines, const std::string& line) {
  return ("\n" + lines + "\n").find("\n" + line + "\n") != std::string::npos;
}

/// In order of key and publication; of one key, or of all.
std::vector<Candidate> candidates(const Store& store, const FrontierQuery& query,
                                  const std::string& key) {
  std::vector<Candidate> found;
  for (FrontierRow& row : store.frontier_rows(query.domain, query.metric, key)) {
    if (!query.concept_name.empty() && !has_line(row.concepts, query.concept_name)) continue;
    Candidate candidate;
    candidate.key = std::move(row.key);
    candidate.metric = std::move(row.metric);
    candidate.higher = row.higher_is_better;
    FrontierEntry& entry = candidate.entry;
    entry.package = std::move(row.slug);
    entry.version = row.version;
    entry.claim = std::move(row.claim);
    entry.system = std::move(row.system);
    entry.value = entry.stated_value = row.value;
    entry.stated_unit = std::move(row.unit);
    entry.level = row.level;
    entry.badge = std::move(row.badge);
    found.push_back(std::move(candidate));
  }
  return found;
}

/// Each pair as a tension of its own: those that go along with another are on other keys.
std::vector<DerivedTension> pairs(std::vector<DerivedTension> tensions) {
  std::vector<DerivedTension> all;
  for (DerivedTension& tension : tensions) {
    for (const DisagreeingPair& pair : tension.also) {
      DerivedTension one;
      static_cast<DisagreeingPair&>(one) = pair;
      one.id = tension.id;
      one.state = tension.state;
      all.push_back(std::move(one));
    }
    all.push_back(std::move(tension));
  }
  return all;
}

FrontierList list_of(const std::string& key, const std::vector<const Candidate*>& claims) {
  std::vector<FrontierValue> values;
  for (const Candidate* claim : claims)
    values.push_back({claim->entry.value, claim->entry.stated_unit, claim->higher});
  const FrontierOrder order = order_frontier(values);
  FrontierList list;
  list.key = key;
  list.metric = claims.front()->metric;
  list.unit = order.unit;
  list.higher = order.higher;
  list.disputed = order.disputed;
  for (const FrontierPlace& place : order.best) {
    FrontierEntry entry = claims[place.index]->entry;
    entry.value = place.value;
    entry.place = place.place;
    list.entries.push_back(std::move(entry));
  }
  for (std::size_t i = 0; i < order.incomparable.size(); ++i) {
    list.incomparable.push_back(claims[order.incomparable[i]]->entry);
    list.incomparable.back().incomparable_because = order.because[i];
  }
  return list;
}

/// Open tensions between two claims of the list.
void add_tensions(FrontierList& list, const std::vector<const DerivedTension*>& tensions) {
  std::map<std::string, FrontierEntry*> entries;
  for (std::vector<FrontierEntry>* part : {&list.entries, &list.incomparable}) {
    for (FrontierEntry& entry : *part) entries[entry.package + "#" + entry.claim] = &entry;
  }
  for (const DerivedTension* tension : tensions) {
    const auto left = entries.find(tension->left), right = entries.find(tension->right);
    if (tension->state != "open" || left == entries.end() || right == entries.end()) continue;
    ++left->second->tensions;
    ++right->second->tensions;
    list.tensions.push_back(*tension);
    // The gap stands in the left claim's unit; beside the list it is read in the list's.
    DerivedTension& kept = list.tensions.back();
    if (const auto gap = convert(kept.gap, kept.unit, list.unit)) {
      kept.gap = *gap;
      kept.unit = list.unit;
    }
  }
}

/// The keys with the most claims, as many as are shown, where nothing else is asked.
std::vector<std::string> largest_keys(std::vector<Facet> sizes, std::size_t limit) {
  std::stable_sort(sizes.begin(), sizes.end(),
                   [](const Facet& left, const Facet& right) { return left.count > right.count; });
  std::vector<std::string> keys;
  for (const Facet& size : sizes) {
    if (keys.size() == limit) break;
    keys.push_back(size.name);
  }
  return keys;
}

}  // namespace

FrontierReport frontier(Hub& hub, const FrontierQuery& query) {
  const Store& store = hub.store();
  const bool whole = query.domain.empty() && query.metric.empty() && query.concept_name.empty();
  std::vector<Candidate> found;
  std::size_t keys = 0;
  if (whole && query.limit > 0) {
    const std::vector<Facet> sizes = store.frontier_sizes();
    keys = sizes.size();
    for (const std::string& key : largest_keys(sizes, static_cast<std::size_t>(query.limit))) {
      for (Candidate& candidate : candidates(store, query, key))
        found.push_back(std::move(candidate));
    }
  } else {
    found = candidates(store, query, {});
  }
  const std::vector<DerivedTension> all_tensions = pairs(hub.store().tensions(""));
  std::map<std::string, std::vector<const Candidate*>> by_key;
  for (const Candidate& candidate : found) by_key[candidate.key].push_back(&candidate);
  std::map<std::string, std::vector<const DerivedTension*>> tensions;
  for (const DerivedTension& tension : all_tensions) tensions[tension.key].push_back(&tension);

  FrontierReport report;
  report.query = query;
  report.keys = keys > 0 ? keys : by_key.size();
  for (const auto& [key, claims] : by_key) {
    report.lists.push_back(list_of(key, claims));
    add_tensions(report.lists.back(), tensions[key]);
  }
  const auto size = [](const FrontierList& list) {
    return list.entries.size() + list.incomparable.size();
  };
  std::stable_sort(report.lists.begin(), report.lists.end(),
                   [&](const FrontierList& left, const FrontierList& right) {
                     return size(left) > size(right);
                   });
  const auto limit = static_cast<std::size_t>(query.limit);
  if (limit > 0 && report.lists.size() > limit) report.lists.resize(limit);
  return report;
}

}  // namespace ahub
