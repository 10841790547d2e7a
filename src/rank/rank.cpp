// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Attention by product rule: attention = 1 + 3 level + I, I from later verified packages of others.
#include "ahub/rank/rank.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "ahub/base/huge_pages.hpp"
#include "rank/weight.hpp"

namespace ahub {
namespace {

// A relation's part must fit Flow::milli.
static_assert(weights::share(weights::kPassCap, 2, 2) <= 6000);

bool in_order_of_publication(const RankGraph& graph) {
  return std::is_sorted(graph.sequence.begin(), graph.sequence.end());
}

/// Indices from the newest to the oldest. Stores give packages in order of publication, so the sort
/// is for other callers.
std::vector<std::uint32_t> newest_first(const RankGraph& graph) {
  std::vector<std::uint32_t> order(graph.size());
  std::iota(order.rbegin(), order.rend(), 0U);
  if (in_order_of_publication(graph)) return order;
  std::sort(order.begin(), order.end(), [&](std::uint32_t left, std::uint32_t right) {
    return graph.sequence[left] > graph.sequence[right];
  });
  return order;
}

/// What the pass needs of a relation's target, side by side: the targets are all over memory, and
/// each costs one cache line.
struct Place {
  std::int64_t influence = 0;
  /// A bit for each contributor: two packages without a common bit share none, which spares the
  /// look at their lists. With three contributors each, of
  /// some three keys, one pair in three has one by chance.
  std::array<std::uint64_t, 3> names{};

  void add_name(std::uint32_t id) noexcept {
    names[id / 64 % names.size()] |= std::uint64_t{1} << (id % 64);
  }
  bool may_share_with(const Place& other) const noexcept {
    return ((names[0] & other.names[0]) | (names[1] & other.names[1]) |
            (names[2] & other.names[2])) != 0;
  }
};

std::vector<Place> places_of(const RankGraph& graph) {
  std::vector<Place> places;
  reserve_huge(places, graph.size());
  places.resize(graph.size());
  for (std::size_t i = 0; i < graph.size(); ++i) {
    for (std::size_t at = graph.first_contributor[i]; at < graph.first_contributor[i + 1]; ++at)
      places[i].add_name(graph.contributor[at] / 2);
  }
  return places;
}

/// The pass over all packages.
class Pass {
 public:
  explicit Pass(const RankGraph& graph)
      : graph_(graph), ordered_(in_order_of_publication(graph)), places_(places_of(graph)) {
    reserve_huge(result_.weight, graph.target.size());
    reserve_huge(result_.milli, graph.target.size());
    result_.weight.resize(graph.target.size());
    result_.milli.resize(graph.target.size());
  }

  /// Everything that flows into a package comes from later ones, so it is final when its turn
  /// comes.
  void visit(std::uint32_t from) {
    std::int64_t& influence = places_[from].influence;
    influence = weights::capped(influence);
    if (graph_.level[from] < weights::kPassingLevel) return;
    const std::size_t first = graph_.first_relation[from], end = graph_.first_relation[from + 1];
    std::int64_t sum = 0;
    for (std::size_t i = first; i < end; ++i) {
      fetch(i);
      const std::int64_t doubled = weight(from, i);
      result_.weight[i] = static_cast<std::uint8_t>(doubled);
      sum += doubled;
    }
    const std::int64_t passed = weights::passed_on(graph_.level[from], influence);
    // A division for each weight that there is, not for each relation.
    const std::int64_t shares[] = {0, weights::share(passed, 1, sum),
                                   weights::share(passed, 2, sum)};
    for (std::size_t i = first; i < end; ++i) {
      if (graph_.target[i] == RankGraph::kExternal) continue;
      const std::int64_t milli = shares[result_.weight[i]];
      result_.milli[i] = static_cast<std::uint16_t>(milli);
      places_[graph_.target[i]].influence += milli;
    }
  }

  Flow finish() {
    result_.influence.resize(places_.size());
    std::transform(places_.begin(), places_.end(), result_.influence.begin(),
                   [](const Place& place) { return place.influence; });
    return std::move(result_);
  }

 private:
  // Some four packages ahead: long enough for a line to come from memory.
  static constexpr std::size_t kAhead = 40;

  /// Packages are visited from the last to the first, so the relations before this one come next.
  void fetch(std::size_t relation) const {
    if (relation < kAhead) return;
    const std::uint32_t target = graph_.target[relation - kAhead];
    if (target != RankGraph::kExternal) __builtin_prefetch(places_.data() + target, 1);
  }

