// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/report/reading.hpp"
#include "ahub/report/report.hpp"

namespace ahub::report {
namespace {

Json event_json(const ChangeEvent& change) {
  const Event& event = change.event;
  return Json::object()
      .set("sequence", event.sequence)
      .set("time", event.time)
      .set("kind", event.kind)
      .set("subject", event.subject)
      .set("package", change.package)
      .set("claim", change.claim)
      .set("verdict", change.verdict)
      .set("uncounted", change.uncounted.empty() ? Json() : Json(change.uncounted))
      .set("payload", parse_json(event.payload.empty() ? "{}" : event.payload, "payload"))
      .set("hash", event.hash);
}

}  // namespace

JsonLines changes_json(const ChangesPage& page) {
  Json events = Json::array();
  for (const ChangeEvent& change : page.events) events.push(event_json(change));
  return JsonText::pretty(envelope("ahub.changes/1", Json::object()
                                                         .set("since", page.since)
                                                         .set("next_since", page.next_since)
                                                         .set("more", page.more)
                                                         .set("events", std::move(events))));
}

JsonLines changes_ndjson(const ChangesPage& page) {
  JsonLines out;
  for (const ChangeEvent& change : page.events) out += JsonText::line(event_json(change));
  return out;
}

}  // namespace ahub::report
