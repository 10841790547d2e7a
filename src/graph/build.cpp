// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// From packages to nodes and edges.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/graph/external.hpp"
#include "ahub/graph/graph.hpp"

namespace ahub {
namespace {

constexpr std::string_view kNodeWords[] = {"package", "claim", "metric", "concept", "external"};
constexpr std::string_view kEdgeWords[] = {"builds_on", "confirms",    "contradicts", "supersedes",
                                           "uses",      "compares_to", "states",      "measures",
                                           "about",     "evidence",    "source",      "same_key"};

EdgeKind edge_kind(RelationKind kind) {
  switch (kind) {
    case RelationKind::builds_on:
      return EdgeKind::builds_on;
    case RelationKind::confirms:
      return EdgeKind::confirms;
    case RelationKind::contradicts:
      return EdgeKind::contradicts;
    case RelationKind::supersedes:
      return EdgeKind::supersedes;
    case RelationKind::uses:
      return EdgeKind::uses;
    case RelationKind::compares_to:
      return EdgeKind::compares_to;
  }
  return EdgeKind::compares_to;
}

std::string claim_label(const Claim& claim) {
  const Structured& stated = claim.structured;
  if (!stated.value) return claim.statement;
  std::string text = stated.metric.empty() ? "value" : stated.metric;
  text += " = " + format_real(*stated.value);
  return stated.unit.empty() || stated.unit == "1" ? text : text + " " + stated.unit;
}

class Builder {
 public:
  explicit Builder(std::span<const GraphPackage> packages) {
    // Packages and claims first, so that a relation to a later one finds it.
    for (const GraphPackage& each : packages) {
      const Package& package = *each.package;
      const std::size_t node =
          add({package.slug, NodeKind::package, package.title, each.state, true});
      for (std::size_t i = 0; i < package.claims.size(); ++i) {
        const Claim& claim = package.claims[i];
        join(node,
             add({package.slug + "#" + claim.id, NodeKind::claim, claim_label(claim),
                  i < each.claim_states.size() ? each.claim_states[i] : std::string(), true}),
             EdgeKind::states);
      }
    }
    for (const GraphPackage& each : packages) {
      add_claims(*each.package);
      add_package(*each.package);
    }
  }

  Graph take() { return std::move(graph_); }

 private:
  std::size_t add(GraphNode node) {
    const auto [place, inserted] = index_.try_emplace(node.id, graph_.nodes.size());
    if (inserted) graph_.nodes.push_back(std::move(node));
    return place->second;
  }

  void join(std::size_t from, std::size_t to, EdgeKind kind) {
    if (known_.emplace(from, to, kind).second) graph_.edges.push_back({from, to, kind});
  }

  void join_external(std::size_t from, const std::string& text, EdgeKind kind) {
    std::string id = external_id(text);
    if (id.empty()) id = text;
    join(from, add({id, NodeKind::external, id, "", true}), kind);
  }

  void add_claims(const Package& package) {
    for (const Claim& claim : package.claims) {
      const std::size_t node = index_.at(package.slug + "#" + claim.id);
      if (const std::string& metric = claim.structured.metric; !metric.empty())
        join(node, add({"metric:" + metric, NodeKind::metric, metric, "", true}),
             EdgeKind::measures);
      for (const Evidence& evidence : claim.evidence) {
        if (!evidence.source.empty()) join_external(node, evidence.source, EdgeKind::evidence);
      }
      const std::string key = frontier_key(package.profile, claim);
      if (key.empty()) continue;
      const auto [first, inserted] = first_of_key_.try_emplace(key, package.slug, node);
      if (!inserted && first->second.first != package.slug)
        join(node, first->second.second, EdgeKind::same_key);
    }
  }

  void add_package(const Package& package) {
    const std::size_t node = index_.at(package.slug);
    if (const std::string& source = package.provenance.source; !source.empty())
      join_external(node, source, EdgeKind::source);
    for (const std::string& name : package.concepts)
      join(node, add({"concept:" + name, NodeKind::concept_name, name, "", true}), EdgeKind::about);
    for (const Relation& relation : package.relations) {
      const std::optional<PackageRef> ref = parse_ref(relation.target);
      if (!ref || ref->slug.empty()) {
        join_external(node, relation.target, edge_kind(relation.kind));
        continue;
      }
      const std::size_t target = add({ref->slug, NodeKind::package, "", "", false});
      const std::size_t end =
          ref->claim.empty() ? target
                             : add({ref->slug + "#" + ref->claim, NodeKind::claim, "", "", false});
      if (end != target) join(target, end, EdgeKind::states);
      // A version that supersedes an earlier one of its own is no edge of this graph.
      if (end != node) join(node, end, edge_kind(relation.kind));
    }
  }

  Graph graph_;
  std::map<std::string, std::size_t, std::less<>> index_;
  std::set<std::tuple<std::size_t, std::size_t, EdgeKind>> known_;
  std::map<std::string, std::pair<std::string, std::size_t>> first_of_key_;
};

}  // namespace

std::string_view to_string(NodeKind kind) noexcept {
  return kNodeWords[static_cast<std::size_t>(kind)];
}

std::string_view to_string(EdgeKind kind) noexcept {
  return kEdgeWords[static_cast<std::size_t>(kind)];
}

std::optional<NodeKind> node_kind(std::string_view word) noexcept {
  const auto* const found = std::find(std::begin(kNodeWords), std::end(kNodeWords), word);
  if (found == std::end(kNodeWords)) return std::nullopt;
  return static_cast<NodeKind>(found - std::begin(kNodeWords));
}

std::optional<std::size_t> Graph::find(std::string_view id) const noexcept {
  const auto found = std::find_if(nodes.begin(), nodes.end(),
                                  [&](const GraphNode& node) { return node.id == id; });
  if (found == nodes.end()) return std::nullopt;
  return static_cast<std::size_t>(found - nodes.begin());
}

Graph build_graph(std::span<const GraphPackage> packages) { return Builder(packages).take(); }

}  // namespace ahub
