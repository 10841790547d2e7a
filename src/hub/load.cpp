// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Packages from paths: reading, parsing and linting, without any store.
#include <algorithm>
#include <exception>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "ahub/hub/hub.hpp"
#include "ahub/package/collection.hpp"
#include "hub/paths.hpp"

namespace ahub {

namespace fs = std::filesystem;

LoadedPackage load_package(const fs::path& path, const LoadOptions& options) {
  LoadedPackage loaded;
  loaded.files = read_package_files(path, {.all_files = options.all_files, .named = named_files});
  loaded.parsed = parse_package(loaded.files, {.tolerant = options.tolerant});
  return loaded;
}

std::vector<fs::path> expand_collections(const fs::path& path) {
  if (is_collection(path)) return read_collection(path).members;
  return {path};
}

std::uint64_t held_bytes(const LintReport& report) {
  std::uint64_t bytes = 0;
  for (const PackageFile& file : report.loaded.files.files) bytes += file.bytes.size();
  return bytes;
}

void release(LintReport& report) {
  std::vector<PackageFile>& files = report.loaded.files.files;
  std::vector<bool> named(files.size(), false);
  const auto name = [&](const Span& span) {
    if (span.file < named.size()) named[span.file] = true;
  };
  for (const Diagnostic& finding : report.diagnostics) {
    name(finding.span);
    for (const Label& label : finding.labels) name(label.span);
  }
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (!named[i]) std::string().swap(files[i].bytes);
  }
  report.loaded.parsed.package.document = Document();
  report.released = true;
}

namespace {

/// Does `check` to fill the report; that it was too dear is a finding.
template <class Check>
void or_too_dear(LintReport& report, Check check) {
  try {
    check();
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::limit) throw;
    report.too_dear = std::current_exception();
    Diagnostic finding;
    finding.code = "AH813";
    finding.severity = Severity::error;
    finding.message = fmt::format("too dear to check: {}", error.what());
    finding.help = error.hint();
    report.diagnostics = {std::move(finding)};
  }
}

}  // namespace

std::vector<LintReport> lint_path(const fs::path& path, const LintOptions& options,
                                  bool all_files) {
  std::vector<LintReport> reports;
  for (const fs::path& member : expand_collections(path)) {
    LintReport report;
    report.path = member.string();
    or_too_dear(report, [&] {
      report.loaded = load_package(member, {.all_files = all_files});
      report.diagnostics = lint(report.loaded.parsed, report.loaded.files, options);
    });
    release(report);
    reports.push_back(std::move(report));
  }
  return reports;
}

LintReport lint_text(std::string name, std::string text, const LintOptions& options) {
  LintReport report;
  report.path = std::move(name);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  const bool json = first != std::string::npos && text[first] == '{';
  const std::string_view manifest = json ? kManifestJson : kManifestYaml;
  report.loaded.files = make_package_files(report.path, {{std::string(manifest), std::move(text)}});
  report.loaded.files.complete = false;
  or_too_dear(report, [&] {
    report.loaded.parsed = parse_package(report.loaded.files);
    report.diagnostics = lint(report.loaded.parsed, report.loaded.files, options);
  });
  return report;
}

void refuse_malformed(const LintReport& report) {
  const auto blocking =
      std::find_if(report.diagnostics.begin(), report.diagnostics.end(),
                   [](const Diagnostic& d) { return blocks_import(std::span(&d, 1)); });
  if (blocking == report.diagnostics.end()) return;
  std::string place = report.path;
  if (blocking->span.file != kNoFile) {
    const PackageFile& file = report.loaded.files.files[blocking->span.file];
    const Position at = position_of(file.bytes, blocking->span.begin);
    place =
        fmt::format("{}:{}:{}", (fs::path(report.path) / file.path).string(), at.line, at.column);
  }
  throw Error(
      ErrorKind::input, "malformed-package",
      fmt::format("{}: {}: {}", safe_text(place), blocking->code, safe_text(blocking->message)),
      fmt::format("'ahub lint {}' shows every finding", safe_text(report.path)));
}

}  // namespace ahub
