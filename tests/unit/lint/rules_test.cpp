// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Every rule against its own examples: what 'ahub explain' shows is what happens.
#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

#include "ahub/base/files.hpp"
#include "ahub/lint/rule.hpp"
#include "lint/rule_examples.hpp"

using namespace ahub;

namespace {

using Sections = std::vector<std::pair<std::string, std::string>>;

/// Top-level keys and their text, line ends included.
Sections sections_of(std::string_view text) {
  Sections sections;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size() - 1) + 1;
    const std::string_view line = text.substr(start, end - start);
    if (line.front() != ' ' || sections.empty())
      sections.emplace_back(line.substr(0, line.find(':')), std::string());
    sections.back().second += line;
    start = end;
  }
  return sections;
}

/// The example package with the fragment's keys in place of its own; "!" begins a whole manifest.
std::string manifest_of(std::string_view fragment) {
  if (fragment.front() == '!') return std::string(fragment.substr(1));
  Sections sections = sections_of(lint_rules::kExampleManifest);
  for (auto& [key, text] : sections_of(fragment)) {
    const auto same =
        std::find_if(sections.begin(), sections.end(),
                     [&name = key](const auto& section) { return section.first == name; });
    if (same == sections.end())
      sections.emplace_back(key, text);
    else
      same->second = text;
  }
  std::string manifest;
  for (const auto& [key, text] : sections) manifest += text;
  return manifest;
}

std::vector<Diagnostic> findings(std::string_view fragment) {
  const PackageFiles files = make_package_files(
      "example", {{"discovery.yaml", manifest_of(fragment)},
                  {"artifacts/results.csv", std::string(lint_rules::kExampleResults)},
                  {"verify/verify.py", std::string(lint_rules::kExampleScript)}});
  return lint(parse_package(files), files);
}

std::string listed(const std::vector<Diagnostic>& found) {
  std::string text;
  for (const Diagnostic& finding : found)
    text += std::string(finding.code) + " " + finding.message + "\n";
  return text;
}

}  // namespace

TEST_CASE("codes and names are unique and in order, texts are there", "[rules]") {
  std::set<std::string_view> names;
  std::string_view last;
  for (const Rule& rule : rules()) {
    INFO(rule.code);
    CHECK(last < rule.code);
    last = rule.code;
    CHECK(names.insert(rule.name).second);
    CHECK(rule.summary.back() == '.');
    CHECK_FALSE(rule.why.empty());
    CHECK_FALSE(rule.bad.empty());
    CHECK_FALSE(rule.good.empty());
    CHECK(find_rule(rule.name) == &rule);
  }
  CHECK(rules().size() >= 60);
  CHECK(std::count_if(rules().begin(), rules().end(),
                      [](const Rule& rule) { return rule.check != nullptr; }) >= 40);
}

TEST_CASE("the example package has no finding", "[rules]") {
  CHECK(listed(findings("version: 2\n")) == "");
}

TEST_CASE("each rule finds its bad example, at a place, and leaves the repaired one alone",
          "[rules]") {
  for (const Rule& rule : rules()) {
    if (rule.bad.front() == '(')
      continue;  // Described in words; tests of the readers make such packages.
    INFO(rule.code << " " << rule.name);
    const std::vector<Diagnostic> bad = findings(rule.bad);
    INFO(listed(bad));
    const auto own = std::find_if(bad.begin(), bad.end(), [&](const Diagnostic& finding) {
      return finding.code == rule.code;
    });
    REQUIRE(own != bad.end());
    CHECK(own->severity == rule.severity);
    CHECK(blocks_import(std::span(&*own, 1)) ==
          (rule.blocks_import && rule.severity == Severity::error));
    for (const Diagnostic& finding : bad)
      CHECK((finding.code == rule.code || finding.severity != Severity::error));
    const std::vector<Diagnostic> good = findings(rule.good);
    INFO("repaired:\n" << listed(good));
    CHECK(std::none_of(good.begin(), good.end(),
                       [&](const Diagnostic& finding) { return finding.code == rule.code; }));
    CHECK(std::none_of(good.begin(), good.end(), [](const Diagnostic& finding) {
      return finding.severity == Severity::error;
    }));
  }
}

TEST_CASE("select and ignore take code prefixes", "[rules]") {
  const PackageFiles files = make_package_files(
      "example", {{"discovery.yaml", manifest_of("title: LRU SERVES HALF\nabstract: Short.\n")}});
  const ParsedPackage parsed = parse_package(files);
  LintOptions only;
  only.select = {"AH704"};
  CHECK(lint(parsed, files, only).size() == 1);
  LintOptions without;
  without.ignore = {"AH"};
  CHECK(lint(parsed, files, without).empty());
}
