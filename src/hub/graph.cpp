// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Packages of the store handed to the graph, and the part of it that was asked for.
#include "ahub/hub/graph.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "hub/derive.hpp"

namespace ahub {
namespace {

/// Packages with what the graph says about them; `packages` point into `facts`.
struct Source {
  Facts facts;
  std::vector<GraphPackage> packages;
};

/// The one place where the graph reads the store. `instead`: shown in place of its slug's newest
/// version.
Source read_source(const Store& store, const std::optional<StoredPackage>& instead) {
  Source source;
  source.facts = current_facts(store);
  std::map<std::string, std::vector<std::int64_t>> versions;
  for (const StoredPackage& stored : store.packages())
    versions[stored.slug].push_back(stored.version);
  for (Known& known : source.facts.packages) {
    if (instead && instead->slug == known.stored.slug && instead->id != known.stored.id)
      known = known_package(store, *instead);
  }
  for (const Known& known : source.facts.packages) {
    GraphPackage package;
    package.package = &known.package;
    package.sequence = known.stored.sequence;
    package.versions = versions[known.stored.slug];
    const Level level =
        compute_level(known.package, known.integrity, known.receipts, source.facts.trusted);
    package.state = fmt::format("L{}", level.level);
    package.claim_states = claim_badges(known.package, known.receipts, source.facts.trusted);
    source.packages.push_back(std::move(package));
  }
  return source;
}

/// Keeps what names a package of the part.
void keep_near(const Graph& part, std::vector<GraphFinding>& findings) {
  const auto far = [&](const GraphFinding& finding) {
    return std::none_of(finding.nodes.begin(), finding.nodes.end(),
                        [&](const std::string& slug) { return part.find(slug).has_value(); });
  };
  findings.erase(std::remove_if(findings.begin(), findings.end(), far), findings.end());
}

}  // namespace

GraphReport graph_of(Hub& hub, const GraphRequest& request) {
  std::optional<StoredPackage> stored;
  std::string start;
  if (!request.start.empty()) {
    stored = hub.resolve(request.start);
    start = stored->slug;
    if (const std::optional<PackageRef> ref = parse_ref(request.start); ref && !ref->claim.empty())
      start += "#" + ref->claim;
  }
  const Source source = read_source(hub.store(), stored);
  const Graph all = build_graph(source.packages);
  GraphSelection selection{std::nullopt, request.depth, request.lineage, request.kinds};
  if (stored) {
    selection.start = all.find(start);
    if (!selection.start || !all.nodes[*selection.start].stored) {
      throw Error(ErrorKind::input, "not-found",
                  fmt::format("{}@{} has no claim '{}'", stored->slug, stored->version,
                              safe_text(start.substr(stored->slug.size() + 1))),
                  fmt::format("'ahub show {}' lists its claims", stored->slug));
    }
  }
  GraphReport report;
  report.graph = select(all, selection);
  if (stored) report.start = report.graph.find(start);
  report.checked = request.check;
  if (!request.check) return report;
  report.findings = check_graph(source.packages);
  if (stored) keep_near(report.graph, report.findings);
  return report;
}

}  // namespace ahub
