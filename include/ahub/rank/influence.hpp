// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Influence after a change: only what the changed packages reach is computed again, and the result
// is that of the pass over all packages, bit by bit.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ahub/rank/rank.hpp"

namespace ahub {

/// One package as the incremental pass sees it.
struct RankNode {
  std::int64_t sequence = 0;
  int level = 0;
  std::int64_t influence = 0;  ///< As it was last set.
};

/// One relation of a package with what it was last found to pass.
struct RankCitation {
  std::int64_t position = 0;  ///< Names the relation within its package.
  std::string target;         ///< Slug; empty for external works.
  Endorsement kind = Endorsement::none;
  bool supersedes = false;  ///< The package also supersedes this target.
  int weight = 0;           ///< Twice its weight, under all conditions.
  std::int64_t milli = 0;   ///< What it passes on.
};

/// Whoever holds the packages: the store, or a test.
class InfluenceGraph {
 public:
  InfluenceGraph() = default;
  InfluenceGraph(const InfluenceGraph&) = delete;
  InfluenceGraph& operator=(const InfluenceGraph&) = delete;
  virtual ~InfluenceGraph() = default;

  /// Nothing when there is no such package (yet).
  virtual std::optional<RankNode> node(const std::string& slug) = 0;
  virtual std::vector<RankCitation> citations(const std::string& slug) = 0;
  /// The packages with a relation to this slug, whether it exists or not.
  virtual std::vector<std::string> citing(const std::string& slug) = 0;
  /// The sum of `milli` over all relations to this slug.
  virtual std::int64_t received(const std::string& slug) = 0;
  virtual bool share_contributor(const std::string& left, const std::string& right) = 0;
  virtual void set_influence(const std::string& slug, std::int64_t influence) = 0;
  virtual void set_citation(const std::string& slug, const RankCitation& citation) = 0;
};

/// How a package changed; the graph already holds its new state.
struct RankChange {
  std::string slug;
  /// It came, went, or has other contributors: whatever cites it has to be weighed anew.
  bool moved = false;
  std::vector<std::string> lost;  ///< Targets of relations that passed something and are gone.
};

/// Brings influence, weights and milli-points up to date. Packages are visited from the newest to
/// the oldest; where what a package passes on stays the same, the walk ends.
void update_influence(InfluenceGraph& graph, std::span<const RankChange> changes);

}  // namespace ahub
