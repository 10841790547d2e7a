// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/hub/lookup.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/graph/external.hpp"
#include "hub/derive.hpp"

namespace ahub {
namespace {

/// The concept that stubs made from an arXiv page carry.
constexpr std::string_view kImportConcept = "arxiv-import";

bool begins(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

/// What is looked for, in the form that names are compared in.
struct Pattern {
  std::vector<std::string> wholes, beginnings;  ///< Case-folded.

  bool matches(const std::string& work) const {
    const std::string folded = case_folded(work);
    return std::find(wholes.begin(), wholes.end(), folded) != wholes.end() ||
           std::any_of(beginnings.begin(), beginnings.end(),
                       [&](const std::string& beginning) { return begins(folded, beginning); });
  }
};

Pattern pattern_of(std::string_view query, const std::string& work) {
  Pattern pattern;
  if (work.empty()) {
    const std::string folded = case_folded(query);
    pattern.beginnings = {folded, "arxiv:" + folded, "doi:" + folded};
    return pattern;
  }
  pattern.wholes = {case_folded(work)};
  if (begins(work, "https://")) {
    pattern.beginnings = {case_folded(work) + "/", case_folded(work) + "?"};
  }
  return pattern;
}

/// Every mention of a work outside by one package.
std::vector<LookupHit> mentions(const Known& known, int level) {
  const Package& package = known.package;
  std::vector<LookupHit> hits;
  const auto add = [&](const std::string& text, std::string_view role, std::string where) {
    std::string work = external_id(text);
    if (work.empty()) return;
    hits.push_back({std::move(work), package.slug, package.title, package.version, level,
                    std::string(role), std::move(where)});
  };
  const bool stub = std::find(package.concepts.begin(), package.concepts.end(), kImportConcept) !=
                    package.concepts.end();
  add(package.provenance.source, stub ? "imports" : "is", "source");
  for (const Relation& relation : package.relations) {
    // "deadbeef" is a slug before it is anything else.
    if (!parse_ref(relation.target))
      add(relation.target, "cites", std::string(to_string(relation.kind)));
  }
  for (const Claim& claim : package.claims) {
    for (const Evidence& evidence : claim.evidence)
      add(evidence.source, "cites", fmt::format("evidence of {}", claim.id));
  }
  for (const Artifact& artifact : package.artifacts) add(artifact.url, "cites", "artifact");
  return hits;
}

/// Only packages that name such a work are parsed. In order of publication.
std::vector<LookupHit> read_mentions(const Store& store, const Pattern& pattern) {
  std::vector<std::string> slugs;
  const auto add = [&](const std::string& from, const std::string& end) {
    for (std::string& slug : store.naming(from, end)) {
      if (std::find(slugs.begin(), slugs.end(), slug) == slugs.end())
        slugs.push_back(std::move(slug));
    }
  };
  for (const std::string& whole : pattern.wholes) add(whole, whole + '\1');
  // No UTF-8 text holds a byte FF: the range is what begins with the text.
  for (const std::string& beginning : pattern.beginnings) add(beginning, beginning + '\xff');
  const std::vector<std::string> trusted = trusted_of(store);
  std::vector<LookupHit> hits;
  for (const std::string& slug : slugs) {
    const Known known = known_package(store, named_package(store, slug), trusted);
    for (LookupHit& hit : mentions(known, level_of(known).level)) {
      if (pattern.matches(hit.work)) hits.push_back(std::move(hit));
    }
  }
  return hits;
}

int order(const std::string& role) { return role == "is" ? 0 : role == "imports" ? 1 : 2; }

}  // namespace

LookupReport lookup(Hub& hub, std::string_view query) {
  LookupReport report;
  report.query = query;
  report.work = external_id(query);
  const Pattern pattern = pattern_of(query, report.work);
  report.prefix = !pattern.beginnings.empty();
  if (report.work.empty()) report.work = report.query;
  report.hits = read_mentions(hub.store(), pattern);
  std::stable_sort(report.hits.begin(), report.hits.end(),
                   [](const LookupHit& left, const LookupHit& right) {
                     return std::make_tuple(std::cref(left.work), order(left.role)) <
                            std::make_tuple(std::cref(right.work), order(right.role));
                   });
  return report;
}

}  // namespace ahub
