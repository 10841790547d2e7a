// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/hub/diff.hpp"

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "hub/derive.hpp"
#include "hub/paths.hpp"

namespace ahub {

DiffSide diff_side(Hub& hub, std::string_view ref) {
  const std::optional<PackageRef> parsed = parse_ref(ref);
  if (parsed && !parsed->claim.empty()) {
    throw Error(ErrorKind::usage, "usage",
                fmt::format("'{}' names a claim; diff compares packages", safe_text(ref)),
                fmt::format("leave out '#{}'", parsed->claim));
  }
  const StoredPackage stored = hub.resolve(ref);
  DiffSide side;
  side.name = ref;
  side.content.files = hub.store().files(stored);
  side.content.package = parse_stored(stored, side.content.files);
  return side;
}

DiffSide diff_side(const std::filesystem::path& path, bool all_files) {
  LintReport report;
  report.path = path.string();
  report.loaded = load_package(path, {.all_files = all_files});
  report.diagnostics = report.loaded.parsed.diagnostics;
  refuse_malformed(report);
  return {path.string(), {std::move(report.loaded.parsed.package), std::move(report.loaded.files)}};
}

DiffReport diff(DiffSide left, DiffSide right) {
  std::vector<Change> changes = differences(left.content, right.content);
  return {std::move(left), std::move(right), std::move(changes)};
}

}  // namespace ahub
