// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/rank/influence.hpp"

#include <map>
#include <set>
#include <utility>

#include "rank/weight.hpp"

namespace ahub {
namespace {

/// Packages whose turn is to come, the newest first.
class Queue {
 public:
  explicit Queue(InfluenceGraph& graph) : graph_(graph) {}

  void push(const std::string& slug) {
    if (const std::optional<RankNode> node = graph_.node(slug))
      places_.emplace(std::pair{node->sequence, slug}, *node);
  }
  bool empty() const noexcept { return places_.empty(); }
  /// The newest with its node, which nobody changes before its turn.
  std::pair<std::string, RankNode> pop() {
    auto last = places_.extract(std::prev(places_.end()));
    return {std::move(last.key().second), last.mapped()};
  }

 private:
  InfluenceGraph& graph_;
  std::map<std::pair<std::int64_t, std::string>, RankNode> places_;
};

int weight_of(InfluenceGraph& graph, const std::string& slug, const RankNode& from,
              const RankCitation& citation) {
  const auto doubled = static_cast<int>(weights::doubled(citation.kind));
  if (doubled == 0 || citation.target.empty()) return doubled;
  const std::optional<RankNode> to = graph.node(citation.target);
  if (!to) return doubled;  // A work that is not here yet is external.
  const bool passes = from.sequence > to->sequence && !citation.supersedes &&
                      !graph.share_contributor(slug, citation.target);
  return passes ? doubled : 0;
}

/// Computes what each relation of the package passes on; targets that get another amount queue up.
void pass_on(InfluenceGraph& graph, Queue& queue, const std::string& slug, const RankNode& from,
             bool weigh) {
  std::vector<RankCitation> citations = graph.citations(slug);
  std::vector<RankCitation> former;
  if (weigh) {
    former = citations;
    for (RankCitation& citation : citations) {
      citation.weight =
          from.level < weights::kPassingLevel ? 0 : weight_of(graph, slug, from, citation);
    }
  }
  std::int64_t sum = 0;
  for (const RankCitation& citation : citations) sum += citation.weight;
  const std::int64_t passed = weights::passed_on(from.level, from.influence);
  for (std::size_t i = 0; i < citations.size(); ++i) {
    RankCitation& citation = citations[i];
    const bool external =
        citation.target.empty() || (citation.weight > 0 && !graph.node(citation.target));
    const std::int64_t milli = external ? 0 : weights::share(passed, citation.weight, sum);
    const bool same_weight = !weigh || former[i].weight == citation.weight;
    if (milli == citation.milli && same_weight) continue;
    const bool other = milli != citation.milli;
    citation.milli = milli;
    graph.set_citation(slug, citation);
    if (other) queue.push(citation.target);
  }
}

}  // namespace

void update_influence(InfluenceGraph& graph, std::span<const RankChange> changes) {
  Queue queue(graph);
  std::set<std::string> weigh;
  const auto enter = [&](const std::string& slug) {
    if (weigh.insert(slug).second) queue.push(slug);
  };
  for (const RankChange& change : changes) {
    enter(change.slug);
    for (const std::string& target : change.lost) queue.push(target);
    if (!change.moved) continue;
    for (const std::string& slug : graph.citing(change.slug)) enter(slug);
  }
  while (!queue.empty()) {
    auto [slug, node] = queue.pop();
    const std::int64_t influence = weights::capped(graph.received(slug));
    const bool other = influence != node.influence;
    if (other) {
      graph.set_influence(slug, influence);
      node.influence = influence;
    }
    const bool weighed = weigh.erase(slug) > 0;
    if (!weighed && (!other || node.level < weights::kPassingLevel)) continue;
    pass_on(graph, queue, slug, node, weighed);
  }
}

}  // namespace ahub
