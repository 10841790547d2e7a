// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Parts of a graph: a neighbourhood, a lineage, nodes of some kinds.
#include <algorithm>
#include <deque>
#include <iterator>

#include "ahub/graph/graph.hpp"

namespace ahub {
namespace {

bool is_lineage(EdgeKind kind) {
  return std::find(std::begin(kLineage), std::end(kLineage), kind) != std::end(kLineage);
}

/// The nodes marked and the edges marked, renumbered.
Graph part(const Graph& graph, const std::vector<bool>& nodes, const std::vector<bool>& edges) {
  Graph out;
  std::vector<std::size_t> place(graph.nodes.size(), 0);
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    if (!nodes[i]) continue;
    place[i] = out.nodes.size();
    out.nodes.push_back(graph.nodes[i]);
  }
  for (std::size_t i = 0; i < graph.edges.size(); ++i) {
    const GraphEdge& edge = graph.edges[i];
    if (edges[i] && nodes[edge.from] && nodes[edge.to])
      out.edges.push_back({place[edge.from], place[edge.to], edge.kind});
  }
  return out;
}

/// Per node its edges' indices, of one direction.
std::vector<std::vector<std::size_t>> edges_by(const Graph& graph, bool outgoing) {
  std::vector<std::vector<std::size_t>> lists(graph.nodes.size());
  for (std::size_t i = 0; i < graph.edges.size(); ++i)
    lists[outgoing ? graph.edges[i].from : graph.edges[i].to].push_back(i);
  return lists;
}

std::vector<bool> near(const Graph& graph, const std::vector<bool>& allowed, std::size_t start,
                       int depth) {
  const auto outgoing = edges_by(graph, true), incoming = edges_by(graph, false);
  std::vector<int> distance(graph.nodes.size(), -1);
  distance[start] = 0;
  std::deque<std::size_t> queue{start};
  while (!queue.empty()) {
    const std::size_t node = queue.front();
    queue.pop_front();
    if (distance[node] == depth) continue;
    const auto visit = [&](std::size_t next) {
      if (!allowed[next] || distance[next] >= 0) return;
      distance[next] = distance[node] + 1;
      queue.push_back(next);
    };
    for (const std::size_t edge : outgoing[node]) visit(graph.edges[edge].to);
    for (const std::size_t edge : incoming[node]) visit(graph.edges[edge].from);
  }
  std::vector<bool> kept(graph.nodes.size());
  for (std::size_t i = 0; i < kept.size(); ++i) kept[i] = distance[i] >= 0;
  return kept;
}

/// The package that states each claim; every other node is its own.
std::vector<std::size_t> owners(const Graph& graph) {
  std::vector<std::size_t> owner(graph.nodes.size());
  for (std::size_t i = 0; i < owner.size(); ++i) owner[i] = i;
  for (const GraphEdge& edge : graph.edges) {
    if (edge.kind == EdgeKind::states) owner[edge.to] = edge.from;
  }
  return owner;
}

Graph lineage(const Graph& graph, std::optional<std::size_t> start) {
  const std::vector<std::size_t> owner = owners(graph);
  std::vector<bool> nodes(graph.nodes.size(), !start), edges(graph.edges.size());
  if (start) {
    // Ancestors and descendants apart: a sibling that rests on the same work is neither.
    for (const bool outgoing : {true, false}) {
      std::vector<std::vector<std::size_t>> next(graph.nodes.size());
      for (const GraphEdge& edge : graph.edges) {
        if (!is_lineage(edge.kind)) continue;
        const std::size_t from = owner[edge.from], to = owner[edge.to];
        next[outgoing ? from : to].push_back(outgoing ? to : from);
      }
      std::vector<bool> seen(graph.nodes.size());
      std::vector<std::size_t> stack{owner[*start]};
      seen[owner[*start]] = true;
      while (!stack.empty()) {
        const std::size_t node = stack.back();
        stack.pop_back();
        nodes[node] = true;
        for (const std::size_t other : next[node]) {
          if (seen[other]) continue;
          seen[other] = true;
          stack.push_back(other);
        }
      }
    }
  }
  std::vector<bool> joined(graph.nodes.size());
  for (std::size_t i = 0; i < graph.edges.size(); ++i) {
    const GraphEdge& edge = graph.edges[i];
    edges[i] = is_lineage(edge.kind) && nodes[owner[edge.from]] && nodes[owner[edge.to]];
    if (!edges[i]) continue;
    for (const std::size_t end : {edge.from, edge.to}) joined[end] = joined[owner[end]] = true;
  }
  for (std::size_t i = 0; i < graph.edges.size(); ++i) {
    const GraphEdge& edge = graph.edges[i];
    if (edge.kind == EdgeKind::states && joined[edge.to]) edges[i] = true;
  }
  if (start) joined[owner[*start]] = joined[*start] = true;
  return part(graph, joined, edges);
}

}  // namespace

Graph select(const Graph& graph, const GraphSelection& selection) {
  if (selection.lineage) return lineage(graph, selection.start);
  std::vector<bool> nodes(graph.nodes.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    nodes[i] = selection.kinds.empty() || std::find(selection.kinds.begin(), selection.kinds.end(),
                                                    graph.nodes[i].kind) != selection.kinds.end();
  }
  if (selection.start) {
    nodes[*selection.start] = true;
    nodes = near(graph, nodes, *selection.start, selection.depth);
  }
  return part(graph, nodes, std::vector<bool>(graph.edges.size(), true));
}

}  // namespace ahub
