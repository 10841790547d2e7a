// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/report/reading.hpp"
#include "ahub/report/report.hpp"

namespace ahub::report {
namespace {

Json side_json(const DiffSide& side) {
  return Json::object()
      .set("name", side.name)
      .set("package", side.content.package.slug)
      .set("version", side.content.package.version)
      .set("digest", side.content.package.digest);
}

}  // namespace

JsonLines diff_json(const DiffReport& report) {
  Json changes = Json::array();
  for (const Change& change : report.changes) {
    changes.push(Json::object()
                     .set("section", to_string(change.section))
                     .set("kind", to_string(change.kind))
                     .set("item", change.item)
                     .set("before", change.kind == ChangeKind::added ? Json() : Json(change.before))
                     .set("after", change.kind == ChangeKind::removed ? Json() : Json(change.after))
                     .set("delta", change.delta ? Json(*change.delta) : Json())
                     .set("delta_undefined",
                          change.delta_undefined.empty() ? Json() : Json(change.delta_undefined))
                     .set("unit", change.unit));
  }
  return JsonText::pretty(envelope("ahub.diff/1", Json::object()
                                                      .set("left", side_json(report.left))
                                                      .set("right", side_json(report.right))
                                                      .set("equal", report.changes.empty())
                                                      .set("changes", std::move(changes))));
}

}  // namespace ahub::report
