// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A graph written as a tree, each node once.
#include <algorithm>
#include <deque>

#include "ahub/graph/graph.hpp"

namespace ahub {
namespace {

struct Step {
  std::size_t edge, node;
  bool forward;
};

class Walk {
 public:
  Walk(const Graph& graph, bool both) : seen_(graph.nodes.size()) {
    children_.resize(graph.nodes.size());
    used_.resize(graph.edges.size());
    steps_.resize(graph.nodes.size());
    for (std::size_t i = 0; i < graph.edges.size(); ++i) {
      const GraphEdge& edge = graph.edges[i];
      steps_[edge.from].push_back({i, edge.to, true});
    }
    for (std::size_t i = 0; both && i < graph.edges.size(); ++i) {
      const GraphEdge& edge = graph.edges[i];
      steps_[edge.to].push_back({i, edge.from, false});
    }
  }

  void from(std::size_t root) {
    if (seen_[root]) return;
    seen_[root] = true;
    roots_.push_back(root);
    std::deque<std::size_t> queue{root};
    while (!queue.empty()) {
      const std::size_t node = queue.front();
      queue.pop_front();
      for (const Step& step : steps_[node]) {
        if (seen_[step.node]) continue;
        seen_[step.node] = true;
        used_[step.edge] = true;
        children_[node].push_back(step);
        queue.push_back(step.node);
      }
    }
  }

  Tree take() const {
    Tree tree;
    for (const std::size_t root : roots_) {
      // An explicit stack: a lineage may be longer than the program's.
      std::vector<TreeRow> stack{{root, TreeRow::kRoot, true, 0, true}};
      while (!stack.empty()) {
        const TreeRow row = stack.back();
        stack.pop_back();
        tree.rows.push_back(row);
        const std::vector<Step>& children = children_[row.node];
        for (std::size_t i = children.size(); i-- > 0;) {
          stack.push_back({children[i].node, children[i].edge, children[i].forward, row.depth + 1,
                           i + 1 == children.size()});
        }
      }
    }
    for (std::size_t i = 0; i < used_.size(); ++i) {
      if (!used_[i]) tree.further.push_back(i);
    }
    return tree;
  }

 private:
  std::vector<bool> seen_, used_;
  std::vector<std::size_t> roots_;
  std::vector<std::vector<Step>> steps_, children_;
};

}  // namespace

Tree tree_of(const Graph& graph, std::optional<std::size_t> start) {
  Walk walk(graph, start.has_value());
  if (start) {
    walk.from(*start);
  } else {
    std::vector<bool> pointed(graph.nodes.size());
    for (const GraphEdge& edge : graph.edges) pointed[edge.to] = true;
    for (std::size_t i = 0; i < pointed.size(); ++i) {
      if (!pointed[i]) walk.from(i);
    }
  }
  // Cycles that nothing points into, and parts that kinds have cut off.
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) walk.from(i);
  return walk.take();
}

}  // namespace ahub
