// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/report/reading.hpp"
#include "ahub/report/report.hpp"

namespace ahub::report {
namespace {

Json compared_json(const FieldClaim& claim) {
  Json list = Json::array();
  for (const FieldCompared& one : claim.compared) {
    list.push(Json::object()
                  .set("package", one.package)
                  .set("claim", one.claim)
                  .set("relation", one.relation)
                  .set("value", one.value)
                  .set("unit", one.unit));
  }
  return list;
}

/// What was expected is null where nothing compares.
Json checks_json(const FieldClaim& claim) {
  Json list = Json::array();
  for (const Check& check : claim.checks) {
    const bool interval = check.op == Comparison::between;
    list.push(Json::object()
                  .set("method", check.method)
                  .set("run", check.run)
                  .set("output", check.output)
                  .set("op", std::string(to_string(check.op)))
                  .set("expected", check.comparable && !interval ? Json(check.expected) : Json())
                  .set("low", check.comparable ? Json(check.low) : Json())
                  .set("high", check.comparable ? Json(check.high) : Json())
                  .set("unit", check.unit)
                  .set("actual", check.actual ? Json(*check.actual) : Json())
                  .set("from_claim", check.from_claim)
                  .set("passed", check.passed));
  }
  return list;
}

}  // namespace

JsonLines field_json(const FieldReport& report) {
  const auto number = [](const std::optional<double>& value) {
    return value ? Json(*value) : Json();
  };
  const auto text = [](const std::string& value) { return value.empty() ? Json() : Json(value); };
  Json packages = Json::array(), verdicts = Json::object();
  for (const Facet& facet : report.verdicts) verdicts.set(facet.name, facet.count);
  for (const FieldPackage& package : report.packages) {
    Json claims = Json::array();
    for (const FieldClaim& claim : package.claims) {
      claims.push(
          Json::object()
              .set("id", claim.id)
              .set("system", text(claim.system))
              .set("metric", text(claim.metric))
              .set("statement", claim.statement)
              .set("unit", text(claim.unit))
              .set("claimed", number(claim.claimed))
              .set("published", number(claim.claimed))  // Its name before there was another.
              .set("published_by", package.slug)
              .set("recomputed", number(claim.recomputed))
              .set("compared", compared_json(claim))
              .set("checks", checks_json(claim))
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
  Json uncounted = Json::array();
  for (const FieldUncounted& one : report.uncounted) {
    uncounted.push(Json::object()
                       .set("package", one.package)
                       .set("receipt", one.receipt)
                       .set("state", to_string(one.state))
                       .set("why", one.why));
  }
  return JsonText::pretty(envelope("ahub.report/1", Json::object()
                                                        .set("verdicts", std::move(verdicts))
                                                        .set("packages", std::move(packages))
                                                        .set("left_out", report.left_out)
                                                        .set("uncounted", std::move(uncounted))));
}

}  // namespace ahub::report
