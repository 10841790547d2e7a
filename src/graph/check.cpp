// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What should not be in a graph of packages: cycles, relations to the future, and to nothing.
#include <algorithm>
#include <deque>
#include <map>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/graph/graph.hpp"

namespace ahub {
namespace {

/// Relations by which a package rests on an earlier one.
bool rests_on(RelationKind kind) {
  return kind == RelationKind::builds_on || kind == RelationKind::uses ||
         kind == RelationKind::confirms || kind == RelationKind::supersedes;
}

struct Link {
  std::size_t to;
  RelationKind kind;
};
using Links = std::vector<std::vector<Link>>;

/// Strongly connected components (Tarjan 1972, with a stack of its own), each in ascending order.
std::vector<std::vector<std::size_t>> components(const Links& links) {
  constexpr std::size_t kNew = static_cast<std::size_t>(-1);
  std::vector<std::size_t> order(links.size(), kNew), low(links.size()), open;
  std::vector<bool> is_open(links.size());
  std::vector<std::vector<std::size_t>> found;
  std::size_t count = 0;
  struct Frame {
    std::size_t node, next;
  };
  for (std::size_t root = 0; root < links.size(); ++root) {
    if (order[root] != kNew) continue;
    std::vector<Frame> stack{{root, 0}};
    while (!stack.empty()) {
      const std::size_t node = stack.back().node;
      if (order[node] == kNew) {
        order[node] = low[node] = count++;
        open.push_back(node);
        is_open[node] = true;
      }
      if (stack.back().next < links[node].size()) {
        const std::size_t to = links[node][stack.back().next++].to;
        if (order[to] == kNew)
          stack.push_back({to, 0});
        else if (is_open[to])
          low[node] = std::min(low[node], order[to]);
        continue;
      }
      stack.pop_back();
      if (!stack.empty()) low[stack.back().node] = std::min(low[stack.back().node], low[node]);
      if (low[node] != order[node]) continue;
      std::vector<std::size_t> members;
      do {
        members.push_back(open.back());
        is_open[open.back()] = false;
        open.pop_back();
      } while (members.back() != node);
      std::sort(members.begin(), members.end());
      found.push_back(std::move(members));
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// A shortest way from `start` back to itself inside the component; empty when there is none.
std::vector<Link> shortest_cycle(const Links& links, const std::vector<std::size_t>& members,
                                 std::size_t start) {
  struct Came {
    std::size_t from;
    RelationKind kind;
  };
  std::map<std::size_t, Came> came;
  std::deque<std::size_t> queue{start};
  while (!queue.empty() && came.count(start) == 0) {
    const std::size_t node = queue.front();
    queue.pop_front();
    for (const Link& link : links[node]) {
      if (!std::binary_search(members.begin(), members.end(), link.to)) continue;
      if (came.try_emplace(link.to, Came{node, link.kind}).second) queue.push_back(link.to);
    }
  }
  std::vector<Link> way;
  if (came.count(start) == 0) return way;
  std::size_t node = start;
  do {
    const Came& step = came.at(node);
    way.push_back({node, step.kind});
    node = step.from;
  } while (node != start);
  std::reverse(way.begin(), way.end());
  return way;
}

void find_cycles(std::span<const GraphPackage> packages, const Links& links,
                 std::vector<GraphFinding>& findings) {
  for (const std::vector<std::size_t>& members : components(links)) {
    const std::vector<Link> way = shortest_cycle(links, members, members.front());
    if (way.empty()) continue;
    GraphFinding finding{"cycle", packages[members.front()].package->slug, {}};
    for (const Link& link : way) {
      const std::string& slug = packages[link.to].package->slug;
      finding.message += fmt::format(" {} {}", to_string(link.kind), slug);
      finding.nodes.push_back(slug);
    }
    std::rotate(finding.nodes.begin(), finding.nodes.end() - 1, finding.nodes.end());
    findings.push_back(std::move(finding));
  }
}

/// Whether `target` was published after `package`, in words; empty when not.
std::string later(const GraphPackage& package, const GraphPackage& target) {
  const std::string& ours = package.package->provenance.published;
  const std::string& theirs = target.package->provenance.published;
  if (!ours.empty() && !theirs.empty())
    return theirs > ours ? fmt::format("was published on {}, after {}", theirs, ours)
                         : std::string();
  return target.sequence > package.sequence ? "was published later" : "";
}

/// Why the relation's target is not there; empty when it is.
std::string missing(const GraphPackage& target, const PackageRef& ref) {
  const auto& versions = target.versions;
  if (ref.version && std::find(versions.begin(), versions.end(), *ref.version) == versions.end())
    return fmt::format("{} has no version {} in the store", ref.slug, *ref.version);
  // Only the newest version is at hand, so only its claims can be missed.
  const bool newest = !ref.version || *ref.version == target.package->version;
  if (newest && !ref.claim.empty() && target.package->find_claim(ref.claim) == nullptr)
    return fmt::format("{} has no claim {}", target.package->ref(), ref.claim);
  return {};
}

}  // namespace

std::vector<GraphFinding> check_graph(std::span<const GraphPackage> packages) {
  std::map<std::string_view, std::size_t> index;
  for (std::size_t i = 0; i < packages.size(); ++i) index[packages[i].package->slug] = i;
  Links links(packages.size());
  std::vector<GraphFinding> findings, others;
  for (std::size_t i = 0; i < packages.size(); ++i) {
    const Package& package = *packages[i].package;
    for (const Relation& relation : package.relations) {
      const std::optional<PackageRef> ref = parse_ref(relation.target);
      if (!ref || ref->slug.empty()) continue;  // A work outside.
      const std::string words = fmt::format("{} {} {}", package.slug, to_string(relation.kind),
                                            safe_text(relation.target));
      const auto found = index.find(ref->slug);
      if (found == index.end()) {
        others.push_back({"dangling", words + ": no such package in the store", {package.slug}});
        continue;
      }
      const GraphPackage& target = packages[found->second];
      if (const std::string why = missing(target, *ref); !why.empty())
        others.push_back({"dangling", words + ": " + why, {package.slug, ref->slug}});
      if (!rests_on(relation.kind)) continue;
      // A new version rests on an earlier one of its own.
      if (found->second == i && ref->version && *ref->version < package.version) continue;
      links[i].push_back({found->second, relation.kind});
      if (const std::string why = later(packages[i], target); !why.empty())
        others.push_back(
            {"later", fmt::format("{}: {} {}", words, ref->slug, why), {package.slug, ref->slug}});
    }
  }
  find_cycles(packages, links, findings);
  findings.insert(findings.end(), others.begin(), others.end());
  return findings;
}

}  // namespace ahub
