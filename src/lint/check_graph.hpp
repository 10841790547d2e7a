// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The checks of the graph rules (AH6).
#pragma once

#include "ahub/lint/rule.hpp"

namespace ahub::lint_rules {

void check_duplicate_step(LintContext& context);
void check_dangling_parent(LintContext& context);
void check_cycle(LintContext& context);
void check_lesson(LintContext& context);
void check_self_relation(LintContext& context);
void check_relation_target(LintContext& context);
void check_duplicate_relation(LintContext& context);
void check_supersedes(LintContext& context);

}  // namespace ahub::lint_rules
