// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Packages of the store handed to the graph, and the part of it that was asked for.
#include "ahub/hub/graph.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "hub/graph_near.hpp"

namespace ahub {
namespace {

/// The whole store. `instead`: shown in place of its slug's newest version.
GraphSource read_all(const Store& store, const std::optional<StoredPackage>& instead) {
  GraphSource source;
  source.facts = current_facts(store);
  std::map<std::string, std::vector<std::int64_t>> versions;
  for (const StoredPackage& stored : store.packages())
    versions[stored.slug].push_back(stored.version);
  for (Known& known : source.facts.packages) {
    if (instead && instead->slug == known.stored.slug && instead->id != known.stored.id)
      known = known_package(store, *instead);
  }
  describe(source);
  for (GraphPackage& package : source.packages) package.versions = versions[package.package->slug];
  return source;
}

/// What lies around one package is found by the derived tables, which know the newest versions.
GraphSource read_source(const Store& store, const std::optional<StoredPackage>& stored,
                        const std::string& start, const GraphRequest& request) {
  if (stored && !request.check && !store.derived_stale() &&
      store.find(stored->slug, std::nullopt)->id == stored->id) {
    GraphRequest near = request;
    near.start = start;
    if (std::optional<GraphSource> source = read_near(store, near)) return std::move(*source);
  }
  return read_all(store, stored);
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
  const GraphSource source = read_source(hub.store(), stored, start, request);
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
