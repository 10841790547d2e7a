// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A graph for Graphviz. States are words in the label as well as colours.
#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/reading.hpp"
#include "report/graph_words.hpp"

namespace ahub::report {
namespace {

std::string in_dot_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

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

std::string graph_dot(const GraphReport& report) {
  std::string out = "digraph ahub {\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n";
  for (const GraphNode& node : report.graph.nodes) {
    std::string label;
    for (const std::string& line : drawn_lines(node)) {
      const std::string text = in_dot_quotes(safe_text(line));
      label += (label.empty() ? "" : "\\n") + text.substr(1, text.size() - 2);
    }
    out += fmt::format("  {} [label=\"{}\", shape={}, color={}{}];\n",
                       in_dot_quotes(safe_text(node.id)), label, shape(node.kind), colour(node),
                       node.stored ? "" : ", style=dashed");
  }
  for (const GraphEdge& edge : report.graph.edges) {
    out +=
        fmt::format("  {} -> {} [label=\"{}\"{}];\n",
                    in_dot_quotes(safe_text(report.graph.nodes[edge.from].id)),
                    in_dot_quotes(safe_text(report.graph.nodes[edge.to].id)), to_string(edge.kind),
                    edge.kind == EdgeKind::same_key ? ", dir=none, style=dotted" : "");
  }
  return out + "}\n";
}

}  // namespace ahub::report
