// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "report/finding.hpp"

#include <algorithm>
#include <filesystem>

#include "ahub/base/limits.hpp"
#include "ahub/base/text.hpp"

namespace ahub::report {
namespace {

namespace fs = std::filesystem;

/// The report's path names the package, or already its manifest, or standard input.
std::string path_of(const LintReport& report, const std::string& inside) {
  const fs::path whole(report.path);
  const std::string name = whole.filename().string();
  const bool manifest = name == kManifestYaml || name == kManifestJson;
  if (inside.empty() || !report.loaded.files.complete) return safe_text(report.path);
  return safe_text(((manifest ? whole.parent_path() : whole) / inside).string());
}

}  // namespace

std::vector<PlacedFinding> placed(const LintReport& report) {
  std::vector<PlacedFinding> list;
  for (const Diagnostic& finding : report.diagnostics) {
    PlacedFinding place;
    place.finding = &finding;
    std::string inside = finding.path;
    const std::vector<PackageFile>& files = report.loaded.files.files;
    if (finding.span.file < files.size()) {
      const PackageFile& file = files[finding.span.file];
      inside = file.path;
      place.has_position = true;
      place.begin = position_of(file.bytes, finding.span.begin);
      place.end = position_of(file.bytes, std::max(finding.span.end, finding.span.begin));
    }
    place.path = path_of(report, inside);
    const Rule* rule = find_rule(finding.code);
    if (rule != nullptr) place.rule_name = rule->name;
    place.blocks_import = ahub::blocks_import(std::span(&finding, 1));
    list.push_back(std::move(place));
  }
  return list;
}

std::size_t shown_count(const LintReport& report) {
  return std::min<std::size_t>(report.diagnostics.size(), limits::kReportedFindings);
}

}  // namespace ahub::report
