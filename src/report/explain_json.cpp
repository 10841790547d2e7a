// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/base/decimal.hpp"
#include "ahub/report/report.hpp"
#include "ahub/report/tensions.hpp"
#include "report/explanation.hpp"

namespace ahub::report {
namespace {

Json numbers(const std::vector<double>& values) {
  Json list = Json::array();
  for (const double value : values) list.push(value);
  return list;
}

Json parameters_json(const Explanation& explanation) {
  const Attribution& attribution = explanation.attribution;
  Json list = Json::array();
  for (std::size_t i = 0; i < explanation.differences.size(); ++i) {
    const Difference& one = explanation.differences[i];
    Json json = Json::object()
                    .set("name", one.name)
                    .set("unit", one.unit)
                    .set("left", one.left)
                    .set("right", one.right);
    if (!attribution.contribution.empty()) json.set("contribution", attribution.contribution[i]);
    if (!attribution.half_width.empty()) json.set("half_width", attribution.half_width[i]);
    if (!attribution.interaction.empty())
      json.set("interactions", numbers(attribution.interaction[i]));
    list.push(std::move(json));
  }
  return list;
}

Json hybrids_json(const Explanation& explanation) {
  Json list = Json::array();
  for (const HybridRun& hybrid : explanation.hybrids) {
    Json from_right = Json::array();
    for (std::size_t i = 0; i < explanation.differences.size(); ++i) {
      if ((hybrid.mask >> i & 1U) != 0) from_right.push(explanation.differences[i].name);
    }
    list.push(Json::object()
                  .set("from_right", std::move(from_right))
                  .set("value", hybrid.value)
                  .set("outputs", hybrid.outputs)
                  .set("receipt", hybrid.receipt.empty() ? Json() : Json(hybrid.receipt)));
  }
  return list;
}

Json points_json(const std::vector<std::pair<double, double>>& points) {
  Json list = Json::array();
  for (const auto& [x, y] : points) list.push(Json::array().push(x).push(y));
  return list;
}

}  // namespace

JsonLines explain_json(const Explanation& explanation) {
  Json data = Json::object()
                  .set("tension", tension_item_json(explanation.item))
                  .set("left", explanation.left_ref)
                  .set("right", explanation.right_ref)
                  .set("simulator", explanation.simulator)
                  .set("version", explanation.version)
                  .set("fidelity", explanation.fidelity)
                  .set("output", explanation.output)
                  .set("unit", explanation.unit)
                  .set("runs", explanation.runs)
                  .set("steps", explanation.steps)
                  .set("parameters", parameters_json(explanation));
  const bool run = !explanation.hybrids.empty();
  data.set("left_value", run ? Json(explanation.left_value) : Json());
  data.set("right_value", run ? Json(explanation.right_value) : Json());
  data.set("gap",
           run ? Json(exact_difference(explanation.right_value, explanation.left_value)) : Json());
  const std::string why = run ? undefined_why(explanation) : std::string();
  data.set("undefined", why.empty() ? Json() : Json(why));
  data.set("orders", explanation.attribution.permutations);
  data.set("hybrids", hybrids_json(explanation));
  if (explanation.noise) {
    const Noise& noise = *explanation.noise;
    data.set("noise", Json::object()
                          .set("seeds", noise.seeds)
                          .set("mean_gap", noise.mean_gap)
                          .set("deviation", noise.deviation)
                          .set("share", noise.share)
                          .set("contribution_deviations", numbers(noise.contribution)));
  } else {
    data.set("noise", Json());
  }
  if (explanation.sweep) {
    data.set("sweep",
             Json::object()
                 .set("parameter", explanation.differences[explanation.sweep->parameter].name)
                 .set("others_as_left", points_json(explanation.sweep->left))
                 .set("others_as_right", points_json(explanation.sweep->right)));
  } else {
    data.set("sweep", Json());
  }
  data.set("choices", to_json_value(explanation.choices));
  return JsonText::pretty(envelope("ahub.tensions-explain/1", std::move(data)));
}

}  // namespace ahub::report
