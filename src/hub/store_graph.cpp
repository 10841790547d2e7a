// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "hub/store_graph.hpp"

#include <set>

#include "hub/derive.hpp"

namespace ahub {

std::optional<RankNode> StoreGraph::node(const std::string& slug) {
  const std::optional<FeedNode> found = store_.feed_node(slug);
  if (!found) return std::nullopt;
  return RankNode{found->sequence, found->level,
                  found->attention - total_attention(found->level, 0)};
}

std::vector<RankCitation> StoreGraph::citations(const std::string& slug) {
  std::vector<RankCitation> citations;
  const std::optional<FeedNode> found = store_.feed_node(slug);
  if (!found) return citations;
  std::set<std::string> superseded;
  for (const RelationRow& row : store_.relations(found->package)) {
    if (row.kind == to_string(RelationKind::supersedes)) superseded.insert(row.slug);
    const auto position = static_cast<std::int64_t>(citations.size());
    citations.push_back({position, row.slug, endorsement(row.kind), false, row.weight, row.milli});
  }
  for (RankCitation& citation : citations)
    citation.supersedes = superseded.count(citation.target) > 0;
  return citations;
}

std::vector<std::string> StoreGraph::citing(const std::string& slug) { return store_.citing(slug); }

std::int64_t StoreGraph::received(const std::string& slug) { return store_.received(slug); }

bool StoreGraph::share_contributor(const std::string& left, const std::string& right) {
  const std::optional<FeedNode> one = store_.feed_node(left), other = store_.feed_node(right);
  return one && other && store_.share_contributor(one->package, other->package);
}

void StoreGraph::set_influence(const std::string& slug, std::int64_t influence) {
  if (const std::optional<FeedNode> found = store_.feed_node(slug))
    store_.set_attention(slug, total_attention(found->level, influence));
}

void StoreGraph::set_citation(const std::string& slug, const RankCitation& citation) {
  if (const std::optional<FeedNode> found = store_.feed_node(slug))
    store_.set_flow(found->package, citation.position, citation.weight, citation.milli);
}

}  // namespace ahub
