// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The list of changes, and the parts of a package that are plain lists.
#include "graph/difference.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/base/units.hpp"
#include "ahub/graph/values.hpp"

namespace ahub {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

constexpr std::string_view kKinds[] = {"added", "removed", "changed"};
constexpr std::string_view kSections[] = {"metadata", "claim", "value",    "protocol",   "recipe",
                                          "artifact", "run",   "relation", "exploration"};

std::string quantity(std::optional<double> value, const std::string& unit) {
  if (!value) return {};
  // A plain number stands alone: "0.509 1" reads as two.
  return unit.empty() || unit == "1" ? format_real(*value)
                                     : fmt::format("{} {}", format_real(*value), unit);
}

void compare_metadata(const Package& left, const Package& right, Changes& changes) {
  const auto text = [&](const char* item, const std::string& before, const std::string& after) {
    changes.text(ChangeSection::metadata, item, before, after);
  };
  text("title", left.title, right.title);
  text("abstract", left.abstract, right.abstract);
  text("profile", left.profile, right.profile);
  text("domain", left.domain, right.domain);
  text("license", left.license, right.license);
  changes.sets(ChangeSection::metadata, "concept", left.concepts, right.concepts);
  const auto contributors = [](const Package& package) {
    std::vector<std::string> out;
    for (const Contributor& each : package.contributors) {
      std::string who = fmt::format("{} ({}", each.name, to_string(each.kind));
      for (const std::string& more : {each.role, each.system, each.model, each.orcid, each.url})
        if (!more.empty()) who += ", " + more;
      out.push_back(who + ")");
    }
    return out;
  };
  changes.sets(ChangeSection::metadata, "contributor", contributors(left), contributors(right));
  text("published", left.provenance.published, right.provenance.published);
  text("generator", left.provenance.generator, right.provenance.generator);
  text("oversight", left.provenance.human_oversight, right.provenance.human_oversight);
  text("source", left.provenance.source, right.provenance.source);
  text("licence URL", left.provenance.license_url, right.provenance.license_url);
}

/// Every file but the manifest by what it holds, and what is declared but not bundled.
Pairs artifacts(const PackageContent& content) {
  std::map<std::string, std::string> found;
  for (std::size_t i = 0; i < content.files.files.size(); ++i) {
    const PackageFile& file = content.files.files[i];
    if (content.package.manifest == i) continue;
    found[file.path] = fmt::format("{} bytes, sha256:{}", file.bytes.size(), file.sha256);
  }
  for (const Artifact& artifact : content.package.artifacts) {
    const std::string& name = artifact.path.empty() ? artifact.url : artifact.path;
    std::string& text = found[name];
    if (text.empty()) text = artifact.sha256.empty() ? "not bundled" : "sha256:" + artifact.sha256;
    if (!artifact.role.empty()) text += ", role " + artifact.role;
  }
  return {found.begin(), found.end()};
}

Pairs runs(const Package& package) {
  Pairs out;
  for (const RecordedRun& run : package.runs) {
    std::string text = run.command;
    for (const std::string& more : {run.hardware, run.log})
      if (!more.empty()) text += "; " + more;
    if (run.duration_s) text += fmt::format("; {} s", format_real(*run.duration_s));
    out.emplace_back(run.id, text);
  }
  return out;
}

Pairs exploration(const Package& package) {
  Pairs out;
  for (const ExplorationNode& node : package.exploration) {
    std::string text = node.type + ": " + node.title;
    for (const std::string& more : {node.outcome, node.lesson})
      if (!more.empty()) text += "; " + more;
    if (!node.parents.empty()) text += fmt::format("; after {}", fmt::join(node.parents, ", "));
    out.emplace_back(node.id, text);
  }
  return out;
}

std::vector<std::string> relations(const Package& package) {
  std::vector<std::string> out;
  for (const Relation& relation : package.relations)
    out.push_back(fmt::format("{} {}", to_string(relation.kind), relation.target));
  return out;
}

}  // namespace

std::string_view to_string(ChangeKind kind) noexcept {
  return kKinds[static_cast<std::size_t>(kind)];
}

std::string_view to_string(ChangeSection section) noexcept {
  return kSections[static_cast<std::size_t>(section)];
}

std::string plain(const Json& value) {
  return value.is_string() ? value.as_string() : canonical_json(value);
}

void Changes::text(ChangeSection section, const std::string& item, const std::string& before,
                   const std::string& after) {
  if (before == after) return;
  const ChangeKind kind = before.empty()  ? ChangeKind::added
                          : after.empty() ? ChangeKind::removed
                                          : ChangeKind::changed;
  changes_.push_back({section, kind, item, before, after, std::nullopt, "", ""});
}

void Changes::number(ChangeSection section, const std::string& item, std::optional<double> before,
                     const std::string& before_unit, std::optional<double> after,
                     const std::string& after_unit) {
  if (!before && !after) return;
  if (before && after && same_value(*before, before_unit, *after, after_unit)) return;
  const std::size_t count = changes_.size();
  text(section, item, quantity(before, before_unit), quantity(after, after_unit));
  if (!before || !after || changes_.size() == count) return;
  if (const auto fall = difference(*before, before_unit, *after, after_unit)) {
    changes_.back().delta = 0 - *fall;
    changes_.back().unit = before_unit;
  } else if (const auto rise = difference(*after, after_unit, *before, before_unit)) {
    // Too large for the unit of the one, a number in the unit of the other.
    changes_.back().delta = *rise;
    changes_.back().unit = after_unit;
  } else if (same_kind(before_unit, after_unit)) {
    changes_.back().delta_undefined = "it is too large or too small for a number";
  }
}

void Changes::sets(ChangeSection section, const std::string& item, std::vector<std::string> before,
                   std::vector<std::string> after) {
  for (std::vector<std::string>* list : {&before, &after}) {
    std::sort(list->begin(), list->end());
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }
  for (const std::string& each : before) {
    if (!std::binary_search(after.begin(), after.end(), each)) text(section, item, each, "");
  }
  for (const std::string& each : after) {
    if (!std::binary_search(before.begin(), before.end(), each)) text(section, item, "", each);
  }
}

void Changes::pairs(ChangeSection section, const std::string& lead, const Pairs& before,
                    const Pairs& after) {
  std::vector<bool> taken(after.size());
  for (const auto& [key, value] : before) {
    std::size_t i = 0;
    while (i < after.size() && (taken[i] || after[i].first != key)) ++i;
    text(section, lead + key, value, i < after.size() ? after[i].second : std::string());
    if (i < after.size()) taken[i] = true;
  }
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (!taken[i]) text(section, lead + after[i].first, "", after[i].second);
  }
}

std::vector<Change> differences(const PackageContent& left, const PackageContent& right) {
  Changes changes;
  compare_metadata(left.package, right.package, changes);
  compare_claims(left.package, right.package, changes);
  compare_recipes(left.package, right.package, changes);
  changes.pairs(ChangeSection::artifact, "", artifacts(left), artifacts(right));
  changes.pairs(ChangeSection::run, "", runs(left.package), runs(right.package));
  changes.sets(ChangeSection::relation, "", relations(left.package), relations(right.package));
  changes.pairs(ChangeSection::exploration, "", exploration(left.package),
                exploration(right.package));
  std::vector<Change> out = changes.take();
  std::stable_sort(out.begin(), out.end(),
                   [](const Change& a, const Change& b) { return a.section < b.section; });
  return out;
}

}  // namespace ahub
