// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "hub/store_graph.hpp"

#include <algorithm>
#include <set>
#include <utility>

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

const std::vector<ContributorKey>& StoreGraph::keys_of(const std::string& slug) {
  if (const auto kept = keys_.find(slug); kept != keys_.end()) return kept->second;
  std::vector<ContributorKey> keys;
  if (const std::optional<FeedNode> found = store_.feed_node(slug))
    keys = contributor_keys(store_.contributors(found->package));
  std::sort(keys.begin(), keys.end());
  return keys_.emplace(slug, std::move(keys)).first->second;
}

bool StoreGraph::share_contributor(const std::string& left, const std::string& right) {
  keys_of(left);
  constexpr std::size_t kKept = 4096;
  if (keys_.size() >= kKept) keys_.clear();
  const std::vector<ContributorKey>& keys = keys_of(left);
  return share_key(keys, keys_of(right));  // The map keeps its elements where they are.
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