  /// The doubled weight of one relation, under all conditions but the level. External works can
  /// earn nothing, but citing them dilutes what is passed to others.
  std::int64_t weight(std::uint32_t from, std::size_t relation) const {
    const std::int64_t doubled = weights::doubled(graph_.kind[relation]);
    const std::uint32_t target = graph_.target[relation];
    if (doubled == 0 || target == RankGraph::kExternal) return doubled;
    const bool later = ordered_ ? from > target : graph_.sequence[from] > graph_.sequence[target];
    const bool passes =
        later && graph_.supersedes[relation] == 0 &&
        !(places_[from].may_share_with(places_[target]) && share_contributor(graph_, from, target));
    return passes ? doubled : 0;
  }

  const RankGraph& graph_;
  const bool ordered_;
  std::vector<Place> places_;
  Flow result_;
};

}  // namespace

std::uint32_t NameIds::of(std::string_view name) {
  return ids_.try_emplace(std::string(name), static_cast<std::uint32_t>(ids_.size())).first->second;
}

bool share_key(std::span<const ContributorKey> left, std::span<const ContributorKey> right) {
  auto one = left.begin();
  auto other = right.begin();
  while (one != left.end() && other != right.end()) {
    // A key that is not weak stands before the same one that is.
    if (one->text == other->text && !(one->weak && other->weak)) return true;
    *one < *other ? ++one : ++other;
  }
  return false;
}

std::vector<std::string_view> NameIds::names() const {
  std::vector<std::string_view> names(ids_.size());
  for (const auto& [name, id] : ids_) names[id] = name;
  return names;
}

bool share_contributor(const RankGraph& graph, std::size_t left, std::size_t right) {
  std::uint32_t i = graph.first_contributor[left], j = graph.first_contributor[right];
  const std::uint32_t left_end = graph.first_contributor[left + 1];
  const std::uint32_t right_end = graph.first_contributor[right + 1];
  while (i < left_end && j < right_end) {
    const std::uint32_t one = graph.contributor[i], other = graph.contributor[j];
    // A key that is not weak stands before the same one that is.
    if (one / 2 == other / 2 && one % 2 + other % 2 < 2) return true;
    one < other ? ++i : ++j;
  }
  return false;
}

void add_standing(RankGraph& graph, NameIds& names, const Standing& standing) {
  graph.sequence.push_back(standing.sequence);
  graph.level.push_back(standing.level);
  for (const RankRelation& relation : standing.relations) {
    graph.target.push_back(relation.target == RankRelation::kExternal
                               ? RankGraph::kExternal
                               : static_cast<std::uint32_t>(relation.target));
    graph.kind.push_back(relation.kind);
    graph.supersedes.push_back(relation.supersedes ? 1 : 0);
  }
  graph.first_relation.push_back(static_cast<std::uint32_t>(graph.target.size()));
  const auto first = static_cast<std::ptrdiff_t>(graph.contributor.size());
  for (const ContributorKey& key : standing.contributors)
    graph.contributor.push_back(2 * names.of(key.text) + (key.weak ? 1 : 0));
  std::sort(graph.contributor.begin() + first, graph.contributor.end());
  graph.contributor.erase(std::unique(graph.contributor.begin() + first, graph.contributor.end()),
                          graph.contributor.end());
  graph.first_contributor.push_back(static_cast<std::uint32_t>(graph.contributor.size()));
}

Flow flow(const RankGraph& graph) {
  Pass pass(graph);
  for (const std::uint32_t from : newest_first(graph)) pass.visit(from);
  return pass.finish();
}

std::int64_t total_attention(int level, std::int64_t influence) noexcept {
  return weights::kPoint + weights::kPerLevel * level + influence;
}

std::vector<Attention> attention(std::span<const Standing> standings) {
  RankGraph graph;
  NameIds names;
  for (const Standing& standing : standings) add_standing(graph, names, standing);
  const Flow found = flow(graph);
  std::vector<Attention> result(standings.size());
  for (const std::uint32_t from : newest_first(graph)) {
    result[from].influence = found.influence[from];
    result[from].total = total_attention(graph.level[from], found.influence[from]);
    for (std::size_t i = graph.first_relation[from]; i < graph.first_relation[from + 1]; ++i) {
      if (found.milli[i] == 0) continue;
      result[graph.target[i]].endorsers.push_back({from, graph.kind[i], found.milli[i]});
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
