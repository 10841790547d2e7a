// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A graph as a Mermaid flowchart, which code forges draw inside Markdown.
#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/reading.hpp"
#include "report/graph_words.hpp"

namespace ahub::report {
namespace {

/// Everything that Mermaid, Markdown or HTML could take as markup becomes an entity.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : safe_text(text)) {
    if (std::string_view("\"#<>&`;\\|{}[]()*_").find(c) != std::string_view::npos)
      out += fmt::format("#{};", static_cast<int>(c));
    else
      out += c;
  }
  return out;
}

struct Brackets {
  std::string_view left, right;
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

std::string graph_mermaid(const GraphReport& report) {
  std::string out = "flowchart LR\n";
  for (std::size_t i = 0; i < report.graph.nodes.size(); ++i) {
    const GraphNode& node = report.graph.nodes[i];
    std::string label;
    for (const std::string& line : drawn_lines(node))
      label += (label.empty() ? "" : "<br/>") + escaped(line);
    const Brackets around = brackets(node.kind);
    out += fmt::format("  n{}{}\"{}\"{}\n", i, around.left, label, around.right);
  }
  for (const GraphEdge& edge : report.graph.edges) {
    out += edge.kind == EdgeKind::same_key
               ? fmt::format("  n{} -.- n{}\n", edge.from, edge.to)
               : fmt::format("  n{} -->|{}| n{}\n", edge.from, to_string(edge.kind), edge.to);
  }
  return out;
}

}  // namespace ahub::report
