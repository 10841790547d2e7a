// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/report/reading.hpp"
#include "ahub/report/report.hpp"

namespace ahub::report {

JsonLines lookup_json(const LookupReport& report) {
  Json hits = Json::array();
  for (const LookupHit& hit : report.hits) {
    hits.push(Json::object()
                  .set("work", hit.work)
                  .set("package", hit.package)
                  .set("version", hit.version)
                  .set("title", hit.title)
                  .set("level", hit.level)
                  .set("role", hit.role)
                  .set("where", hit.where));
  }
  return JsonText::pretty(envelope("ahub.lookup/1", Json::object()
                                                        .set("query", report.query)
                                                        .set("work", report.work)
                                                        .set("prefix", report.prefix)
                                                        .set("hits", std::move(hits))));
}

}  // namespace ahub::report
