// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "hub/graph_near.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/graph/external.hpp"

namespace ahub {

void describe(GraphSource& source) {
  std::sort(source.facts.packages.begin(), source.facts.packages.end(),
            [](const Known& left, const Known& right) {
              return left.stored.sequence < right.stored.sequence;
            });
  source.packages.clear();
  for (const Known& known : source.facts.packages) {
    GraphPackage package;
    package.package = &known.package;
    package.sequence = known.stored.sequence;
    package.state = fmt::format("L{}", level_of(known).level);
    package.claim_states = claim_badges(known.package, known.receipts.counted);
    source.packages.push_back(std::move(package));
  }
}

namespace {

constexpr int kAll = -1;

bool is_lineage(const std::string& kind) {
  return std::any_of(std::begin(kLineage), std::end(kLineage),
                     [&](EdgeKind each) { return to_string(each) == kind; });
}

/// Grows a set of packages until the part of the graph that is asked for no longer changes.
class Growth {
 public:
  Growth(const Store& store, const GraphRequest& request)
      : store_(store), request_(request), trusted_(trusted_of(store)) {}

  std::optional<GraphSource> run(const std::string& slug) {
    add(slug);
    if (request_.lineage) add_lineage(slug);
    for (bool grown = true; grown && !lost_;) {
      if (2 * static_cast<std::int64_t>(known_.size()) > store_.package_count() + kSmall)
        return std::nullopt;
      describe(source_);
      const std::size_t before = known_.size();
      take(build_graph(source_.packages));
      grown = known_.size() > before;
    }
    if (lost_) return std::nullopt;
    return std::move(source_);
  }

 private:
  static constexpr std::int64_t kSmall = 10;

  void add(const std::string& slug) {
    if (!known_.insert(slug).second) return;
    if (const std::optional<StoredPackage> stored = store_.find(slug, std::nullopt))
      source_.facts.packages.push_back(known_package(store_, *stored, trusted_));
  }
  void add_citing(const std::string& slug) {
    if (!cited_.insert(slug).second) return;
    for (const std::string& citing : store_.citing(slug)) add(citing);
  }
  void add_mentioning(Mention what, const std::string& name, int limit) {
    if (limit == kAll && !asked_.emplace(what, name).second) return;
    for (const std::string& slug : store_.mentioning(what, name, limit)) add(slug);
  }

  /// What it rests on and what rests on it, to the end.
  void add_lineage(const std::string& start) {
    for (const bool up : {true, false}) {
      std::set<std::string> seen{start};
      std::vector<std::string> stack{start};
      while (!stack.empty()) {
        const std::string slug = std::move(stack.back());
        stack.pop_back();
        add(slug);
        for (const std::string& next : up ? rests_on(slug) : resting_on(slug)) {
          if (seen.insert(next).second) stack.push_back(next);
        }
      }
    }
  }
  std::vector<std::string> rests_on(const std::string& slug) const {
    std::vector<std::string> slugs;
    const std::optional<FeedNode> node = store_.feed_node(slug);
    if (!node) return slugs;
    for (const RelationRow& relation : store_.relations(node->package)) {
      if (is_lineage(relation.kind) && !relation.slug.empty()) slugs.push_back(relation.slug);
    }
    return slugs;
  }
  std::vector<std::string> resting_on(const std::string& slug) const {
    std::vector<std::string> slugs;
    for (const std::string& citing : store_.citing(slug)) {
      const std::vector<std::string> targets = rests_on(citing);
      if (std::find(targets.begin(), targets.end(), slug) != targets.end()) slugs.push_back(citing);
    }
    return slugs;
  }

  /// Adds what decides how the part of this graph looks, and what its inner nodes are joined to.
  void take(const Graph& graph) {
    // A claim that was asked for may not exist; its package does.
    const std::optional<std::size_t> claim = graph.find(request_.start);
    GraphSelection selection{claim ? claim : graph.find(slug_of_side(request_.start)),
                             request_.depth, request_.lineage, request_.kinds};
    if (!selection.start) return;
    const Graph part = select(graph, selection);
    for (const GraphNode& node : part.nodes) take_node(node, false);
    if (request_.lineage || request_.depth == 0) return;
    --selection.depth;
    for (const GraphNode& node : select(graph, selection).nodes) take_node(node, true);
  }
  /// `inner`: with everything that is joined to it. Else only with what says where it stands in the
  /// order of the nodes, which is the first to mention it, and what it is joined to inside.
  void take_node(const GraphNode& node, bool inner) {
    const int limit = inner ? kAll : 1;
    switch (node.kind) {
      case NodeKind::package:
      case NodeKind::claim: {
        const std::string slug = slug_of_side(node.id);
        // What was not read before looks as if it were not stored.
        const bool read = known_.count(slug) > 0;
        add(slug);
        if (inner || (read && !node.stored)) add_citing(slug);
        if (node.kind == NodeKind::claim && node.stored) take_key(slug, node.id, limit);
        return;
      }
      case NodeKind::metric:
        return add_mentioning(Mention::metric, node.label, limit);
      case NodeKind::concept_name:
        return add_mentioning(Mention::concept_name, node.label, limit);
      case NodeKind::external: {
        lost_ = lost_ || external_id(node.id) != node.id;
        // The table also knows works that the graph does not show, and folds case: the first there
        // may not be the first here.
        return add_mentioning(Mention::work, case_folded(node.id), kAll);
      }
    }
  }
  void take_key(const std::string& slug, const std::string& id, int limit) {
    const auto known = std::find_if(source_.facts.packages.begin(), source_.facts.packages.end(),
                                    [&](const Known& each) { return each.package.slug == slug; });
    if (known == source_.facts.packages.end()) return;
    const Package& package = known->package;
    const Claim* const claim = package.find_claim(std::string_view(id).substr(slug.size() + 1));
    if (claim == nullptr) return;
    if (const std::string key = frontier_key(package.profile, *claim); !key.empty())
      add_mentioning(Mention::key, key, limit);
  }

  const Store& store_;
  const GraphRequest& request_;
  const std::vector<std::string> trusted_;
  GraphSource source_;
  std::set<std::string> known_, cited_;
  std::set<std::pair<Mention, std::string>> asked_;
  bool lost_ = false;
};

}  // namespace

std::optional<GraphSource> read_near(const Store& store, const GraphRequest& request) {
  return Growth(store, request).run(slug_of_side(request.start));
}

}  // namespace ahub
