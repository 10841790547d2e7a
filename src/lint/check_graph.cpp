// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What the graph rules look for: exploration without cycles, relations that lead somewhere.
#include "lint/check_graph.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/package/external.hpp"
#include "lint/finding.hpp"

namespace ahub::lint_rules {
namespace {

/// Calls `visit(node of the exploration, its tree)` for each.
template <class Visit>
void each_step(const LintContext& context, Visit visit) {
  const std::vector<ExplorationNode>& steps = context.package().exploration;
  for (std::size_t i = 0; i < steps.size(); ++i) visit(steps[i], context.root()["exploration"][i]);
}

template <class Visit>
void each_relation(const LintContext& context, Visit visit) {
  const std::vector<Relation>& relations = context.package().relations;
  for (std::size_t i = 0; i < relations.size(); ++i)
    visit(relations[i], context.root()["relations"][i]);
}

}  // namespace

void check_duplicate_step(LintContext& context) {
  std::map<std::string, Span> seen;
  each_step(context, [&](const ExplorationNode& step, const Node& node) {
    const auto [place, fresh] = seen.try_emplace(step.id, node["id"].span);
    if (!fresh) {
      report(context, "AH601", node["id"].span,
             fmt::format("the exploration has two nodes {}", in_quotes(step.id)),
             "give each its own id", {{place->second, "first here"}});
    }
  });
}

void check_dangling_parent(LintContext& context) {
  std::vector<std::string> ids;
  for (const ExplorationNode& step : context.package().exploration) ids.push_back(step.id);
  const std::set<std::string_view> known(ids.begin(), ids.end());
  each_step(context, [&](const ExplorationNode& step, const Node& node) {
    for (std::size_t i = 0; i < step.parents.size(); ++i) {
      if (known.count(step.parents[i]) > 0) continue;
      report(context, "AH602", node["parents"][i].span,
             fmt::format("there is no exploration node {}", in_quotes(step.parents[i])),
             did_you_mean(context, step.parents[i], ids));
    }
  });
}

void check_cycle(LintContext& context) {
  const std::vector<ExplorationNode>& steps = context.package().exploration;
  // Nodes whose parents are all resolved are taken away until none is left; what remains hangs on a
  // cycle. Each node waits for as many parents as are nodes of the exploration; of two nodes with
  // one id the first that is free resolves it.
  std::map<std::string_view, std::vector<std::size_t>> children;
  for (const ExplorationNode& step : steps) children[step.id];
  std::vector<std::size_t> waits(steps.size(), 0), free;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    for (const std::string& parent : steps[i].parents) {
      const auto known = children.find(parent);
      if (known == children.end()) continue;
      known->second.push_back(i);
      ++waits[i];
    }
    if (waits[i] == 0) free.push_back(i);
  }
  std::set<std::string_view> resolved;
  while (!free.empty()) {
    const std::string_view id = steps[free.back()].id;
    free.pop_back();
    if (!resolved.insert(id).second) continue;
    for (const std::size_t child : children[id]) {
      if (--waits[child] == 0) free.push_back(child);
    }
  }
  bool reported = false;
  each_step(context, [&](const ExplorationNode& step, const Node& node) {
    if (reported || resolved.count(step.id) > 0) return;
    reported = true;
    report(context, "AH603", node["parents"].span,
           fmt::format("the exploration node {} descends from itself", in_quotes(step.id)),
           "remove one of the parents that close the circle");
  });
}

void check_lesson(LintContext& context) {
  each_step(context, [&](const ExplorationNode& step, const Node& node) {
    if (step.type != "dead_end" || !step.lesson.empty()) return;
    report(context, "AH604", node["type"].span,
           fmt::format("the dead end {} has no lesson", in_quotes(step.id)),
           "add 'lesson: ...': what others need not try again");
  });
}

void check_self_relation(LintContext& context) {
  each_relation(context, [&](const Relation& relation, const Node& node) {
    const std::optional<PackageRef> ref = parse_ref(relation.target);
    const bool self = ref && ref->slug == context.package().slug;
    if (!self || (relation.kind == RelationKind::supersedes && ref->version)) return;
    report(context, "AH605", node["target"].span,
           fmt::format("the package relates to itself: {}", in_quotes(relation.target)));
  });
}

void check_relation_target(LintContext& context) {
  each_relation(context, [&](const Relation& relation, const Node& node) {
    if (parse_ref(relation.target) || !external_id(relation.target).empty()) return;
    report(context, "AH606", node["target"].span,
           fmt::format("the target {} is no package and no known form of an external work",
                       in_quotes(relation.target)),
           "write slug, slug@2, slug#c1, arXiv:ID, doi:... or a URL");
  });
}

void check_duplicate_relation(LintContext& context) {
  std::set<std::pair<RelationKind, std::string>> seen;
  each_relation(context, [&](const Relation& relation, const Node& node) {
    // "DOI:10.1000/182" and "https://doi.org/10.1000/182" are one work.
    const std::string work =
        parse_ref(relation.target) ? std::string() : external_id(relation.target);
    if (seen.emplace(relation.kind, work.empty() ? relation.target : work).second) return;
    report(context, "AH607", node["target"].span,
           fmt::format("the relation {} {} stands twice", to_string(relation.kind),
                       in_quotes(relation.target)));
  });
}

void check_supersedes(LintContext& context) {
  each_relation(context, [&](const Relation& relation, const Node& node) {
    const std::optional<PackageRef> ref = parse_ref(relation.target);
    const bool own = relation.kind == RelationKind::supersedes && ref &&
                     ref->slug == context.package().slug && ref->version;
    if (!own || *ref->version < context.package().version) return;
    report(context, "AH608", node["target"].span,
           fmt::format("version {} cannot supersede version {}", context.package().version,
                       *ref->version),
           "name an older version");
  });
}

}  // namespace ahub::lint_rules
