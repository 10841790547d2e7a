// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// All rules in one table, and how they run over a package.
#include <algorithm>
#include <tuple>

#include "lint/families.hpp"

namespace ahub {
namespace {

std::vector<Rule> collect() {
  std::vector<Rule> all;
  for (const auto family : {lint_rules::syntax, lint_rules::manifest, lint_rules::claims,
                            lint_rules::verification, lint_rules::evidence, lint_rules::identity,
                            lint_rules::graph, lint_rules::prose, lint_rules::files}) {
    const std::span<const Rule> rows = family();
    all.insert(all.end(), rows.begin(), rows.end());
  }
  return all;
}

bool same_ignoring_case(std::string_view left, std::string_view right) noexcept {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [&](char a, char b) { return lower(a) == lower(b); });
}

bool has_prefix(std::string_view code, const std::vector<std::string>& prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(), [&](const std::string& prefix) {
    return same_ignoring_case(code.substr(0, prefix.size()), prefix);
  });
}

bool is_selected(std::string_view code, const LintOptions& options) {
  return (options.select.empty() || has_prefix(code, options.select)) &&
         !has_prefix(code, options.ignore);
}

}  // namespace

void LintContext::report(std::string_view code, Severity severity, Span span, std::string message,
                         std::string help, std::vector<Label> labels) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.severity = severity;
  diagnostic.message = std::move(message);
  diagnostic.span = span;
  diagnostic.labels = std::move(labels);
  diagnostic.help = std::move(help);
  out_.push_back(std::move(diagnostic));
}

std::span<const Rule> rules() noexcept {
  static const std::vector<Rule> kRules = collect();
  return kRules;
}

const Rule* find_rule(std::string_view code_or_name) noexcept {
  for (const Rule& rule : rules()) {
    if (same_ignoring_case(rule.code, code_or_name) || rule.name == code_or_name) return &rule;
  }
  return nullptr;
}

std::vector<Diagnostic> lint(const ParsedPackage& parsed, const PackageFiles& files,
                             const LintOptions& options) {
  std::vector<Diagnostic> found;
  for (const Diagnostic& diagnostic : parsed.diagnostics) {
    if (is_selected(diagnostic.code, options)) found.push_back(diagnostic);
  }
  // Fields of a package that did not load hold defaults: a rule would blame the author for them.
  if (parsed.valid()) {
    LintContext context(parsed, files, found);
    for (const Rule& rule : rules()) {
      if (rule.check != nullptr && is_selected(rule.code, options)) rule.check(context);
    }
  }
  const auto order = [](const Diagnostic& d) {
    return std::tie(d.span.file, d.span.begin, d.code, d.path);
  };
  std::stable_sort(found.begin(), found.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return order(a) < order(b); });
  return found;
}

bool blocks_import(std::span<const Diagnostic> diagnostics) noexcept {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
    if (diagnostic.severity != Severity::error) return false;
    const Rule* rule = find_rule(diagnostic.code);
    return rule == nullptr || rule->blocks_import;
  });
}

}  // namespace ahub
