// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The derived rows of one package by itself: what its manifest and its receipts say.
#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/graph/external.hpp"
#include "ahub/graph/tension.hpp"
#include "ahub/package/identity.hpp"
#include "ahub/sim/simulator.hpp"
#include "ahub/sim/stated_unit.hpp"
#include "hub/derive.hpp"

namespace ahub {
namespace {

void count_badge(FeedRow& row, const std::string& badge) {
  if (badge == "confirmed") ++row.confirmed;
  if (badge == "recomputed") ++row.recomputed;
  if (badge == "refuted") ++row.refuted;
  if (badge == "inconclusive" || badge == "error") ++row.inconclusive;
}

FeedRow row_with(const StoredPackage& stored, const Package& package, const Level& level,
                 std::span<const std::string> badges) {
  FeedRow row;
  row.package = stored.id;
  row.sequence = stored.sequence;
  row.slug = package.slug;
  row.title = package.title;
  row.summary = package.abstract;
  row.domain = package.domain;
  row.date = package.provenance.published.empty() ? stored.imported_at.substr(0, 10)
                                                  : package.provenance.published;
  row.version = stored.version;
  row.level = level.level;
  row.attention = total_attention(level.level, 0);
  row.claims = static_cast<int>(package.claims.size());
  // A manifest may name a concept twice; the feed counts it once.
  for (const std::string& concept_name : package.concepts) {
    if (std::find(row.concepts.begin(), row.concepts.end(), concept_name) == row.concepts.end())
      row.concepts.push_back(concept_name);
  }
  for (const std::string& badge : badges) count_badge(row, badge);
  return row;
}

std::vector<ClaimRow> claim_rows(const Package& package, std::span<const std::string> badges) {
  std::vector<ClaimRow> rows;
  const std::vector<ComparableClaim> comparable = comparable_claims(package, sim::stated_unit);
  auto next = comparable.begin();
  for (std::size_t i = 0; i < package.claims.size(); ++i) {
    const Claim& claim = package.claims[i];
    ClaimRow row;
    row.id = claim.id;
    row.kind = to_string(claim.kind);
    row.scope = to_string(claim.scope);
    row.metric = claim.structured.metric;
    row.value = claim.structured.value;
    row.unit = claim.structured.unit;
    row.higher_is_better = claim.structured.higher_is_better;
    row.system = claim.structured.system.empty() ? claim.structured.model : claim.structured.system;
    row.statement = claim.statement;
    row.badge = badges[i];
    // Comparable claims are a subsequence of the claims.
    if (next != comparable.end() && next->claim == claim.id) {
      row.key = next->key;
      row.tolerance = next->tolerance;
      row.standard_error = next->standard_error;
      row.protocol = next->protocol;
      ++next;
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

Endorsement endorsement(std::string_view relation_kind) {
  if (relation_kind == to_string(RelationKind::confirms)) return Endorsement::confirms;
  if (relation_kind == to_string(RelationKind::builds_on)) return Endorsement::builds_on;
  if (relation_kind == to_string(RelationKind::uses)) return Endorsement::uses;
  return Endorsement::none;
}

Level level_of(const Known& known) {
  return compute_level(known.package, known.integrity, known.receipts.counted);
}

std::vector<ContributorKey> contributor_keys(std::span<const std::string> identities) {
  std::vector<ContributorKey> keys;
  for (const std::string& identity : identities) {
    for (IdentityKey& key : identity_keys(identity))
      keys.emplace_back(std::move(key.text), key.has_orcid);
  }
  return keys;
}

FeedRow feed_row_of(const Known& known, const Level& level) {
  return row_with(known.stored, known.package, level,
                  claim_badges(known.package, known.receipts.counted));
}

std::vector<std::string> works_of(const Package& package) {
  std::set<std::string> works;
  const auto add = [&](const std::string& text) {
    const std::string work = external_id(text);
    if (!work.empty()) works.insert(case_folded(work));
  };
  add(package.provenance.source);
  for (const Relation& relation : package.relations) {
    if (!parse_ref(relation.target)) add(relation.target);
  }
  for (const Claim& claim : package.claims) {
    for (const Evidence& evidence : claim.evidence) add(evidence.source);
  }
  for (const Artifact& artifact : package.artifacts) add(artifact.url);
  return {works.begin(), works.end()};
}

PackageRows package_rows_of(const Known& known) {
  return package_rows_of(known.stored, known.package, known.integrity, known.receipts.counted);
}

PackageRows package_rows_of(const StoredPackage& stored, const Package& package, bool integrity,
                            std::span<const CountedReceipt> receipts) {
  const std::vector<std::string> badges = claim_badges(package, receipts);
  PackageRows rows;
  rows.feed = row_with(stored, package, compute_level(package, integrity, receipts), badges);
  rows.claims = claim_rows(package, badges);
  rows.contributors = identities_of(package);
  for (const Relation& relation : package.relations) {
    RelationRow row;
    row.kind = to_string(relation.kind);
    row.target = relation.target;
    if (const std::optional<PackageRef> ref = parse_ref(relation.target)) {
      row.slug = ref->slug;
      row.claim = ref->claim;
    }
    rows.relations.push_back(std::move(row));
  }
  rows.works = works_of(package);
  return rows;
}

}  // namespace ahub
