// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/report/reading.hpp"
#include "ahub/report/report.hpp"

namespace ahub::report {

std::string field_json(const FieldReport& report) {
  const auto number = [](const std::optional<double>& value) {
    return value ? Json(*value) : Json();
  };
  const auto text = [](const std::string& value) { return value.empty() ? Json() : Json(value); };
  Json packages = Json::array(), verdicts = Json::object();
  for (const Facet& facet : report.verdicts) verdicts.set(facet.name, facet.count);
  for (const FieldPackage& package : report.packages) {
    Json claims = Json::array();
    for (const FieldClaim& claim : package.claims) {
      claims.push(Json::object()
                      .set("id", claim.id)
                      .set("system", text(claim.system))
                      .set("metric", text(claim.metric))
                      .set("statement", claim.statement)
                      .set("unit", text(claim.unit))
                      .set("published", number(claim.published))
                      .set("published_by", claim.published_by)
                      .set("recomputed", number(claim.recomputed))
                      .set("fidelity", text(claim.fidelity))
                      .set("verdict", claim.verdict)
                      .set("receipt", text(claim.receipt)));
    }
    packages.push(Json::object()
                      .set("slug", package.slug)
                      .set("version", package.version)
                      .set("title", package.title)
                      .set("level", package.level)
                      .set("attention_milli", package.attention)
                      .set("claims", std::move(claims)));
  }
  return to_pretty_json(envelope("ahub.report/1", Json::object()
                                                      .set("verdicts", std::move(verdicts))
                                                      .set("packages", std::move(packages))
                                                      .set("left_out", report.left_out)));
}

}  // namespace ahub::report
