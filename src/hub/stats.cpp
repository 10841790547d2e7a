// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/hub/stats.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "hub/derive.hpp"

namespace ahub {
namespace {

constexpr std::size_t kTopConcepts = 10;

using Counts = std::map<std::string, std::int64_t>;

std::vector<Facet> most_first(const Counts& counts) {
  std::vector<Facet> facets;
  for (const auto& [name, count] : counts) facets.push_back({name, count});
  std::stable_sort(facets.begin(), facets.end(),
                   [](const Facet& left, const Facet& right) { return left.count > right.count; });
  return facets;
}

/// Every one of `names`, in that order, then what else was counted.
std::vector<Facet> listed(Counts counts, const std::vector<std::string>& names) {
  std::vector<Facet> facets;
  for (const std::string& name : names) {
    facets.push_back({name, counts[name]});
    counts.erase(name);
  }
  for (const auto& [name, count] : counts) facets.push_back({name, count});
  return facets;
}

std::int64_t size_on_disk(const std::filesystem::path& file) {
  std::int64_t bytes = 0;
  for (const char* suffix : {"", "-wal"}) {
    std::error_code none;
    const auto size = std::filesystem::file_size(file.string() + suffix, none);
    if (!none) bytes += static_cast<std::int64_t>(size);
  }
  return bytes;
}

/// The one place where the numbers about packages are read.
void count_packages(const Store& store, StoreStats& stats) {
  const Facts facts = current_facts(store);
  const Derived derived = derive(facts);
  Counts badges, domains, concepts, tensions;
  for (std::size_t i = 0; i < facts.packages.size(); ++i) {
    const Known& known = facts.packages[i];
    ++stats.packages;
    ++stats.levels.at(static_cast<std::size_t>(derived.levels[i].level));
    stats.claims += static_cast<std::int64_t>(known.package.claims.size());
    for (const std::string& badge : claim_badges(known.package, known.receipts, facts.trusted))
      ++badges[badge];
    if (!known.package.domain.empty()) ++domains[known.package.domain];
    // A manifest may name a concept twice.
    for (const std::string& name :
         std::set<std::string>(known.package.concepts.begin(), known.package.concepts.end()))
      ++concepts[name];
  }
  for (const DerivedTension& tension : derived.tensions) ++tensions[tension.state];
  stats.badges =
      listed(badges, {"confirmed", "recomputed", "refuted", "inconclusive", "error", "attested"});
  stats.tensions = listed(tensions, {"open", "explained", "resolved"});
  stats.domains = most_first(domains);
  stats.concepts = most_first(concepts);
  stats.concept_count = static_cast<std::int64_t>(stats.concepts.size());
  if (stats.concepts.size() > kTopConcepts) stats.concepts.resize(kTopConcepts);
}

}  // namespace

StoreStats stats(Hub& hub) {
  const Store& store = hub.store();
  StoreStats stats;
  count_packages(store, stats);
  stats.versions = static_cast<std::int64_t>(store.packages().size());
  stats.receipts = static_cast<std::int64_t>(store.all_receipts().size());
  stats.keys = static_cast<std::int64_t>(store.trusted_keys().size());
  stats.events = static_cast<std::int64_t>(store.events().size());
  stats.bytes = size_on_disk(store.path());
  return stats;
}

}  // namespace ahub
