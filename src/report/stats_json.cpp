// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/report/reading.hpp"
#include "ahub/report/report.hpp"

namespace ahub::report {
namespace {

/// An object where the names are a fixed set, so that a reader finds zeros too.
Json members(const std::vector<Facet>& facets) {
  Json out = Json::object();
  for (const Facet& facet : facets) out.set(facet.name, facet.count);
  return out;
}

Json list(const std::vector<Facet>& facets) {
  Json out = Json::array();
  for (const Facet& facet : facets)
    out.push(Json::object().set("name", facet.name).set("count", facet.count));
  return out;
}

}  // namespace

JsonLines stats_json(const StoreStats& stats) {
  Json levels = Json::array();
  for (const std::int64_t count : stats.levels) levels.push(count);
  return JsonText::pretty(envelope("ahub.stats/1", Json::object()
                                                       .set("packages", stats.packages)
                                                       .set("versions", stats.versions)
                                                       .set("levels", std::move(levels))
                                                       .set("claims", stats.claims)
                                                       .set("badges", members(stats.badges))
                                                       .set("tensions", members(stats.tensions))
                                                       .set("domains", list(stats.domains))
                                                       .set("concepts", stats.concept_count)
                                                       .set("top_concepts", list(stats.concepts))
                                                       .set("receipts", stats.receipts)
                                                       .set("receipts_untrusted", stats.untrusted)
                                                       .set("keys", stats.keys)
                                                       .set("events", stats.events)
                                                       .set("bytes", stats.bytes)));
}

}  // namespace ahub::report
