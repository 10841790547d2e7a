// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Attention by product rule: attention = 1 + 3 level + I, I from later verified packages of others.
#include "ahub/rank/rank.hpp"

#include <algorithm>
#include <numeric>

#include "rank/weight.hpp"

namespace ahub {
namespace {

/// Indices from the newest to the oldest. Stores give packages in order of publication, so the sort
/// is for other callers.
std::vector<std::uint32_t> newest_first(const RankGraph& graph) {
  std::vector<std::uint32_t> order(graph.size());
  std::iota(order.rbegin(), order.rend(), 0U);
  if (std::is_sorted(graph.sequence.begin(), graph.sequence.end())) return order;
  std::sort(order.begin(), order.end(), [&](std::uint32_t left, std::uint32_t right) {
    return graph.sequence[left] > graph.sequence[right];
  });
  return order;
}

bool share_contributor(const RankGraph& graph, std::size_t left, std::size_t right) {
  std::uint32_t i = graph.first_contributor[left], j = graph.first_contributor[right];
  const std::uint32_t left_end = graph.first_contributor[left + 1];
  const std::uint32_t right_end = graph.first_contributor[right + 1];
  while (i < left_end && j < right_end) {
    if (graph.contributor[i] == graph.contributor[j]) return true;
    graph.contributor[i] < graph.contributor[j] ? ++i : ++j;
  }
  return false;
}

/// The doubled weight of one relation of `from`, under all conditions but the level. External works
/// can earn nothing, but citing them dilutes what is passed to others.
std::int64_t weight(const RankGraph& graph, std::size_t from, std::size_t relation) {
  const std::int64_t doubled = weights::doubled(graph.kind[relation]);
  const std::uint32_t target = graph.target[relation];
  if (doubled == 0 || target == RankGraph::kExternal) return doubled;
  const bool passes = graph.sequence[from] > graph.sequence[target] &&
                      graph.supersedes[relation] == 0 && !share_contributor(graph, from, target);
  return passes ? doubled : 0;
}

}  // namespace

std::uint32_t NameIds::of(std::string_view name) {
  return ids_.try_emplace(std::string(name), static_cast<std::uint32_t>(ids_.size())).first->second;
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
  const std::size_t first = graph.contributor.size();
  for (const std::string& name : standing.contributors) graph.contributor.push_back(names.of(name));
  std::sort(graph.contributor.begin() + static_cast<std::ptrdiff_t>(first),
            graph.contributor.end());
  graph.first_contributor.push_back(static_cast<std::uint32_t>(graph.contributor.size()));
}

Flow flow(const RankGraph& graph) {
  Flow result;
  result.influence.resize(graph.size());
  result.weight.resize(graph.target.size());
  result.milli.resize(graph.target.size());
  // Everything that flows into a package comes from later ones, so it is final when its turn comes.
  for (const std::uint32_t from : newest_first(graph)) {
    std::int64_t& influence = result.influence[from];
    influence = weights::capped(influence);
    if (graph.level[from] < weights::kPassingLevel) continue;
    std::int64_t sum = 0;
    for (std::size_t i = graph.first_relation[from]; i < graph.first_relation[from + 1]; ++i) {
      const std::int64_t doubled = weight(graph, from, i);
      result.weight[i] = static_cast<int>(doubled);
      sum += doubled;
    }
    const std::int64_t passed = weights::passed_on(graph.level[from], influence);
    for (std::size_t i = graph.first_relation[from]; i < graph.first_relation[from + 1]; ++i) {
      if (graph.target[i] == RankGraph::kExternal) continue;
      result.milli[i] = weights::share(passed, result.weight[i], sum);
      result.influence[graph.target[i]] += result.milli[i];
    }
  }
  return result;
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
