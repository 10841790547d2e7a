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

std::map<std::string, std::vector<std::int64_t>> versions_by_slug(const Store& store) {
  std::map<std::string, std::vector<std::int64_t>> versions;
  for (const StoredPackage& stored : store.packages())
    versions[stored.slug].push_back(stored.version);
  return versions;
}

/// What a check looks at: a million whole manifests would not fit in memory.
Package checked_part(Package&& package) {
  Package part;
  part.slug = std::move(package.slug);
  part.version = package.version;
  part.provenance.published = std::move(package.provenance.published);
  part.relations = std::move(package.relations);
  for (Claim& claim : package.claims) part.claims.emplace_back().id = std::move(claim.id);
  return part;
}

std::vector<GraphFinding> check_store(Hub& hub) {
  const FactReader facts(hub.store());
  const auto versions = versions_by_slug(hub.store());
  std::vector<Package> parts;
  parts.reserve(facts.packages().size());
  std::vector<GraphPackage> packages;
  for (const StoredPackage& stored : facts.packages()) {
    parts.push_back(checked_part(hub.parse(stored)));
    GraphPackage& package = packages.emplace_back();
    package.package = &parts.back();
    package.sequence = stored.sequence;
    package.versions = versions.at(stored.slug);
  }
  return check_graph(packages);
}

/// The whole store. `instead`: shown in place of its slug's newest version.
GraphSource read_all(const Store& store, const std::optional<StoredPackage>& instead) {
  GraphSource source;
  source.facts = current_facts(store);
  const auto versions = versions_by_slug(store);
  for (Known& known : source.facts.packages) {
    if (instead && instead->slug == known.stored.slug && instead->id != known.stored.id)
      known = known_package(store, *instead, trusted_of(store));
  }
  describe(source);
  for (GraphPackage& package : source.packages)
    package.versions = versions.at(package.package->slug);
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
  if (request.check && request.only_findings && request.start.empty())
    return {{}, std::nullopt, true, check_store(hub)};
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
      if (start.size() <= stored->slug.size() + 1) {
        throw Error(
            ErrorKind::store, "damaged-store",
            fmt::format("the manifest of '{}' cannot be read as its own", safe_text(stored->slug)),
            "run 'ahub doctor' to see what else is damaged");
      }
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
