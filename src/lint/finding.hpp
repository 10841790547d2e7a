// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What the checks share: reporting under their row's severity, and the nodes that parts of the
// package came from.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ahub/lint/rule.hpp"

namespace ahub::lint_rules {

/// Reports under the severity of the row of `code`.
void report(LintContext& context, std::string_view code, Span span, std::string message,
            std::string help = {}, std::vector<Label> labels = {});

/// `text` in quotes, cut to a length that fits a message.
std::string in_quotes(std::string_view text);
/// "did you mean 'NAME'?", or `otherwise` when nothing is near, or looking for it is too dear.
std::string did_you_mean(LintContext& context, std::string_view name,
                         const std::vector<std::string>& candidates, std::string otherwise = {});
/// "a, b, c": at most `limits::kListedNames` names, then how many more there are.
std::string listed(std::span<const std::string> names);

/// Where `key` stands in `node`: its value, or the node's first key when it is absent.
Span place_of(const Node& node, std::string_view key);

/// The node of method `index`: verification.methods[index], or verification itself.
const Node& method_node(const LintContext& context, std::size_t index);

bool is_kebab_case(std::string_view text) noexcept;

/// Calls `visit(claim, its node)` for each claim.
template <class Visit>
void each_claim(const LintContext& context, Visit visit) {
  const std::vector<Claim>& claims = context.package().claims;
  for (std::size_t i = 0; i < claims.size(); ++i) visit(claims[i], context.root()["claims"][i]);
}

/// Calls `visit(artifact, its node)` for each artifact.
template <class Visit>
void each_artifact(const LintContext& context, Visit visit) {
  const std::vector<Artifact>& artifacts = context.package().artifacts;
  for (std::size_t i = 0; i < artifacts.size(); ++i)
    visit(artifacts[i], context.root()["artifacts"][i]);
}

/// Calls `visit(method, its node)` for each verification method.
template <class Visit>
void each_method(const LintContext& context, Visit visit) {
  const std::vector<Method>& methods = context.package().methods;
  for (std::size_t i = 0; i < methods.size(); ++i) visit(methods[i], method_node(context, i));
}

/// Calls `visit(method, assertion, the assertion's node)` for each assertion of each method.
template <class Visit>
void each_assertion(const LintContext& context, Visit visit) {
  each_method(context, [&](const Method& method, const Node& node) {
    for (std::size_t i = 0; i < method.expected.size(); ++i)
      visit(method, method.expected[i], node["expected"][i]);
  });
}

}  // namespace ahub::lint_rules
