// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Lint rules as rows. `ahub lint`, `ahub explain`, the SARIF rule list, ahub-rules(7) and the rule
// tests all read the same rows.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ahub/base/diagnostic.hpp"
#include "ahub/package/package.hpp"

namespace ahub {

namespace lint_rules {
class Memo;
}

/// Collects what a rule finds.
class LintContext {
 public:
  LintContext(const ParsedPackage& parsed, const PackageFiles& files, std::vector<Diagnostic>& out)
      : parsed_(parsed), files_(files), out_(out) {}
  const Package& package() const noexcept { return parsed_.package; }
  const PackageFiles& files() const noexcept { return files_; }
  /// The manifest's tree: spans of fields, e.g. root()["claims"][0]["structured"]["unit"].span.
  const Node& root() const noexcept { return parsed_.package.document.root; }
  void report(std::string_view code, Severity severity, Span span, std::string message,
              std::string help = {}, std::vector<Label> labels = {});
  /// What several rules ask for and none calculates twice.
  lint_rules::Memo& memo();

 private:
  const ParsedPackage& parsed_;
  const PackageFiles& files_;
  std::vector<Diagnostic>& out_;
  std::shared_ptr<lint_rules::Memo> memo_;
};

/// One lint rule, declared once. Codes are never reused or renumbered.
/// Families: AH0 syntax, AH1 manifest, AH2 claims, AH3 verification, AH4 evidence, AH5 identity,
/// AH6 graph, AH7 prose, AH8 files.
struct Rule {
  std::string_view code;  ///< "AH204"
  std::string_view name;  ///< What is wrong, kebab-case: "claim-without-unit".
  Severity severity;
  bool blocks_import;        ///< The package is malformed: the store does not take it.
  std::string_view summary;  ///< What it checks, one line, final full stop.
  std::string_view why;      ///< Why it matters to a reader of the package.
  std::string_view bad;      ///< Smallest manifest (YAML, or a fragment replacing keys of the base
                             ///< manifest) that triggers it.
  std::string_view good;     ///< The same, repaired.
  /// Null for rules that the loader itself reports (AH0xx, AH1xx, AH8xx).
  void (*check)(LintContext&);
};

/// All rules, ordered by code.
std::span<const Rule> rules() noexcept;
/// By code (any case) or name; null when there is none.
const Rule* find_rule(std::string_view code_or_name) noexcept;

struct LintOptions {
  std::vector<std::string> select;  ///< Code prefixes; empty selects all.
  std::vector<std::string> ignore;  ///< Code prefixes.
};

/// The loader's findings and those of every selected rule, sorted by (file, position, code).
std::vector<Diagnostic> lint(const ParsedPackage& parsed, const PackageFiles& files,
                             const LintOptions& options = {});

/// True when any finding is an error that keeps the package out of a store.
bool blocks_import(std::span<const Diagnostic> diagnostics) noexcept;

}  // namespace ahub
