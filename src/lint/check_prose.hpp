// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The checks of the prose rules (AH7).
#pragma once

#include "ahub/lint/rule.hpp"

namespace ahub::lint_rules {

void check_hidden_characters(LintContext& context);
void check_unseen_text(LintContext& context);
void check_unfinished_text(LintContext& context);
void check_number_in_statement(LintContext& context);
void check_title_capitals(LintContext& context);
void check_abstract(LintContext& context);
void check_duplicate_concept(LintContext& context);
void check_concept_form(LintContext& context);

}  // namespace ahub::lint_rules
