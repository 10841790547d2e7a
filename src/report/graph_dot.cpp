// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A graph for Graphviz. States are words in the label as well as colours.
#include "ahub/report/reading.hpp"
#include "report/graph_words.hpp"

namespace ahub::report {
namespace {

std::string_view shape(NodeKind kind) {
  switch (kind) {
    case NodeKind::package:
      return "box";
    case NodeKind::claim:
      return "ellipse";
    case NodeKind::metric:
      return "diamond";
    case NodeKind::concept_name:
      return "hexagon";
    case NodeKind::external:
      return "note";
  }
  return "box";
}

std::string_view colour(const GraphNode& node) {
  if (node.state == "confirmed") return "darkgreen";
  if (node.state == "refuted" || node.state == "error") return "red";
  if (node.state == "recomputed") return "darkcyan";
  return node.state == "inconclusive" ? "goldenrod" : "black";
}

}  // namespace

DotText graph_dot(const GraphReport& report) {
  DotText out("digraph ahub {\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n");
  for (const GraphNode& node : report.graph.nodes) {
    out += DotText::format("  \"{}\" [label=\"{}\", shape={}, color={}{}];\n", node.id,
                           DotText::join(drawn_lines(node), "\\n"), shape(node.kind), colour(node),
                           node.stored ? "" : ", style=dashed");
  }
  for (const GraphEdge& edge : report.graph.edges) {
    out +=
        DotText::format("  \"{}\" -> \"{}\" [label=\"{}\"{}];\n", report.graph.nodes[edge.from].id,
                        report.graph.nodes[edge.to].id, to_string(edge.kind),
                        edge.kind == EdgeKind::same_key ? ", dir=none, style=dotted" : "");
  }
  return out + "}\n";
}

}  // namespace ahub::report
