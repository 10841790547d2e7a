// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A graph as GraphML, for Gephi, yEd, networkx and igraph.
#include <fmt/format.h>

#include "ahub/report/reading.hpp"
#include "report/words.hpp"

namespace ahub::report {
std::string graph_graphml(const GraphReport& report) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";
  for (const char* name : {"kind", "label", "state"})
    out += fmt::format("  <key id=\"{0}\" for=\"node\" attr.name=\"{0}\" attr.type=\"string\"/>\n",
                       name);
  out += "  <key id=\"stored\" for=\"node\" attr.name=\"stored\" attr.type=\"boolean\"/>\n";
  out += "  <key id=\"relation\" for=\"edge\" attr.name=\"kind\" attr.type=\"string\"/>\n";
  out += "  <graph id=\"ahub\" edgedefault=\"directed\">\n";
  for (const GraphNode& node : report.graph.nodes) {
    out += fmt::format(
        "    <node id=\"{}\"><data key=\"kind\">{}</data><data key=\"label\">{}</data>"
        "<data key=\"state\">{}</data><data key=\"stored\">{}</data></node>\n",
        xml_text(node.id), to_string(node.kind), xml_text(node.label), xml_text(node.state),
        node.stored);
  }
  for (const GraphEdge& edge : report.graph.edges) {
    out += fmt::format(
        "    <edge source=\"{}\" target=\"{}\"><data key=\"relation\">{}</data></edge>\n",
        xml_text(report.graph.nodes[edge.from].id), xml_text(report.graph.nodes[edge.to].id),
        to_string(edge.kind));
  }
  return out + "  </graph>\n</graphml>\n";
}

}  // namespace ahub::report
