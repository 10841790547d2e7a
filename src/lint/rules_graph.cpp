// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// AH6: exploration and relations.
#include "lint/check_graph.hpp"
#include "lint/families.hpp"

namespace ahub::lint_rules {
namespace {

constexpr Severity kError = Severity::error;
constexpr Severity kWarning = Severity::warning;

constexpr Rule kRules[] = {
    {"AH601", "duplicate-exploration-node", kError, true,
     "Exploration nodes have ids of their own.", "Parents would name two nodes at once.",
     "exploration:\n  - {id: n1, type: question, title: A}\n  - {id: n1, type: question, title: "
     "B}\n",
     "exploration:\n  - {id: n1, type: question, title: A}\n  - {id: n2, type: question, title: "
     "B}\n",
     check_duplicate_step},
    {"AH602", "dangling-parent", kError, true, "Parents of exploration nodes exist.",
     "The way to a node cannot be followed.",
     "exploration:\n  - {id: n1, type: question, title: A, parents: [n9]}\n",
     "exploration:\n  - {id: n1, type: question, title: A}\n", check_dangling_parent},
    {"AH603", "exploration-cycle", kError, true, "The exploration has no cycles.",
     "Nothing can have been tried before itself.",
     "exploration:\n  - {id: n1, type: question, title: A, parents: [n2]}\n  - {id: n2, type: "
     "question, title: B, parents: [n1]}\n",
     "exploration:\n  - {id: n1, type: question, title: A}\n  - {id: n2, type: question, title: B, "
     "parents: [n1]}\n",
     check_cycle},
    {"AH604", "dead-end-without-lesson", kWarning, false, "A dead end says what was learnt.",
     "A failure without its lesson will be repeated.",
     "exploration:\n  - {id: n1, type: dead_end, title: A}\n",
     "exploration:\n  - {id: n1, type: dead_end, title: A, lesson: Too slow}\n", check_lesson},
    {"AH605", "relation-to-itself", kError, true, "A package relates to other packages.",
     "A package cannot confirm or build on itself.",
     "relations:\n  - {kind: confirms, target: small-cache}\n",
     "relations:\n  - {kind: confirms, target: other-cache}\n", check_self_relation},
    {"AH606", "relation-target-form", kWarning, false, "Relation targets have a known form.",
     "Other forms lead nowhere and count for nothing.",
     "relations:\n  - {kind: uses, target: Some Paper}\n",
     "relations:\n  - {kind: uses, target: \"arXiv:2205.14135\"}\n", check_relation_target},
    {"AH607", "duplicate-relation", kWarning, false, "A relation stands once.",
     "Twice says no more than once.",
     "relations:\n  - {kind: uses, target: other-cache}\n  - {kind: uses, target: other-cache}\n",
     "relations:\n  - {kind: uses, target: other-cache}\n", check_duplicate_relation},
    {"AH608", "supersedes-newer", kError, true, "A package supersedes older versions only.",
     "A version cannot replace itself or what comes after it.",
     "relations:\n  - {kind: supersedes, target: small-cache@2}\n",
     "relations:\n  - {kind: supersedes, target: small-cache@1}\n", check_supersedes},
};

}  // namespace

std::span<const Rule> graph() noexcept { return kRules; }

}  // namespace ahub::lint_rules
