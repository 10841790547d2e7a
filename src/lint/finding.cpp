// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "lint/finding.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/limits.hpp"
#include "ahub/base/text.hpp"
#include "lint/memo.hpp"

namespace ahub::lint_rules {

void report(LintContext& context, std::string_view code, Span span, std::string message,
            std::string help, std::vector<Label> labels) {
  const Rule* rule = find_rule(code);
  context.report(code, rule == nullptr ? Severity::error : rule->severity, span, std::move(message),
                 std::move(help), std::move(labels));
}

std::string in_quotes(std::string_view text) {
  return fmt::format("'{}'", truncate_to_width(safe_text(text), 60));
}

std::string did_you_mean(LintContext& context, std::string_view name,
                         const std::vector<std::string>& candidates, std::string otherwise) {
  const std::string near = context.memo().suggestion(name, candidates);
  return near.empty() ? std::move(otherwise) : fmt::format("did you mean '{}'?", near);
}

std::string listed(std::span<const std::string> names) {
  const auto shown = names.first(std::min<std::size_t>(names.size(), limits::kListedNames));
  std::string text = fmt::format("{}", fmt::join(shown, ", "));
  if (shown.size() < names.size()) text += fmt::format(" and {} more", names.size() - shown.size());
  return text;
}

Span place_of(const Node& node, std::string_view key) {
  if (const Node& value = node[key]) return value.span;
  return node.members.empty() ? node.span : node.members.front().key_span;
}

const Node& method_node(const LintContext& context, std::size_t index) {
  const Node& verification = context.root()["verification"];
  const Node& methods = verification["methods"];
  return methods ? methods[index] : verification;
}

bool is_kebab_case(std::string_view text) noexcept {
  if (text.empty() || text.front() == '-' || text.back() == '-' ||
      text.find("--") != std::string_view::npos)
    return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

}  // namespace ahub::lint_rules
