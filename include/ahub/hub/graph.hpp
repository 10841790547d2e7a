// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The graph of the store: all of it, or what lies around one package.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ahub/graph/graph.hpp"
#include "ahub/hub/hub.hpp"

namespace ahub {

struct GraphRequest {
  std::string start;  ///< A package or a claim of one; empty: the whole store.
  int depth = 1;
  bool lineage = false;
  std::vector<NodeKind> kinds;  ///< Empty: all.
  bool check = false;           ///< Look for cycles, relations to later works, dangling targets.
  bool only_findings = false;   ///< Of a check of the whole store: the graph stays empty.
};

struct GraphReport {
  Graph graph;
  std::optional<std::size_t> start;  ///< Node of `graph`.
  bool checked = false;
  std::vector<GraphFinding> findings;  ///< With a start: those that name a package of `graph`.
};

GraphReport graph_of(Hub& hub, const GraphRequest& request);

}  // namespace ahub
