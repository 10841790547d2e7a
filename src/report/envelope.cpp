// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The outer object of every JSON document that ahub prints.
#include "ahub/report/report.hpp"
#include "ahub/version.hpp"

namespace ahub::report {

Json envelope(std::string_view schema, Json data, const std::vector<std::string>& warnings) {
  Json notes = Json::array();
  for (const std::string& warning : warnings) notes.push(warning);
  return Json::object()
      .set("schema", schema)
      .set("ahub", version())
      .set("data", std::move(data))
      .set("warnings", std::move(notes));
}

}  // namespace ahub::report
