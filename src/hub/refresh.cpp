// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "hub/refresh.hpp"

#include <algorithm>
#include <map>

#include "hub/assembly.hpp"
#include "hub/derive.hpp"
#include "hub/store_graph.hpp"

namespace ahub {
namespace {

PackageRows rows_of(const Store& store, const StoredPackage& stored,
                    std::span<const std::string> trusted, const LoadedLookup& loaded) {
  const LoadedPackage* const here = loaded ? loaded(stored) : nullptr;
  if (here == nullptr) return package_rows_of(known_package(store, stored, trusted));
  const Package& package = here->parsed.package;
  const JudgedReceipts receipts =
      judge_receipts(subject_of(package), raw_receipts(store, stored.digest), trusted);
  return package_rows_of(stored, package, integrity_holds(package, here->files), receipts.counted);
}

/// What a change of rows means to others.
struct Reach {
  std::vector<RankChange> changes;
  std::set<std::string> slugs;                ///< Packages whose tensions may be others now.
  std::map<std::string, std::size_t> before;  ///< How many claims of each key they had.
};

bool same_relations(const std::vector<RelationRow>& left, const std::vector<RelationRow>& right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](const RelationRow& one, const RelationRow& other) {
                      return one.kind == other.kind && one.target == other.target;
                    });
}

/// Carries over what others gave the package, so that only real changes are seen as such.
void carry_over(const PackageRows& before, PackageRows& after) {
  after.feed.attention += before.feed.attention - total_attention(before.feed.level, 0);
  after.feed.tensions = before.feed.tensions;
  if (same_relations(before.relations, after.relations)) after.relations = before.relations;
}

/// True for rows that can be a side of a tension, by a comparable claim or by saying so.
bool takes_sides(const PackageRows* rows) {
  if (rows == nullptr) return false;
  return std::any_of(rows->claims.begin(), rows->claims.end(),
                     [](const ClaimRow& claim) { return !claim.key.empty(); }) ||
         std::any_of(rows->relations.begin(), rows->relations.end(), [](const RelationRow& row) {
           return row.kind == to_string(RelationKind::contradicts);
         });
}

void note(const Store& store, Reach& reach, const std::string& slug, const PackageRows* before,
          const PackageRows* after) {
  const bool related =
      before == nullptr || after == nullptr || before->relations != after->relations;
  const bool claimed = before == nullptr || after == nullptr || before->claims != after->claims;
  // Of a package that takes no sides itself, only others can say that they contradict it.
  const bool argued = (related || claimed) &&
                      (takes_sides(before) || takes_sides(after) || !store.citing(slug).empty());
  // A new package that stands alone, as most of an import do: nothing flows to it or from it.
  if (before == nullptr && !argued && after->relations.empty()) return;
  if (argued) reach.slugs.insert(slug);
  RankChange change;
  change.slug = slug;
  change.moved = before == nullptr || after == nullptr ||
                 before->feed.sequence != after->feed.sequence ||
                 before->contributors != after->contributors;
  if (before != nullptr && related) {
    for (const RelationRow& relation : before->relations) {
      if (relation.milli > 0) change.lost.push_back(relation.slug);
    }
  }
  reach.changes.push_back(std::move(change));
}

void refresh_one(Store& store, const std::string& slug, std::span<const std::string> trusted,
                 const LoadedLookup& loaded, Reach& reach) {
  const std::optional<PackageRows> before = store.package_rows(slug);
  const std::optional<StoredPackage> newest = store.find(slug, std::nullopt);
  std::optional<PackageRows> after;
  if (newest) after = rows_of(store, *newest, trusted, loaded);
  if (before && after) carry_over(*before, *after);
  if (before == after) return;
  const PackageRows* const old = before ? &*before : nullptr;
  const PackageRows* const now = after ? &*after : nullptr;
  store.change_package(old, now);
  if (before) {
    for (const ClaimRow& claim : before->claims) {
      if (!claim.key.empty()) ++reach.before[claim.key];
    }
  }
  note(store, reach, slug, old, now);
}

}  // namespace

void refresh_packages(Store& store, const std::set<std::string>& slugs,
                      const LoadedLookup& loaded) {
  PendingChanges pending = store.pending();
  if (pending.everything) {
    rebuild_derived(store, loaded);
    return;
  }
  pending.slugs.insert(slugs.begin(), slugs.end());
  const std::vector<std::string> trusted = trusted_of(store);
  Reach reach;
  for (const std::string& slug : pending.slugs) refresh_one(store, slug, trusted, loaded, reach);
  StoreGraph graph(store);
  update_influence(graph, reach.changes);
  refresh_tensions(store, &reach.slugs, reach.before);
  store.stamp_derived();
}

void rebuild_derived(Store& store, const LoadedLookup& loaded) {
  store.clear_derived();
  const std::vector<std::string> trusted = trusted_of(store);
  const std::vector<StoredPackage> packages = store.newest_packages();
  Assembly assembly(packages);
  for (const StoredPackage& stored : packages) {
    const PackageRows rows = rows_of(store, stored, trusted, loaded);
    store.change_package(nullptr, &rows);
    assembly.add(rows);
  }

  const RankGraph& graph = assembly.graph();
  const Flow found = flow(graph);
  for (std::size_t i = 0; i < packages.size(); ++i) {
    if (found.influence[i] > 0) {
      store.set_attention(packages[i].slug, total_attention(graph.level[i], found.influence[i]));
    }
    for (std::size_t at = graph.first_relation[i]; at < graph.first_relation[i + 1]; ++at) {
      if (found.weight[at] == 0) continue;
      store.set_flow(packages[i].id, static_cast<std::int64_t>(at - graph.first_relation[i]),
                     found.weight[at], found.milli[at]);
    }
  }
  refresh_tensions(store, nullptr);
  store.stamp_derived();
}

}  // namespace ahub
