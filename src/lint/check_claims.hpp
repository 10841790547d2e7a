// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The checks behind the rows of AH2.
#pragma once

#include "ahub/lint/rule.hpp"

namespace ahub::lint_rules {

// Values and units: check_claim_values.cpp.
void check_claim_without_value(LintContext& context);
void check_unknown_unit(LintContext& context);
void check_malformed_unit(LintContext& context);
void check_claim_without_unit(LintContext& context);
void check_statement_disagrees(LintContext& context);
void check_improvement(LintContext& context);
void check_share_range(LintContext& context);

// Everything else about claims: check_claim_form.cpp.
void check_duplicate_claim_id(LintContext& context);
void check_comparison_without_baseline(LintContext& context);
void check_direction_missing(LintContext& context);
void check_metric_form(LintContext& context);
void check_model_scope(LintContext& context);
void check_foreign_key(LintContext& context);
void check_unknown_profile(LintContext& context);
void check_frontier_key(LintContext& context);

}  // namespace ahub::lint_rules
