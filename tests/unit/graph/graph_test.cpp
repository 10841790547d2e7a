// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/graph/graph.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace ahub;

namespace {

Package package_of(const std::string& slug, const std::vector<Relation>& relations = {}) {
  Package package;
  package.slug = slug;
  package.title = "Title of " + slug;
  package.profile = "generic@0.1";
  package.relations = relations;
  Claim claim;
  claim.id = "c1";
  claim.statement = "it is so";
  claim.structured.metric = "m-" + slug.substr(0, 1);
  claim.structured.value = 1;
  package.claims.push_back(claim);
  return package;
}

/// As the hub hands them over: in this order of publication.
std::vector<GraphPackage> given(const std::vector<Package>& packages) {
  std::vector<GraphPackage> out;
  for (const Package& package : packages)
    out.push_back(
        {&package, static_cast<std::int64_t>(out.size()) + 1, {package.version}, "L1", {}});
  return out;
}

std::set<std::string> ids(const Graph& graph) {
  std::set<std::string> out;
  for (const GraphNode& node : graph.nodes) out.insert(node.id);
  return out;
}

std::set<std::string> edges(const Graph& graph) {
  std::set<std::string> out;
  for (const GraphEdge& edge : graph.edges)
    out.insert(graph.nodes[edge.from].id + " " + std::string(to_string(edge.kind)) + " " +
               graph.nodes[edge.to].id);
  return out;
}

constexpr RelationKind kBuilds = RelationKind::builds_on;

}  // namespace

TEST_CASE("a graph holds relations, evidence, concepts, metrics and shared keys", "[graph]") {
  Package first = package_of("alpha"), second = package_of("another", {{kBuilds, "alpha"}});
  second.concepts = {"caching", "caching"};
  second.provenance.source = "arxiv:2205.14135v2";
  second.claims[0].evidence.push_back({"", 0, 0, "", "https://arxiv.org/abs/2205.14135"});
  second.relations.push_back({RelationKind::compares_to, "nowhere#c3"});
  const std::vector<Package> packages{first, second};
  const Graph graph = build_graph(given(packages));
  CHECK(edges(graph) == std::set<std::string>{
                            "alpha states alpha#c1", "another states another#c1",
                            "alpha#c1 measures metric:m-a", "another#c1 measures metric:m-a",
                            "another#c1 same_key alpha#c1", "another#c1 evidence arXiv:2205.14135",
                            "another source arXiv:2205.14135", "another about concept:caching",
                            "another builds_on alpha", "nowhere states nowhere#c3",
                            "another compares_to nowhere#c3"});
  CHECK(graph.nodes[*graph.find("alpha")].stored);
  CHECK_FALSE(graph.nodes[*graph.find("nowhere#c3")].stored);
  CHECK(graph.nodes[*graph.find("alpha#c1")].label == "m-a = 1");
}

TEST_CASE("a neighbourhood takes edges of both directions, so many steps and no more", "[graph]") {
  const std::vector<Package> packages{package_of("xx1"), package_of("yy2", {{kBuilds, "xx1"}}),
                                      package_of("zz3", {{kBuilds, "yy2"}}),
                                      package_of("ww4", {{kBuilds, "zz3"}})};
  const Graph graph = build_graph(given(packages));
  GraphSelection selection;
  selection.start = graph.find("yy2");
  selection.kinds = {NodeKind::package};
  CHECK(ids(select(graph, selection)) == std::set<std::string>{"xx1", "yy2", "zz3"});
  selection.depth = 0;
  CHECK(ids(select(graph, selection)) == std::set<std::string>{"yy2"});
  selection.depth = 1;
  selection.kinds = {NodeKind::claim};
  CHECK(ids(select(graph, selection)) == std::set<std::string>{"yy2", "yy2#c1"});
  selection.kinds.clear();
  CHECK(ids(select(graph, selection)) == std::set<std::string>{"xx1", "yy2", "yy2#c1", "zz3"});
}

TEST_CASE("a lineage is what a package rests on and what rests on it, without siblings",
          "[graph]") {
  const std::vector<Package> packages{
      package_of("root"), package_of("left", {{kBuilds, "root"}}),
      package_of("right", {{RelationKind::uses, "root#c1"}}),
      package_of("leaf", {{RelationKind::confirms, "right"}, {RelationKind::compares_to, "left"}})};
  const Graph graph = build_graph(given(packages));
  GraphSelection selection;
  selection.lineage = true;
  selection.start = graph.find("right");
  const Graph lineage = select(graph, selection);
  CHECK(ids(lineage) == std::set<std::string>{"root", "root#c1", "right", "leaf"});
  CHECK(edges(lineage) ==
        std::set<std::string>{"root states root#c1", "right uses root#c1", "leaf confirms right"});
  selection.start = graph.find("root");
  CHECK(ids(select(graph, selection)).count("left") == 1);
  selection.start.reset();
  CHECK(ids(select(graph, selection)) ==
        std::set<std::string>{"root", "root#c1", "left", "right", "leaf"});
}

