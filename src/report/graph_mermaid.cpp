// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A graph as a Mermaid flowchart, which code forges draw inside Markdown.
#include "ahub/report/reading.hpp"
#include "report/graph_words.hpp"

namespace ahub::report {
namespace {

struct Brackets {
  Literal left, right;
};

Brackets brackets(NodeKind kind) {
  switch (kind) {
    case NodeKind::package:
      return {"[", "]"};
    case NodeKind::claim:
      return {"(", ")"};
    case NodeKind::metric:
      return {"{", "}"};
    case NodeKind::concept_name:
      return {"([", "])"};
    case NodeKind::external:
      return {"[/", "/]"};
  }
  return {"[", "]"};
}

}  // namespace

MermaidText graph_mermaid(const GraphReport& report) {
  MermaidText out("flowchart LR\n");
  for (std::size_t i = 0; i < report.graph.nodes.size(); ++i) {
    const GraphNode& node = report.graph.nodes[i];
    const Brackets around = brackets(node.kind);
    out += MermaidText::format("  n{}{}\"{}\"{}\n", i, MermaidText(around.left),
                               MermaidText::join(drawn_lines(node), "<br/>"),
                               MermaidText(around.right));
  }
  for (const GraphEdge& edge : report.graph.edges) {
    out += edge.kind == EdgeKind::same_key
               ? MermaidText::format("  n{} -.- n{}\n", edge.from, edge.to)
               : MermaidText::format("  n{} -->|{}| n{}\n", edge.from,
                                     Mermaid::word(to_string(edge.kind)), edge.to);
  }
  return out;
}

}  // namespace ahub::report
