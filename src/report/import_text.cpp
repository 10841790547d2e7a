// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What an import took and refused.
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/report.hpp"
#include "report/words.hpp"

namespace ahub::report {
namespace {

std::string_view word(ImportStatus status) {
  switch (status) {
    case ImportStatus::added:
      return "added";
    case ImportStatus::unchanged:
      return "unchanged";
    case ImportStatus::refused:
      return "refused";
  }
  return "refused";
}

std::size_t count(const std::vector<Diagnostic>& findings, Severity severity) {
  return static_cast<std::size_t>(
      std::count_if(findings.begin(), findings.end(),
                    [&](const Diagnostic& finding) { return finding.severity == severity; }));
}

}  // namespace

Text import_human(const std::vector<ImportItem>& items, const Style& style) {
  Text out;
  std::size_t added = 0, unchanged = 0, refused = 0;
  for (const ImportItem& item : items) {
    const std::string name = item.slug.empty()
                                 ? safe_text(item.path)
                                 : fmt::format("{}@{}", safe_text(item.slug), item.version);
    if (item.status == ImportStatus::refused) {
      ++refused;
      out += Text::format("{} {}", style.red(padded("refused", 9)), name);
      if (!item.message.empty()) out += Text::format(": {}", item.message);
      out += "\n";
      continue;
    }
    item.status == ImportStatus::added ? ++added : ++unchanged;
    const bool is_new = item.status == ImportStatus::added;
    out += Text::format(
        "{} {}  L{}", is_new ? style.green(padded("added", 9)) : style.dim(padded("unchanged", 9)),
        name, item.level);
    if (const std::size_t errors = count(item.lint.diagnostics, Severity::error); errors > 0) {
      out += style.yellow(Text::format("  {}: 'ahub lint {}'",
                                       counted(static_cast<std::int64_t>(errors), "lint error"),
                                       item.path));
    }
    out += "\n";
  }
  out += Text::format("{} added, {} unchanged, {} refused\n", added, unchanged, refused);
  return out;
}

JsonLines import_json(const std::vector<ImportItem>& items) {
  Json data = Json::array();
  for (const ImportItem& item : items) {
    Json left_out = Json::array();
    for (const LeftOut& left : item.lint.loaded.files.left_out) left_out.push(left.path);
    data.push(
        Json::object()
            .set("path", item.path)
            .set("status", word(item.status))
            .set("package", item.slug.empty() ? Json() : Json(item.slug))
            .set("version", item.version == 0 ? Json() : Json(item.version))
            .set("level", item.level)
            .set("errors", static_cast<std::int64_t>(count(item.lint.diagnostics, Severity::error)))
            .set("warnings",
                 static_cast<std::int64_t>(count(item.lint.diagnostics, Severity::warning)))
            .set("code", item.error_code.empty() ? Json() : Json(item.error_code))
            .set("message", item.message.empty() ? Json() : Json(item.message))
            .set("left_out", std::move(left_out)));
  }
  return JsonText::pretty(envelope("ahub.import/1", std::move(data)));
}

}  // namespace ahub::report
