// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The checks behind the rows of AH3.
#pragma once

#include "ahub/lint/rule.hpp"

namespace ahub::lint_rules {

// Methods and their runs: check_methods.cpp.
void check_unknown_simulator(LintContext& context);
void check_unknown_parameter(LintContext& context);
void check_bad_parameter(LintContext& context);
void check_undeclared_input(LintContext& context);
void check_duplicate_run_id(LintContext& context);
void check_duplicate_method_id(LintContext& context);
void check_method_without_assertions(LintContext& context);
void check_entrypoint_missing(LintContext& context);
void check_entrypoint_not_python(LintContext& context);
void check_docker_method(LintContext& context);
void check_run_too_costly(LintContext& context);

// Assertions: check_assertions.cpp.
void check_unknown_output(LintContext& context);
void check_assertion_cannot_fail(LintContext& context);
void check_assertion_of_unknown_claim(LintContext& context);
void check_assertion_of_unknown_run(LintContext& context);
void check_assertion_without_run(LintContext& context);
void check_assertion_contradicts_claim(LintContext& context);
void check_assertion_without_value(LintContext& context);
void check_unit_not_convertible(LintContext& context);
void check_equality_of_real(LintContext& context);

}  // namespace ahub::lint_rules
