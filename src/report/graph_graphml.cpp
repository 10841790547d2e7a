// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A graph as GraphML, for Gephi, yEd, networkx and igraph.
#include <fmt/format.h>

#include "ahub/report/reading.hpp"
#include "report/words.hpp"

namespace ahub::report {
Xml graph_graphml(const GraphReport& report) {
  Xml out(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
  for (const char* name : {"kind", "label", "state"})
    out += Xml::format("  <key id=\"{0}\" for=\"node\" attr.name=\"{0}\" attr.type=\"string\"/>\n",
                       name);
  out += "  <key id=\"stored\" for=\"node\" attr.name=\"stored\" attr.type=\"boolean\"/>\n";
  out += "  <key id=\"relation\" for=\"edge\" attr.name=\"kind\" attr.type=\"string\"/>\n";
  out += "  <graph id=\"ahub\" edgedefault=\"directed\">\n";
  for (const GraphNode& node : report.graph.nodes) {
    out += Xml::format(
        "    <node id=\"{}\"><data key=\"kind\">{}</data><data key=\"label\">{}</data>"
        "<data key=\"state\">{}</data><data key=\"stored\">{}</data></node>\n",
        node.id, to_string(node.kind), node.label, node.state, node.stored);
  }
  for (const GraphEdge& edge : report.graph.edges) {
    out += Xml::format(
        "    <edge source=\"{}\" target=\"{}\"><data key=\"relation\">{}</data></edge>\n",
        report.graph.nodes[edge.from].id, report.graph.nodes[edge.to].id, to_string(edge.kind));
  }
  return out + "  </graph>\n</graphml>\n";
}

}  // namespace ahub::report
