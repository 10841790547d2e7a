// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Packages, claims, metrics, concepts and works outside the store, and what joins them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ahub/package/package.hpp"

namespace ahub {

enum class NodeKind { package, claim, metric, concept_name, external };
enum class EdgeKind {
  builds_on,
  confirms,
  contradicts,
  supersedes,
  uses,
  compares_to,
  states,    ///< Package to claim.
  measures,  ///< Claim to metric.
  about,     ///< Package to concept.
  evidence,  ///< Claim to a work outside that supports it.
  source,    ///< Package to the work that it presents.
  same_key,  ///< Claim to the first claim of its frontier key: a star, as pairs would be squares.
};
/// "package", "concept", "external"; "builds_on", "same_key".
std::string_view to_string(NodeKind) noexcept;
std::string_view to_string(EdgeKind) noexcept;
/// The relations that a lineage follows.
inline constexpr EdgeKind kLineage[] = {EdgeKind::builds_on, EdgeKind::uses, EdgeKind::confirms,
                                        EdgeKind::supersedes};
std::optional<NodeKind> node_kind(std::string_view word) noexcept;

struct GraphNode {
  std::string id;  ///< "slug", "slug#c1", "metric:NAME", "concept:NAME", "arXiv:2205.14135".
  NodeKind kind = NodeKind::package;
  std::string label;   ///< Title, number or name.
  std::string state;   ///< The caller's word: a package's level, a claim's badge.
  bool stored = true;  ///< False: something points to a package or claim that is not there.

  bool operator==(const GraphNode&) const = default;
};

struct GraphEdge {
  std::size_t from = 0, to = 0;  ///< Indices of nodes.
  EdgeKind kind = EdgeKind::states;

  bool operator==(const GraphEdge&) const = default;
};

struct Graph {
  std::vector<GraphNode> nodes;  ///< In order of publication.
  std::vector<GraphEdge> edges;  ///< No two alike.

  std::optional<std::size_t> find(std::string_view id) const noexcept;
};

/// One package as the graph sees it.
struct GraphPackage {
  const Package* package = nullptr;
  std::int64_t sequence = 0;           ///< Order of publication.
  std::vector<std::int64_t> versions;  ///< All that are stored.
  std::string state;
  std::vector<std::string> claim_states;  ///< Per claim; may be empty.
};

/// `packages` in order of publication, one version a slug.
Graph build_graph(std::span<const GraphPackage> packages);

struct GraphSelection {
  std::optional<std::size_t> start;  ///< Absent: everything.
  int depth = 1;                     ///< Steps from the start, along edges of either direction.
  /// Only packages joined by builds_on, uses, confirms and supersedes: what the start rests on and
  /// what rests on it, to the end.
  bool lineage = false;
  std::vector<NodeKind> kinds;  ///< Only nodes of these kinds; empty: all. The start always stays.
};
Graph select(const Graph& graph, const GraphSelection& selection);

struct GraphFinding {
  std::string kind;  ///< "cycle", "later", "dangling".
  std::string message;
  std::vector<std::string> nodes;  ///< Slugs concerned.

  bool operator==(const GraphFinding&) const = default;
};

/// Cycles of supersedes, builds_on, uses and confirms; such a relation to a work that was published
/// later (by date where both state one, else by order of publication); relations to packages,
/// versions and claims that are not stored.
std::vector<GraphFinding> check_graph(std::span<const GraphPackage> packages);

/// One line of a graph written as a tree.
struct TreeRow {
  static constexpr std::size_t kRoot = static_cast<std::size_t>(-1);
  std::size_t node = 0;
  std::size_t edge = kRoot;  ///< That led here.
  bool forward = true;       ///< The edge's direction as walked.
  int depth = 0;
  bool last = false;  ///< The last child of its parent.
};
struct Tree {
  std::vector<TreeRow> rows;         ///< Each node once, parents before children.
  std::vector<std::size_t> further;  ///< Edges that the tree does not walk.
};
/// From `start` along edges of either direction, nearest first; without a start from every node
/// that nothing points to, along the edges' direction.
Tree tree_of(const Graph& graph, std::optional<std::size_t> start);

}  // namespace ahub
