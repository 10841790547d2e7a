// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// AH2: what the claims state.
#include "lint/check_claims.hpp"
#include "lint/families.hpp"

namespace ahub::lint_rules {
namespace {

constexpr Rule kRules[] = {
    {"AH201", "duplicate-claim-id", Severity::error, true, "Each claim has an id of its own.",
     "Evidence, assertions and receipts name a claim by its id.",
     "verification: {mode: simulator, runs: [{simulator: cache, seed: 1}], expected: [{claim: c1, "
     "output: hits_lru, op: \">\", value: 1}]}\n"
     "claims:\n"
     "  - {id: c1, kind: observation, statement: Requests are skewed., evidence: "
     "[artifacts/results.csv]}\n"
     "  - {id: c1, kind: observation, statement: Hits are many., evidence: "
     "[artifacts/results.csv]}\n",
     "verification: {mode: simulator, runs: [{simulator: cache, seed: 1}], expected: [{claim: c1, "
     "output: hits_lru, op: \">\", value: 1}]}\n"
     "claims:\n"
     "  - {id: c1, kind: observation, statement: Requests are skewed., evidence: "
     "[artifacts/results.csv]}\n"
     "  - {id: c2, kind: observation, statement: Hits are many., evidence: "
     "[artifacts/results.csv]}\n",
     check_duplicate_claim_id},
    {"AH202", "claim-without-value", Severity::error, false,
     "Performance and comparison claims state a value.",
     "Without a number there is nothing that a run could confirm or refute.",
     "claims:\n"
     "  - id: c1\n"
     "    kind: performance\n"
     "    statement: LRU serves 51.2 % of the requests.\n"
     "    structured: {workload: zipf, metric: hit-rate, unit: \"%\", higher_is_better: true, "
     "hardware: any}\n"
     "    evidence: [artifacts/results.csv]\n"
     "verification:\n"
     "  mode: script\n"
     "  entrypoint: verify/verify.py\n"
     "  expected: [{claim: c1, output: hit_rate, op: approx, value: 51.2, abs: 0.05}]\n",
     "claims:\n"
     "  - id: c1\n"
     "    kind: performance\n"
     "    statement: LRU serves 51.2 % of the requests.\n"
     "    structured: {workload: zipf, metric: hit-rate, value: 51.2, unit: \"%\", "
     "higher_is_better: true, hardware: any}\n"
     "    evidence: [artifacts/results.csv]\n",
     check_claim_without_value},
    {"AH203", "unknown-unit", Severity::warning, false, "The unit is one that ahub can convert.",
     "Values in unknown units are never compared with values in other units.",
     "claims:\n"
     "  - id: c1\n"
     "    kind: performance\n"
     "    statement: A look-up takes 3 msec.\n"
     "    structured: {workload: zipf, metric: latency, value: 3, unit: mss, higher_is_better: "
     "false, hardware: any}\n"
     "    evidence: [artifacts/results.csv]\n"
     "verification: {mode: script, entrypoint: verify/verify.py, expected: [{claim: c1, output: "
     "latency, op: \"<=\", value: 4}]}\n",
     "claims:\n"
     "  - id: c1\n"
     "    kind: performance\n"
     "    statement: A look-up takes 3 ms.\n"
     "    structured: {workload: zipf, metric: latency, value: 3, unit: ms, higher_is_better: "
     "false, hardware: any}\n"
     "    evidence: [artifacts/results.csv]\n"
     "verification: {mode: script, entrypoint: verify/verify.py, expected: [{claim: c1, output: "
     "latency, op: \"<=\", value: 4}]}\n",
     check_unknown_unit},
    {"AH204", "claim-without-unit", Severity::error, false, "A value has a unit.",
     "0.5 of the requests and 0.5 % of them are two claims.",
     "claims:\n"
     "  - id: c1\n"
     "    kind: performance\n"
     "    statement: A look-up takes 3 ms.\n"
     "    structured: {workload: zipf, metric: latency, value: 3, higher_is_better: false, "
     "hardware: any}\n"
     "    evidence: [artifacts/results.csv]\n"
     "verification: {mode: script, entrypoint: verify/verify.py, expected: [{claim: c1, output: "
     "latency, op: \"<=\", value: 4}]}\n",
     "claims:\n"
     "  - id: c1\n"
     "    kind: performance\n"
     "    statement: A look-up takes 3 ms.\n"
     "    structured: {workload: zipf, metric: latency, value: 3, unit: ms, higher_is_better: "
     "false, hardware: any}\n"
     "    evidence: [artifacts/results.csv]\n"
     "verification: {mode: script, entrypoint: verify/verify.py, expected: [{claim: c1, output: "
     "latency, op: \"<=\", value: 4}]}\n",
     check_claim_without_unit},
    {"AH205", "statement-disagrees-with-value", Severity::error, false,
     "The number in the statement is the structured value, rounded to the digits that the "
     "statement prints.",
     "People read the statement and programs the value: both must make the same claim.",
     "claims:\n"
     "  - id: c1\n"
     "    kind: performance\n"
     "    statement: LRU serves 52.1 % of the requests.\n"
     "    structured: {workload: zipf, metric: hit-rate, value: 0.512, unit: fraction, "
     "higher_is_better: true, hardware: any}\n"
     "    evidence: [artifacts/results.csv]\n",
     "claims:\n"
     "  - id: c1\n"
     "    kind: performance\n"
     "    statement: LRU serves 51.2 % of the requests.\n"
     "    structured: {workload: zipf, metric: hit-rate, value: 0.512, unit: fraction, "
     "higher_is_better: true, hardware: any}\n"
     "    evidence: [artifacts/results.csv]\n",
     check_statement_disagrees},
    {"AH206", "comparison-without-baseline", Severity::error, false,
     "A comparison names its baseline.",
     "Better than what? Without the other side nobody can repeat the comparison.",
     "claims:\n"
     "  - id: c1\n"
     "    kind: comparison\n"
     "    statement: The hit rate reaches 51.2 %.\n"
     "    structured: {workload: zipf, metric: hit-rate, value: 51.2, unit: \"%\", "
     "higher_is_better: true, hardware: any}\n"
     "    evidence: [artifacts/results.csv]\n",
     "claims:\n"
     "  - id: c1\n"
     "    kind: comparison\n"
     "    statement: The hit rate reaches 51.2 %.\n"
     "    structured: {workload: zipf, metric: hit-rate, value: 51.2, unit: \"%\", "
     "higher_is_better: true, baseline: FIFO, hardware: any}\n"
     "    evidence: [artifacts/results.csv]\n",
     check_comparison_without_baseline},
    {"AH207", "improvement-inconsistent", Severity::error, false,
     "improvement_pct follows from value and baseline_value, within their printed digits.",
     "Three numbers of which two give the third are three chances for a slip.",
     "claims:\n"
     "  - id: c1\n"
     "    kind: performance\n"
     "    statement: LRU serves 51.2 % of the requests.\n"
     "    structured: {workload: zipf, metric: hit-rate, value: 51.2, unit: \"%\", "
     "higher_is_better: true, hardware: any, "
     "baseline: FIFO, baseline_value: 40.0, improvement_pct: 11.2}\n"
     "    evidence: [artifacts/results.csv]\n",
     "claims:\n"
     "  - id: c1\n"
     "    kind: performance\n"
     "    statement: LRU serves 51.2 % of the requests.\n"
     "    structured: {workload: zipf, metric: hit-rate, value: 51.2, unit: \"%\", "
     "higher_is_better: true, hardware: any, "
     "baseline: FIFO, baseline_value: 40.0, improvement_pct: 28.0}\n"
     "    evidence: [artifacts/results.csv]\n",
     check_improvement},
    {"AH208", "direction-missing", Severity::warning, false,
     "A claim with a value says whether higher is better.",
     "Without a direction the frontier cannot tell which of two claims is ahead.",
     "claims:\n"
     "  - id: c1\n"
     "    kind: performance\n"
     "    statement: LRU serves 51.2 % of the requests.\n"
     "    structured: {workload: zipf, metric: hit-rate, value: 51.2, unit: \"%\", hardware: any}\n"
     "    evidence: [artifacts/results.csv]\n",
     "claims:\n"
     "  - id: c1\n"
     "    kind: performance\n"
     "    statement: LRU serves 51.2 % of the requests.\n"
     "    structured: {workload: zipf, metric: hit-rate, value: 51.2, unit: \"%\", "
     "higher_is_better: true, hardware: any}\n"
     "    evidence: [artifacts/results.csv]\n",
     check_direction_missing},
    {"AH209", "metric-not-kebab-case", Severity::warning, false,
     "A metric is written in lower case with hyphens.",
     "Claims are compared by the spelling of their metric: 'Hit Rate' meets no 'hit-rate'.",
     "claims:\n"
     "  - id: c1\n"
     "    kind: performance\n"
     "    statement: LRU serves 51.2 % of the requests.\n"
     "    structured: {workload: zipf, metric: Hit Rate, value: 51.2, unit: \"%\", "
     "higher_is_better: true, hardware: any}\n"
     "    evidence: [artifacts/results.csv]\n",
     "claims:\n"
     "  - id: c1\n"
     "    kind: performance\n"
     "    statement: LRU serves 51.2 % of the requests.\n"
     "    structured: {workload: zipf, metric: hit-rate, value: 51.2, unit: \"%\", "
     "higher_is_better: true, hardware: any}\n"
     "    evidence: [artifacts/results.csv]\n",
     check_metric_form},
    {"AH210", "share-out-of-range", Severity::error, false,
     "A share lies from 0 to 1, or from 0 to 100 %.",
     "A hit rate of 51.2 as a fraction is off by a factor of 100.",
     "claims:\n"
     "  - id: c1\n"
     "    kind: performance\n"
     "    statement: LRU serves half of the 200 requests.\n"
     "    structured: {workload: zipf, metric: hit-rate, value: 51.2, unit: fraction, "
     "higher_is_better: true, hardware: any}\n"
     "    evidence: [artifacts/results.csv]\n",
     "claims:\n"
     "  - id: c1\n"
     "    kind: performance\n"
     "    statement: LRU serves half of the 200 requests.\n"
     "    structured: {workload: zipf, metric: hit-rate, value: 0.512, unit: fraction, "
     "higher_is_better: true, hardware: any}\n"
     "    evidence: [artifacts/results.csv]\n",
     check_share_range},
    {"AH211", "model-scope-unstated", Severity::warning, false,
     "The statement of a model claim says that it is about a model.",
     "What holds in a model need not hold in a system, and readers take a statement at its word.",
     "verification: {mode: simulator, runs: [{simulator: cache, seed: 1}], expected: [{claim: c1, "
     "output: hits_lru, op: \">\", value: 1}]}\n"
     "claims:\n"
     "  - {id: c1, kind: observation, scope: model, statement: LRU adapts to drift., evidence: "
     "[artifacts/results.csv]}\n",
     "verification: {mode: simulator, runs: [{simulator: cache, seed: 1}], expected: [{claim: c1, "
     "output: hits_lru, op: \">\", value: 1}]}\n"
     "claims:\n"
     "  - {id: c1, kind: observation, scope: model, statement: \"In this model, LRU adapts to "
     "drift.\", evidence: [artifacts/results.csv]}\n",
     check_model_scope},
    {"AH212", "key-foreign-to-profile", Severity::warning, false,
     "structured has only keys that the profile uses.",
     "A dataset named in a systems package is not part of what its claims are compared by.",
     "claims:\n"
     "  - id: c1\n"
     "    kind: performance\n"
     "    statement: LRU serves 51.2 % of the requests.\n"
     "    structured: {workload: zipf, dataset: zipf, metric: hit-rate, value: 51.2, unit: \"%\", "
     "higher_is_better: true, hardware: any}\n"
     "    evidence: [artifacts/results.csv]\n",
     "claims:\n"
     "  - id: c1\n"
     "    kind: performance\n"
     "    statement: LRU serves 51.2 % of the requests.\n"
     "    structured: {workload: zipf, metric: hit-rate, value: 51.2, unit: \"%\", "
     "higher_is_better: true, hardware: any}\n"
     "    evidence: [artifacts/results.csv]\n",
     check_foreign_key},
    {"AH213", "unknown-profile", Severity::warning, false,
     "The profile is one that ships with ahub.",
     "The claims of an unknown profile are compared by their metric alone.",
     "profile: system@0.1\n", "profile: systems@0.1\n", check_unknown_profile},
    {"AH214", "frontier-key-incomplete", Severity::note, false,
     "A claim with a value names all that its profile compares by.",
     "A claim without them never meets another one, neither on the frontier nor in a tension.",
     "claims:\n"
     "  - id: c1\n"
     "    kind: performance\n"
     "    statement: LRU serves 51.2 % of the requests.\n"
     "    structured: {metric: hit-rate, value: 51.2, unit: \"%\", higher_is_better: true}\n"
     "    evidence: [artifacts/results.csv]\n",
     "claims:\n"
     "  - id: c1\n"
     "    kind: performance\n"
     "    statement: LRU serves 51.2 % of the requests.\n"
     "    structured: {workload: zipf, metric: hit-rate, value: 51.2, unit: \"%\", "
     "higher_is_better: true, hardware: any}\n"
     "    evidence: [artifacts/results.csv]\n",
     check_frontier_key},
    {"AH215", "malformed-unit", Severity::error, true, "A unit reads as a unit.",
     "What cannot be read can never be converted, so the claim could never meet another one.",
     "claims:\n"
     "  - id: c1\n"
     "    kind: performance\n"
     "    statement: A look-up takes 3 ms.\n"
     "    structured: {workload: zipf, metric: latency, value: 3, unit: 'ms/(', higher_is_better: "
     "false, hardware: any}\n"
     "    evidence: [artifacts/results.csv]\n"
     "verification: {mode: script, entrypoint: verify/verify.py, expected: [{claim: c1, output: "
     "latency, op: \"<=\", value: 4}]}\n",
     "claims:\n"
     "  - id: c1\n"
     "    kind: performance\n"
     "    statement: A look-up takes 3 ms.\n"
     "    structured: {workload: zipf, metric: latency, value: 3, unit: ms, higher_is_better: "
     "false, hardware: any}\n"
     "    evidence: [artifacts/results.csv]\n"
     "verification: {mode: script, entrypoint: verify/verify.py, expected: [{claim: c1, output: "
     "latency, op: \"<=\", value: 4}]}\n",
     check_malformed_unit},
};

}  // namespace

std::span<const Rule> claims() noexcept { return kRules; }

}  // namespace ahub::lint_rules
