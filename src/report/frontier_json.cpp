// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/report/reading.hpp"
#include "ahub/report/report.hpp"

namespace ahub::report {
namespace {

Json entries_json(const std::vector<FrontierEntry>& entries) {
  Json out = Json::array();
  for (const FrontierEntry& entry : entries) {
    out.push(Json::object()
                 .set("place", entry.place == 0 ? Json() : Json(entry.place))
                 .set("value", entry.value)
                 .set("stated_value", entry.stated_value)
                 .set("stated_unit", entry.stated_unit)
                 .set("package", entry.package)
                 .set("version", entry.version)
                 .set("claim", entry.claim)
                 .set("system", entry.system)
                 .set("level", entry.level)
                 .set("badge", entry.badge)
                 .set("tensions", entry.tensions)
                 .set("incomparable_because", entry.incomparable_because.empty()
                                                  ? Json()
                                                  : Json(entry.incomparable_because)));
  }
  return out;
}

}  // namespace

JsonLines frontier_json(const FrontierReport& report) {
  Json lists = Json::array();
  for (const FrontierList& list : report.lists) {
    Json tensions = Json::array();
    for (const DerivedTension& tension : list.tensions) {
      tensions.push(Json::object()
                        .set("left", tension.left)
                        .set("right", tension.right)
                        .set("gap", tension.gap)
                        .set("unit", tension.unit)
                        .set("state", tension.state));
    }
    lists.push(Json::object()
                   .set("key", list.key)
                   .set("metric", list.metric)
                   .set("unit", list.unit)
                   .set("higher_is_better", list.higher ? Json(*list.higher) : Json())
                   .set("disputed", list.disputed)
                   .set("claims", entries_json(list.entries))
                   .set("incomparable", entries_json(list.incomparable))
                   .set("tensions", std::move(tensions)));
  }
  return JsonText::pretty(
      envelope("ahub.frontier/1",
               Json::object().set("keys", report.keys).set("frontier", std::move(lists))));
}

}  // namespace ahub::report
