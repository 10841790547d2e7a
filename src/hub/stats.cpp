// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/hub/stats.hpp"

#include <algorithm>
#include <filesystem>

namespace ahub {
namespace {

constexpr int kTopConcepts = 10;

/// Every one of `names`, in that order, then what else was counted.
std::vector<Facet> listed(const std::vector<Facet>& counts, const std::vector<std::string>& names) {
  std::vector<Facet> facets;
  for (const std::string& name : names) facets.push_back({name, 0});
  for (const Facet& count : counts) {
    const auto known = std::find_if(facets.begin(), facets.end(),
                                    [&](const Facet& facet) { return facet.name == count.name; });
    if (known == facets.end())
      facets.push_back(count);
    else
      known->count = count.count;
  }
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

}  // namespace

StoreStats stats(Hub& hub) {
  const Store& store = hub.store();
  const StoreCounts counts = store.counts();
  StoreStats stats;
  stats.packages = counts.packages;
  stats.versions = counts.versions;
  stats.claims = counts.claims;
  // What a damaged store counts beside them has no place.
  for (const Facet& level : counts.levels) {
    if (level.name.size() == 1 && level.name >= "0" && level.name <= "4")
      stats.levels[static_cast<std::size_t>(level.name.front() - '0')] = level.count;
  }
  stats.badges = listed(
      counts.badges, {"confirmed", "recomputed", "refuted", "inconclusive", "error", "attested"});
  stats.tensions = listed(counts.tensions, {"open", "explained", "resolved"});
  stats.domains = store.categories();
  stats.concepts = store.tags(kTopConcepts);
  stats.concept_count = counts.concepts;
  stats.receipts = counts.receipts;
  stats.untrusted = counts.untrusted;
  stats.keys = counts.keys;
  stats.events = counts.events;
  stats.bytes = size_on_disk(store.path());
  return stats;
}

}  // namespace ahub
