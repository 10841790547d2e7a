// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "report/finding.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

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

/// As `position_of` for many places of one text: the lines are looked for once, and a line is gone
/// through once where places come in order.
class Positions {
 public:
  explicit Positions(std::string_view text) : text_(text) {
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string_view::npos;)
      starts_.push_back(++at);
  }

  Position at(std::size_t offset) {
    offset = std::min(offset, text_.size());
    const auto line = static_cast<std::size_t>(
        std::upper_bound(starts_.begin(), starts_.end(), offset) - starts_.begin() - 1);
    if (line != line_ || offset < last_) {
      line_ = line;
      last_ = starts_[line];
      column_ = 1;
    }
    for (; last_ < offset; ++last_)
      column_ += (static_cast<unsigned char>(text_[last_]) & 0xC0U) != 0x80U ? 1 : 0;
    Position position;
    position.line = static_cast<std::uint32_t>(line + 1);
    position.column = column_;
    return position;
  }

 private:
  std::string_view text_;
  std::vector<std::size_t> starts_{0};
  std::size_t line_ = 0, last_ = 0;
  std::uint32_t column_ = 1;
};

}  // namespace

std::vector<PlacedFinding> placed(const LintReport& report) {
  std::vector<PlacedFinding> list;
  std::map<FileId, std::pair<Positions, Positions>> positions;  // Of begins, and of ends.
  for (const Diagnostic& finding : report.diagnostics) {
    PlacedFinding place;
    place.finding = &finding;
    std::string inside = finding.path;
    const std::vector<PackageFile>& files = report.loaded.files.files;
    if (finding.span.file < files.size()) {
      const PackageFile& file = files[finding.span.file];
      inside = file.path;
      place.has_position = true;
      auto found = positions.find(finding.span.file);
      if (found == positions.end()) {
        const Positions none(file.bytes);
        found = positions.emplace(finding.span.file, std::pair(none, none)).first;
      }
      auto& [begins, ends] = found->second;
      place.begin = begins.at(finding.span.begin);
      place.end = ends.at(std::max(finding.span.end, finding.span.begin));
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
