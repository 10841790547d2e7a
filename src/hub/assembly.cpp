// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "hub/assembly.hpp"

#include <set>

#include "hub/derive.hpp"

namespace ahub {
namespace {

/// The claim as the graph compares it; a row without a key takes no part.
std::optional<ComparableClaim> comparable_claim(const std::string& slug, const ClaimRow& row) {
  if (row.key.empty() || !row.value) return std::nullopt;
  ComparableClaim claim;
  claim.package = slug;
  claim.claim = row.id;
  claim.kind = parse_claim_kind(row.kind).value_or(ClaimKind::observation);
  claim.key = row.key;
  claim.value = *row.value;
  claim.unit = row.unit;
  claim.tolerance = row.tolerance.value_or(0);
  claim.standard_error = row.standard_error;
  claim.protocol = row.protocol;
  return claim;
}

}  // namespace

Assembly::Assembly(std::span<const StoredPackage> packages) {
  for (const StoredPackage& stored : packages) index_.emplace(stored.slug, index_.size());
}

std::optional<std::size_t> Assembly::index_of(const std::string& slug) const {
  const auto found = index_.find(slug);
  if (found == index_.end()) return std::nullopt;
  return found->second;
}

void Assembly::add(const PackageRows& rows) {
  Standing standing{rows.feed.sequence, rows.feed.level, contributor_keys(rows.contributors), {}};
  std::set<std::string> superseded;
  for (const RelationRow& relation : rows.relations) {
    if (relation.kind == to_string(RelationKind::supersedes)) superseded.insert(relation.slug);
  }
  for (const RelationRow& relation : rows.relations) {
    const std::optional<std::size_t> target = index_of(relation.slug);
    standing.relations.push_back({target.value_or(RankRelation::kExternal),
                                  endorsement(relation.kind),
                                  target && superseded.count(relation.slug) > 0});
    if (relation.kind == to_string(RelationKind::contradicts) && target &&
        relation.slug != rows.feed.slug) {
      stated_.push_back({rows.feed.slug, relation.slug, relation.claim});
    }
  }
  add_standing(graph_, names_, standing);
  for (const ClaimRow& row : rows.claims) {
    if (std::optional<ComparableClaim> claim = comparable_claim(rows.feed.slug, row))
      claims_.push_back(std::move(*claim));
  }
}

std::vector<DerivedTension> Assembly::tensions(const std::vector<TensionEvent>& events) const {
  return with_states(find_tensions(claims_, stated_), events);
}

std::vector<int> open_tensions(const Assembly& assembly, std::span<const DerivedTension> tensions) {
  std::vector<int> counts(assembly.graph().size());
  for (const DerivedTension& tension : tensions) {
    if (tension.state != "open") continue;
    for (const std::string& side : {tension.left, tension.right}) {
      if (const std::optional<std::size_t> index = assembly.index_of(slug_of_side(side)))
        ++counts[*index];
    }
  }
  return counts;
}

}  // namespace ahub
