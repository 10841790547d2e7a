// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Attention by product rule: attention = 1 + 3 level + I, I from later verified packages of others.
#include "ahub/rank/rank.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace ahub {
namespace {

constexpr std::int64_t kPoint = 1000;
constexpr std::int64_t kPerLevel = 3 * kPoint;
constexpr std::int64_t kInfluenceCap = 6 * kPoint;
constexpr std::int64_t kPassCap = 12 * kPoint;
constexpr int kPassingLevel = 3;

/// Twice the weight of product.md section 2, to stay in integers: confirms 1, builds_on and uses
/// 0.5.
std::int64_t doubled_weight(Endorsement kind) {
  switch (kind) {
    case Endorsement::confirms:
      return 2;
    case Endorsement::builds_on:
    case Endorsement::uses:
      return 1;
    case Endorsement::none:
      return 0;
  }
  return 0;
}

bool share_contributor(const Standing& left, const Standing& right) {
  std::vector<std::string> common;
  std::set_intersection(left.contributors.begin(), left.contributors.end(),
                        right.contributors.begin(), right.contributors.end(),
                        std::back_inserter(common));
  return !common.empty();
}

/// The doubled weight of one relation of `from`, under all conditions. External works can earn
/// nothing, but citing them dilutes what is passed to others.
std::int64_t weight(std::span<const Standing> standings, const Standing& from,
                    const RankRelation& relation) {
  if (from.level < kPassingLevel) return 0;
  if (relation.target == RankRelation::kExternal) return doubled_weight(relation.kind);
  const Standing& to = standings[relation.target];
  const bool passes =
      from.sequence > to.sequence && !relation.supersedes && !share_contributor(from, to);
  return passes ? doubled_weight(relation.kind) : 0;
}

}  // namespace

std::vector<Attention> attention(std::span<const Standing> standings) {
  std::vector<std::size_t> newest_first(standings.size());
  std::iota(newest_first.begin(), newest_first.end(), std::size_t{0});
  std::sort(newest_first.begin(), newest_first.end(), [&](std::size_t left, std::size_t right) {
    return standings[left].sequence > standings[right].sequence;
  });

  std::vector<Attention> result(standings.size());
  // Everything that flows into a package comes from later ones, so it is final when its turn comes.
  for (const std::size_t index : newest_first) {
    const Standing& from = standings[index];
    Attention& own = result[index];
    std::int64_t sum = 0;
    for (const Endorser& endorser : own.endorsers) sum += endorser.milli;
    own.influence = std::min(sum, kInfluenceCap);
    own.total = kPoint + kPerLevel * from.level + own.influence;

    std::int64_t weights = 0;
    for (const RankRelation& relation : from.relations)
      weights += weight(standings, from, relation);
    const std::int64_t earned = kPoint * 3 * std::max(0, from.level - 2);
    const std::int64_t passed = std::min(earned + own.influence, kPassCap);
    for (const RankRelation& relation : from.relations) {
      if (relation.target == RankRelation::kExternal) continue;
      const std::int64_t doubled = weight(standings, from, relation);
      const std::int64_t milli = passed * doubled / (2 * std::max<std::int64_t>(2, weights));
      if (milli > 0) result[relation.target].endorsers.push_back({index, relation.kind, milli});
    }
  }
  return result;
}

std::vector<std::size_t> feed_order(std::span<const Standing> standings,
                                    std::span<const Attention> attentions) {
  std::vector<std::size_t> order(standings.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
    if (attentions[left].total != attentions[right].total)
      return attentions[left].total > attentions[right].total;
    return standings[left].sequence < standings[right].sequence;
  });
  return order;
}

}  // namespace ahub
