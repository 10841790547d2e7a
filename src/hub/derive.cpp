// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The feed of any set of facts, computed in memory: of an earlier day, by other weights, and as the
// second opinion on what the store's derived tables say.
#include "hub/derive.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "ahub/package/identity.hpp"

namespace ahub {
namespace {

std::vector<Standing> standings_of(const Facts& facts, const std::vector<Level>& levels) {
  std::map<std::string, std::size_t, std::less<>> index;
  for (std::size_t i = 0; i < facts.packages.size(); ++i) index[facts.packages[i].package.slug] = i;

  std::vector<Standing> standings;
  standings.reserve(facts.packages.size());
  for (std::size_t i = 0; i < facts.packages.size(); ++i) {
    const Package& package = facts.packages[i].package;
    Standing standing;
    standing.sequence = facts.packages[i].stored.sequence;
    standing.level = levels[i].level;
    standing.contributors = contributor_keys(identities_of(package));
    std::vector<std::size_t> superseded;
    for (const Relation& relation : package.relations) {
      const std::optional<PackageRef> ref = parse_ref(relation.target);
      const auto found = ref ? index.find(ref->slug) : index.end();
      const std::size_t target = found == index.end() ? RankRelation::kExternal : found->second;
      standing.relations.push_back({target, endorsement(to_string(relation.kind)), false});
      if (relation.kind == RelationKind::supersedes) superseded.push_back(target);
    }
    for (RankRelation& relation : standing.relations) {
      relation.supersedes =
          relation.target != RankRelation::kExternal &&
          std::find(superseded.begin(), superseded.end(), relation.target) != superseded.end();
    }
    standings.push_back(std::move(standing));
  }
  return standings;
}

}  // namespace

Derived derive(const Facts& facts) {
  Derived derived;
  for (const Known& known : facts.packages) {
    derived.levels.push_back(level_of(known));
  }
  const std::vector<Standing> standings = standings_of(facts, derived.levels);
  derived.attentions = attention(standings);
  derived.tensions = tensions_of(facts);

  std::map<std::string, int> tension_counts;
  for (const DerivedTension& tension : derived.tensions) {
    if (tension.state != "open") continue;
    ++tension_counts[slug_of_side(tension.left)];
    ++tension_counts[slug_of_side(tension.right)];
  }
  for (const std::size_t index : feed_order(standings, derived.attentions)) {
    FeedRow row = feed_row_of(facts.packages[index], derived.levels[index]);
    row.attention = derived.attentions[index].total;
    const auto count = tension_counts.find(row.slug);
    row.tensions = count == tension_counts.end() ? 0 : count->second;
    derived.rows.push_back(std::move(row));
  }
  return derived;
}

}  // namespace ahub
