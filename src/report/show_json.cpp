// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// One package as JSON: the manifest's own words beside what ahub computed.
#include "ahub/package/document.hpp"
#include "ahub/report/report.hpp"
#include "report/words.hpp"

namespace ahub::report {
namespace {

std::string_view word(Resolution resolution) {
  switch (resolution) {
    case Resolution::ok:
      return "ok";
    case Resolution::missing:
      return "missing";
    case Resolution::pointer:
      return "pointer";
    case Resolution::hash_mismatch:
      return "hash-mismatch";
    case Resolution::size_mismatch:
      return "size-mismatch";
    case Resolution::no_such_line:
      return "no-such-line";
    case Resolution::unchecked:
      return "unchecked";
  }
  return "unchecked";
}

Json attention_json(const PackageView& view) {
  Json parts = Json::array();
  for (const AttentionPart& part : view.attention) {
    Json receipts = Json::array();
    for (const std::string& id : part.receipts) receipts.push(id);
    parts.push(Json::object()
                   .set("points", static_cast<double>(part.milli) / 1000)
                   .set("name", part.name)
                   .set("why", part.why)
                   .set("receipts", std::move(receipts))
                   .set("event", part.event));
  }
  return parts;
}

}  // namespace

JsonLines show_json(const PackageView& view) {
  Json badges = Json::array(), artifacts = Json::array(), receipts = Json::array(),
       tensions = Json::array(), versions = Json::array();
  for (std::size_t i = 0; i < view.badges.size(); ++i) {
    badges.push(
        Json::object().set("claim", view.package.claims[i].id).set("badge", view.badges[i]));
  }
  for (std::size_t i = 0; i < view.artifacts.size(); ++i) {
    const Artifact& artifact = view.package.artifacts[i];
    artifacts.push(Json::object()
                       .set("name", artifact.path.empty() ? artifact.url : artifact.path)
                       .set("resolution", word(view.artifacts[i].resolution))
                       .set("why", view.artifact_notes[i]));
  }
  for (const auto& judged : view.receipts.all) {
    const Receipt& receipt = judged->receipt;
    const auto of_sound = [&](Json value) { return judged->sound() ? std::move(value) : Json(); };
    receipts.push(Json::object()
                      .set("id", receipt.id)
                      .set("claim", of_sound(receipt.claim))
                      .set("method", of_sound(receipt.method))
                      .set("implementation", of_sound(receipt.implementation))
                      .set("verdict", of_sound(to_string(receipt.verdict)))
                      .set("state", to_string(judged->state))
                      .set("why", judged->counts() ? Json() : Json(judged->why)));
  }
  for (const DerivedTension& tension : view.tensions) {
    tensions.push(Json::object()
                      .set("left", tension.left)
                      .set("right", tension.right)
                      .set("key", tension.key)
                      .set("gap", tension.gap)
                      .set("unit", tension.unit)
                      .set("state", tension.state));
  }
  for (const std::int64_t version : view.versions) versions.push(version);
  Json data = Json::object()
                  .set("package", view.package.slug)
                  .set("version", view.package.version)
                  .set("versions", std::move(versions))
                  .set("digest", view.package.digest)
                  .set("rank", view.rank)
                  .set("level", view.level.level)
                  .set("next_level", view.level.next)
                  .set("attention", static_cast<double>(view.row.attention) / 1000)
                  .set("attention_parts", attention_json(view))
                  .set("badges", std::move(badges))
                  .set("artifacts", std::move(artifacts))
                  .set("tensions", std::move(tensions))
                  .set("receipts", std::move(receipts))
                  .set("manifest", to_json_value(view.package.document.root));
  set_license(data, view.package);
  return JsonText::pretty(envelope("ahub.show/1", std::move(data)));
}

}  // namespace ahub::report
