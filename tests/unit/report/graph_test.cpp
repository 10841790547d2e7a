// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "ahub/report/reading.hpp"

using namespace ahub;

TEST_CASE("no drawing of a graph lets a package's text out of its place", "[graph]") {
  GraphReport report;
  const std::string bad = "\"];evil\\\n<b>&amp;\x1b[31m\u202e|`#";
  report.graph.nodes = {{"one", NodeKind::package, bad, "L1", true},
                        {"concept:" + bad, NodeKind::concept_name, bad, "", true},
                        {"metric:" + bad, NodeKind::metric, bad, "", true}};
  report.graph.edges = {{0, 1, EdgeKind::about}, {0, 2, EdgeKind::measures}};
  report.findings = {{"dangling", bad, {"one"}}};
  for (const std::string& text :
       {report::graph_text(report, {}).str(), report::graph_dot(report).str(),
        report::graph_mermaid(report).str(), report::graph_graphml(report).str(),
        report::graph_json(report).str(), report::graph_findings(report, {}).str()}) {
    CHECK(text.find('\x1b') == std::string::npos);
    CHECK(text.find("\u202e") == std::string::npos);
  }
  CHECK(report::graph_dot(report).str().find("\\\"];evil") != std::string::npos);
  CHECK(report::graph_dot(report).str().find("\n<b>") == std::string::npos);
  CHECK(report::graph_mermaid(report).str().find("<b>") == std::string::npos);
  CHECK(report::graph_mermaid(report).str().find("evil|") == std::string::npos);
  CHECK(report::graph_graphml(report).str().find("<b>") == std::string::npos);
  CHECK(report::graph_graphml(report).str().find("&lt;b&gt;&amp;amp;") != std::string::npos);
}
