// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The checks behind the rows of AH4.
#pragma once

#include "ahub/lint/rule.hpp"

namespace ahub::lint_rules {

void check_artifact_missing(LintContext& context);
void check_artifact_hash(LintContext& context);
void check_artifact_size(LintContext& context);
void check_artifact_path(LintContext& context);
void check_artifact_without_hash(LintContext& context);
void check_duplicate_artifact(LintContext& context);
void check_evidence_not_declared(LintContext& context);
void check_evidence_line(LintContext& context);
void check_evidence_run(LintContext& context);
void check_claim_without_evidence(LintContext& context);
void check_undeclared_file(LintContext& context);
void check_url_not_https(LintContext& context);
void check_artifact_pointer(LintContext& context);
void check_artifact_web_page(LintContext& context);
void check_evidence_source(LintContext& context);

}  // namespace ahub::lint_rules
