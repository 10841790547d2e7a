// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What the examination of a store found.
#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/report.hpp"
#include "report/words.hpp"

namespace ahub::report {

Text doctor_human(const DoctorReport& report, const Style& style) {
  Text out;
  for (const auto& [name, value] : report.facts) {
    out += Text::format("{}  {} {}\n", style.green("ok  "), padded(name, 9), value);
  }
  if (report.sandbox.missing.empty()) {
    out += Text::format("{}  sandbox   landlock ABI {}, seccomp\n", style.green("ok  "),
                        report.sandbox.landlock_abi);
  } else {
    out += Text::format("{}  sandbox   {} is missing: scripts run only with --sandbox=none\n",
                        style.yellow("warn"), report.sandbox.missing);
  }
  for (const SharedIdentity& shared : report.shared) {
    out += Text::format("{}  shared    ", style.green("ok  "));
    const char* between = "";
    for (const std::string& name : shared.names) {
      out += Text::format("{}'{}'", between, name);
      between = " = ";
    }
    out += Text::format(" ({}): ", shared.why);
    between = "";
    for (const std::string& slug : shared.slugs) {
      out += Text::format("{}{}", between, slug);
      between = ", ";
    }
    const auto more = shared.packages - static_cast<std::int64_t>(shared.slugs.size());
    if (more > 0) out += Text::format(" and {} more", more);
    out += "\n";
  }
  for (const Damage& damage : report.damage) {
    out += Text::format("{}  {} {}: {}\n", style.red("BAD "), damage.check, damage.subject,
                        damage.message);
  }
  out += report.damage.empty()
             ? Text("the store is sound\n")
             : Text::format("{} found\n",
                            counted(static_cast<std::int64_t>(report.damage.size()), "fault"));
  return out;
}

JsonLines doctor_json(const DoctorReport& report) {
  Json facts = Json::object(), damage = Json::array();
  for (const auto& [name, value] : report.facts) facts.set(name, value);
  for (const Damage& fault : report.damage) {
    damage.push(Json::object()
                    .set("check", fault.check)
                    .set("subject", fault.subject)
                    .set("message", fault.message));
  }
  Json shared = Json::array();
  for (const SharedIdentity& identity : report.shared) {
    Json names = Json::array(), slugs = Json::array();
    for (const std::string& name : identity.names) names.push(name);
    for (const std::string& slug : identity.slugs) slugs.push(slug);
    shared.push(Json::object()
                    .set("names", std::move(names))
                    .set("why", identity.why)
                    .set("packages", identity.packages)
                    .set("slugs", std::move(slugs)));
  }
  Json data = Json::object()
                  .set("sound", report.damage.empty())
                  .set("facts", std::move(facts))
                  .set("shared", std::move(shared))
                  .set("landlock_abi", report.sandbox.landlock_abi)
                  .set("sandbox_missing",
                       report.sandbox.missing.empty() ? Json() : Json(report.sandbox.missing))
                  .set("damage", std::move(damage));
  return JsonText::pretty(envelope("ahub.doctor/1", std::move(data)));
}

}  // namespace ahub::report
