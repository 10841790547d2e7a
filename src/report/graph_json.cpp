// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/report/reading.hpp"
#include "ahub/report/report.hpp"

namespace ahub::report {

JsonLines graph_json(const GraphReport& report) {
  Json nodes = Json::array(), edges = Json::array(), findings = Json::array();
  for (const GraphNode& node : report.graph.nodes) {
    nodes.push(Json::object()
                   .set("id", node.id)
                   .set("kind", to_string(node.kind))
                   .set("label", node.label)
                   .set("state", node.state)
                   .set("stored", node.stored));
  }
  for (const GraphEdge& edge : report.graph.edges) {
    edges.push(Json::object()
                   .set("from", report.graph.nodes[edge.from].id)
                   .set("to", report.graph.nodes[edge.to].id)
                   .set("kind", to_string(edge.kind)));
  }
  for (const GraphFinding& finding : report.findings) {
    Json names = Json::array();
    for (const std::string& name : finding.nodes) names.push(name);
    findings.push(Json::object()
                      .set("kind", finding.kind)
                      .set("message", finding.message)
                      .set("packages", std::move(names)));
  }
  Json data = Json::object()
                  .set("start", report.start ? Json(report.graph.nodes[*report.start].id) : Json())
                  .set("nodes", std::move(nodes))
                  .set("edges", std::move(edges))
                  .set("checked", report.checked)
                  .set("findings", std::move(findings));
  return JsonText::pretty(envelope("ahub.graph/1", std::move(data)));
}

}  // namespace ahub::report
