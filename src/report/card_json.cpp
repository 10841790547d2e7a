// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The card as JSON: the same facts, uncut.
#include "ahub/report/reading.hpp"
#include "ahub/report/report.hpp"
#include "report/card_words.hpp"
#include "report/words.hpp"

namespace ahub::report {
namespace {

Json claims_json(const PackageView& view) {
  Json out = Json::array();
  for (std::size_t i = 0; i < view.package.claims.size(); ++i) {
    const Claim& claim = view.package.claims[i];
    const Structured& stated = claim.structured;
    Json protocol = Json::array();
    for (const ProtocolEntry& entry : claim.protocol)
      protocol.push(
          Json::object().set("name", entry.name).set("value", entry.value).set("unit", entry.unit));
    out.push(
        Json::object()
            .set("id", claim.id)
            .set("badge", view.badges[i])
            .set("statement", claim.statement)
            .set("metric", stated.metric)
            .set("value", stated.value ? Json(*stated.value) : Json())
            .set("unit", stated.unit)
            .set("baseline", stated.baseline)
            .set("baseline_value", stated.baseline_value ? Json(*stated.baseline_value) : Json())
            .set("protocol", std::move(protocol)));
  }
  return out;
}

}  // namespace

JsonLines card_json(const PackageView& view) {
  const Package& package = view.package;
  Json methods = Json::array(), relations = Json::array(), tensions = Json::array();
  for (const Method& method : package.methods)
    methods.push(Json::object().set("id", method.id).set("what", method_words(method)));
  for (const Relation& relation : package.relations)
    relations.push(
        Json::object().set("kind", to_string(relation.kind)).set("target", relation.target));
  for (const DerivedTension& tension : view.tensions) {
    if (tension.state != "open") continue;
    tensions.push(Json::object()
                      .set("left", tension.left)
                      .set("right", tension.right)
                      .set("gap", tension.gap)
                      .set("unit", tension.unit));
  }
  Json data =
      Json::object()
          .set("package", package.slug)
          .set("version", package.version)
          .set("digest", package.digest)
          .set("title", package.title)
          .set("domain", package.domain)
          .set("date", view.row.date)
          .set("level", view.level.level)
          .set("level_name", level_name(view.level.level))
          .set("level_meaning", level_meaning(view.level.level))
          .set("next_level", view.level.next)
          .set("attention", static_cast<double>(view.row.attention) / 1000)
          .set("rank", view.rank)
          .set("claims", claims_json(view))
          .set("rerun", package.methods.empty() ? Json() : Json("ahub verify " + package.slug))
          .set("methods", std::move(methods))
          .set("relations", std::move(relations))
          .set("open_tensions", std::move(tensions));
  set_license(data, package);
  return JsonText::pretty(envelope("ahub.card/1", std::move(data)));
}

}  // namespace ahub::report