TEST_CASE("a tree shows each node once and keeps the edges that it does not walk", "[graph]") {
  const std::vector<Package> packages{package_of("aa1"), package_of("bb2", {{kBuilds, "aa1"}}),
                                      package_of("cc3", {{kBuilds, "aa1"}}),
                                      package_of("dd4", {{kBuilds, "bb2"}, {kBuilds, "cc3"}})};
  const Graph all = build_graph(given(packages));
  GraphSelection selection;
  selection.kinds = {NodeKind::package};
  const Graph graph = select(all, selection);
  for (const auto start : {std::optional<std::size_t>(), graph.find("bb2")}) {
    const Tree tree = tree_of(graph, start);
    CHECK(tree.rows.size() == 4);
    std::set<std::size_t> nodes;
    for (const TreeRow& row : tree.rows) nodes.insert(row.node);
    CHECK(nodes.size() == 4);
    CHECK(tree.further.size() == 1);
    CHECK(graph.nodes[tree.rows.front().node].id == (start ? "bb2" : "dd4"));
  }
}

TEST_CASE("cycles of relations that rest on each other are found once, by a shortest way",
          "[graph]") {
  const std::vector<Package> packages{
      package_of("aa1", {{kBuilds, "bb2"}}),
      package_of("bb2", {{RelationKind::uses, "cc3"}, {RelationKind::confirms, "aa1"}}),
      package_of("cc3", {{RelationKind::supersedes, "aa1"}}),
      package_of("dd4", {{RelationKind::compares_to, "ee5"}}),
      package_of("ee5", {{RelationKind::contradicts, "dd4"}})};
  std::vector<GraphPackage> packed = given(packages);
  const std::vector<GraphFinding> findings = check_graph(packed);
  REQUIRE(!findings.empty());
  CHECK(findings[0].kind == "cycle");
  CHECK(findings[0].message == "aa1 builds_on bb2 confirms aa1");
  CHECK(findings[0].nodes == std::vector<std::string>{"aa1", "bb2"});
  CHECK(std::count_if(findings.begin(), findings.end(),
                      [](const GraphFinding& finding) { return finding.kind == "cycle"; }) == 1);
}

TEST_CASE("relations to the future and to nothing are found", "[graph]") {
  std::vector<Package> packages{
      package_of("early", {{kBuilds, "later"}, {RelationKind::compares_to, "later"}}),
      package_of("later", {{kBuilds, "absent"},
                           {RelationKind::contradicts, "early#c9"},
                           {RelationKind::compares_to, "early@7"},
                           {RelationKind::uses, "arXiv:2205.14135"}})};
  const auto kinds = [&] {
    std::vector<std::string> out;
    for (const GraphFinding& finding : check_graph(given(packages))) out.push_back(finding.kind);
    return out;
  };
  CHECK(kinds() == std::vector<std::string>{"later", "dangling", "dangling", "dangling"});
  // Dates of both sides say more than the order in which they entered the store.
  packages[0].provenance.published = packages[1].provenance.published = "2026-06-11";
  packages[1].relations.clear();
  CHECK(kinds().empty());
  packages[1].provenance.published = "2026-06-12";
  CHECK(kinds() == std::vector<std::string>{"later"});
}

TEST_CASE("a version that supersedes an earlier one of its own is no cycle", "[graph]") {
  std::vector<Package> packages{package_of("self", {{RelationKind::supersedes, "self@1"}})};
  packages[0].version = 2;
  std::vector<GraphPackage> packed = given(packages);
  packed[0].versions = {1, 2};
  CHECK(check_graph(packed).empty());
  packages[0].relations[0].target = "self";
  CHECK(check_graph(packed).at(0).message == "self supersedes self");
}

TEST_CASE("long lineages need no deep stack", "[graph]") {
  std::vector<Package> packages;
  for (int i = 0; i < 20000; ++i) {
    packages.push_back(package_of("p" + std::to_string(i + 1000)));
    packages.back().claims.clear();
    if (i > 0) packages.back().relations = {{kBuilds, packages[packages.size() - 2].slug}};
  }
  const std::vector<GraphPackage> packed = given(packages);
  CHECK(check_graph(packed).empty());
  const Graph graph = build_graph(packed);
  GraphSelection selection;
  selection.start = graph.find("p1000");
  selection.lineage = true;
  CHECK(select(graph, selection).nodes.size() == 20000);
  CHECK(tree_of(graph, selection.start).rows.size() == 20000);
}
