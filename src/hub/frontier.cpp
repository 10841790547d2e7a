// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Claims of the whole store grouped by frontier key.
#include "ahub/hub/frontier.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "ahub/base/units.hpp"
#include "ahub/graph/frontier.hpp"
#include "hub/derive.hpp"

namespace ahub {
namespace {

/// One claim with its key, before it is ordered.
struct Candidate {
  std::string key, metric;
  std::optional<bool> higher;
  FrontierEntry entry;
};

bool wanted(const Package& package, const FrontierQuery& query) {
  if (!query.domain.empty() && package.domain != query.domain) return false;
  return query.concept_name.empty() || std::find(package.concepts.begin(), package.concepts.end(),
                                                 query.concept_name) != package.concepts.end();
}

/// What the report is made of, in order of publication.
struct Source {
  std::vector<Candidate> candidates;
  std::vector<DerivedTension> tensions;
};

/// The one place where the frontier reads the store.
Source read_source(const Store& store, const FrontierQuery& query) {
  const Facts facts = current_facts(store);
  Derived derived = derive(facts);
  Source source;
  source.tensions = std::move(derived.tensions);
  for (std::size_t i = 0; i < facts.packages.size(); ++i) {
    const Known& known = facts.packages[i];
    if (!wanted(known.package, query)) continue;
    const std::vector<std::string> badges =
        claim_badges(known.package, known.receipts, facts.trusted);
    for (std::size_t j = 0; j < known.package.claims.size(); ++j) {
      const Claim& claim = known.package.claims[j];
      const Structured& stated = claim.structured;
      std::string key = frontier_key(known.package.profile, claim);
      if (key.empty() || (!query.metric.empty() && stated.metric != query.metric)) continue;
      FrontierEntry entry;
      entry.package = known.package.slug;
      entry.version = known.package.version;
      entry.claim = claim.id;
      entry.system = stated.system.empty() ? stated.model : stated.system;
      entry.value = entry.stated_value = *stated.value;
      entry.stated_unit = stated.unit;
      entry.level = derived.levels[i].level;
      entry.badge = badges[j];
      source.candidates.push_back(
          {std::move(key), stated.metric, stated.higher_is_better, std::move(entry)});
    }
  }
  return source;
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
  for (const std::size_t index : order.incomparable)
    list.incomparable.push_back(claims[index]->entry);
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

}  // namespace

FrontierReport frontier(Hub& hub, const FrontierQuery& query) {
  const Source source = read_source(hub.store(), query);
  std::map<std::string, std::vector<const Candidate*>> by_key;
  for (const Candidate& candidate : source.candidates) by_key[candidate.key].push_back(&candidate);
  std::map<std::string, std::vector<const DerivedTension*>> tensions;
  for (const DerivedTension& tension : source.tensions) tensions[tension.key].push_back(&tension);

  FrontierReport report;
  report.query = query;
  report.keys = by_key.size();
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
