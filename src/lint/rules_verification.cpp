// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// AH3: how the claims are checked.
#include "lint/check_verification.hpp"
#include "lint/families.hpp"

namespace ahub::lint_rules {
namespace {

constexpr std::string_view kGoodSimulation =
    "verification:\n"
    "  mode: simulator\n"
    "  runs: [{id: small, simulator: cache, params: {policy: [lru], capacity: 100}, seed: 42}]\n"
    "  expected: [{claim: c1, run: small, output: hit_rate_lru, op: approx, abs: 0.0005}]\n";
constexpr std::string_view kGoodScript =
    "verification:\n"
    "  mode: script\n"
    "  entrypoint: verify/verify.py\n"
    "  expected: [{claim: c1, output: hit_rate, op: approx, abs: 0.05}]\n";

constexpr Rule kRules[] = {
    {"AH301", "unknown-simulator", Severity::error, true, "A run names a built-in simulator.",
     "A method that cannot run verifies nothing.",
     "verification:\n"
     "  mode: simulator\n"
     "  runs: [{id: small, simulator: cahce, seed: 42}]\n"
     "  expected: [{claim: c1, run: small, output: hit_rate_lru, op: approx, abs: 0.0005}]\n",
     kGoodSimulation, check_unknown_simulator},
    {"AH302", "unknown-parameter", Severity::error, true,
     "A run sets only parameters that its simulator has.",
     "A misspelt parameter would leave the default in force without a word.",
     "verification:\n"
     "  mode: simulator\n"
     "  runs: [{id: small, simulator: cache, params: {policy: [lru], capcity: 100}, seed: 42}]\n"
     "  expected: [{claim: c1, run: small, output: hit_rate_lru, op: approx, abs: 0.0005}]\n",
     kGoodSimulation, check_unknown_parameter},
    {"AH303", "bad-parameter-value", Severity::error, true,
     "Parameters have legal types, words and ranges.",
     "A simulator refuses other values, so the method would never run.",
     "verification:\n"
     "  mode: simulator\n"
     "  runs: [{id: small, simulator: cache, params: {policy: [lru], capacity: 0}, seed: 42}]\n"
     "  expected: [{claim: c1, run: small, output: hit_rate_lru, op: approx, abs: 0.0005}]\n",
     kGoodSimulation, check_bad_parameter},
    {"AH304", "unknown-output", Severity::error, true,
     "An assertion names an output that its run gives.",
     "Which outputs there are depends on the settings: a policy that is not replayed has no hit "
     "rate.",
     "verification:\n"
     "  mode: simulator\n"
     "  runs: [{id: small, simulator: cache, params: {policy: [lru], capacity: 100}, seed: 42}]\n"
     "  expected: [{claim: c1, run: small, output: hit_rate_fifo, op: approx, abs: 0.0005}]\n",
     kGoodSimulation, check_unknown_output},
    {"AH305", "assertion-cannot-fail", Severity::error, true, "An assertion can fail.",
     "A tolerance that takes in zero confirms a claim whatever the run gives.",
     "verification:\n"
     "  mode: simulator\n"
     "  runs: [{id: small, simulator: cache, params: {policy: [lru], capacity: 100}, seed: 42}]\n"
     "  expected: [{claim: c1, run: small, output: hit_rate_lru, op: approx, abs: 1}]\n",
     kGoodSimulation, check_assertion_cannot_fail},
    {"AH306", "assertion-of-unknown-claim", Severity::error, true,
     "An assertion names a claim of the package.", "Its result would count for nothing.",
     "verification:\n"
     "  mode: script\n"
     "  entrypoint: verify/verify.py\n"
     "  expected: [{claim: c9, output: hit_rate, op: approx, value: 51.2, abs: 0.05}]\n",
     kGoodScript, check_assertion_of_unknown_claim},
    {"AH307", "assertion-of-unknown-run", Severity::error, true,
     "An assertion names a run of its method.", "There is no output of a run that does not exist.",
     "verification:\n"
     "  mode: simulator\n"
     "  runs: [{id: small, simulator: cache, params: {policy: [lru], capacity: 100}, seed: 42}]\n"
     "  expected: [{claim: c1, run: smal, output: hit_rate_lru, op: approx, abs: 0.0005}]\n",
     kGoodSimulation, check_assertion_of_unknown_run},
    {"AH308", "assertion-without-run", Severity::error, true,
     "With several runs an assertion names its own.",
     "Each run has outputs of the same names, and guessing one would decide the verdict.",
     "verification:\n"
     "  mode: simulator\n"
     "  runs:\n"
     "    - {id: small, simulator: cache, params: {policy: [lru], capacity: 100}, seed: 42}\n"
     "    - {id: large, simulator: cache, params: {policy: [lru], capacity: 1000}, seed: 42}\n"
     "  expected: [{claim: c1, output: hit_rate_lru, op: approx, abs: 0.0005}]\n",
     kGoodSimulation, check_assertion_without_run},
    {"AH309", "duplicate-run-id", Severity::error, true,
     "The runs of a method have ids of their own.", "An assertion could mean either of them.",
     "verification:\n"
     "  mode: simulator\n"
     "  runs:\n"
     "    - {id: small, simulator: cache, params: {policy: [lru], capacity: 100}, seed: 42}\n"
     "    - {id: small, simulator: cache, params: {policy: [lru], capacity: 1000}, seed: 42}\n"
     "  expected: [{claim: c1, run: small, output: hit_rate_lru, op: approx, abs: 0.0005}]\n",
     kGoodSimulation, check_duplicate_run_id},
    {"AH310", "duplicate-method-id", Severity::error, true,
     "The methods of a package have ids of their own.", "Receipts name their method by its id.",
     "verification:\n"
     "  methods:\n"
     "    - {mode: script, entrypoint: verify/verify.py, expected: [{claim: c1, output: hit_rate, "
     "op: approx, abs: 0.05}]}\n"
     "    - {mode: script, entrypoint: verify/verify.py, expected: [{claim: c1, output: rate, op: "
     "approx, abs: 0.05}]}\n",
     kGoodScript, check_duplicate_method_id},
    {"AH311", "method-without-assertions", Severity::warning, false, "A method asserts something.",
     "A run without assertions confirms no claim and is not even started.",
     "verification:\n"
     "  mode: script\n"
     "  entrypoint: verify/verify.py\n",
     kGoodScript, check_method_without_assertions},
    {"AH312", "entrypoint-missing", Severity::error, false,
     "The entrypoint of a script is a file of the package.",
     "What is not shipped cannot be run by anybody else.",
     "verification:\n"
     "  mode: script\n"
     "  entrypoint: verify/verfy.py\n"
     "  expected: [{claim: c1, output: hit_rate, op: approx, abs: 0.05}]\n",
     kGoodScript, check_entrypoint_missing},
    {"AH313", "entrypoint-not-python", Severity::warning, false, "The entrypoint is a Python file.",
     "Scripts are run by python3, whatever their first line says.",
     "verification:\n"
     "  mode: script\n"
     "  entrypoint: artifacts/results.csv\n"
     "  expected: [{claim: c1, output: hit_rate, op: approx, abs: 0.05}]\n",
     kGoodScript, check_entrypoint_not_python},
    {"AH314", "docker-method", Severity::warning, false,
     "A method can run here: docker methods cannot.",
     "ahub recognises docker methods of the public hub and refuses to run them, so they lift no "
     "level.",
     "verification:\n"
     "  mode: docker\n"
     "  image: example/replay\n"
     "  expected: [{claim: c1, output: hit_rate, op: approx, abs: 0.05}]\n",
     kGoodScript, check_docker_method},
    {"AH315", "run-too-costly", Severity::error, false,
     "A run stays within the limits of simulators.",
     "A run that is refused for its cost verifies nothing.",
     "verification:\n"
     "  mode: simulator\n"
     "  runs: [{id: small, simulator: cache, params: {policy: [lru, fifo, lfu], requests: "
     "100000000}, seed: 42}]\n"
     "  expected: [{claim: c1, run: small, output: hit_rate_lru, op: approx, abs: 0.0005}]\n",
     kGoodSimulation, check_run_too_costly},
    {"AH316", "assertion-contradicts-claim", Severity::error, false,
     "The asserted value is the claimed one.",
     "Otherwise verification confirms a number that the package does not claim.",
     "verification:\n"
     "  mode: simulator\n"
     "  runs: [{id: small, simulator: cache, params: {policy: [lru], capacity: 100}, seed: 42}]\n"
     "  expected: [{claim: c1, run: small, output: hit_rate_lru, op: approx, value: 0.6, abs: "
     "0.0005}]\n",
     kGoodSimulation, check_assertion_contradicts_claim},
    {"AH317", "assertion-without-value", Severity::error, true,
     "An assertion has a value, its own or its claim's.",
     "Without one there is nothing to compare the result with.",
     "claims:\n"
     "  - {id: c1, kind: observation, statement: LRU adapts to drift., evidence: "
     "[artifacts/results.csv]}\n"
     "verification:\n"
     "  mode: script\n"
     "  entrypoint: verify/verify.py\n"
     "  expected: [{claim: c1, output: hit_rate, op: approx, abs: 0.05}]\n",
     "claims:\n"
     "  - {id: c1, kind: observation, statement: LRU adapts to drift., evidence: "
     "[artifacts/results.csv]}\n"
     "verification:\n"
     "  mode: script\n"
     "  entrypoint: verify/verify.py\n"
     "  expected: [{claim: c1, output: hit_rate, op: approx, value: 51.2, abs: 0.05}]\n",
     check_assertion_without_value},
    {"AH318", "unit-not-convertible", Severity::error, false,
     "The claim's value converts to the output's unit.",
     "A share in % and a difference in pp are different quantities, however near the numbers.",
     "verification:\n"
     "  mode: simulator\n"
     "  runs: [{id: small, simulator: cache, params: {policy: [lru, fifo], capacity: 100}, seed: "
     "42}]\n"
     "  expected: [{claim: c1, run: small, output: gap_pp, op: approx, abs: 0.005}]\n",
     kGoodSimulation, check_unit_not_convertible},
    {"AH319", "equality-of-real", Severity::warning, false, "'==' is for integers.",
     "The last bits of a real differ between compilers; counts do not.",
     "verification:\n"
     "  mode: simulator\n"
     "  runs: [{id: small, simulator: cache, params: {policy: [lru], capacity: 100}, seed: 42}]\n"
     "  expected: [{claim: c1, run: small, output: hit_rate_lru, op: \"==\"}]\n",
     kGoodSimulation, check_equality_of_real},
    {"AH320", "undeclared-input", Severity::error, false,
     "A file that a run reads is an artifact with a hash.",
     "A run over a file that nothing pins may give another number tomorrow.",
     "verification:\n"
     "  mode: simulator\n"
     "  runs: [{id: small, simulator: cache, params: {policy: [lru], trace: artifacts/trace.csv}, "
     "seed: 42}]\n"
     "  expected: [{claim: c1, run: small, output: hit_rate_lru, op: approx, abs: 0.0005}]\n",
     kGoodSimulation, check_undeclared_input},
};

}  // namespace

std::span<const Rule> verification() noexcept { return kRules; }

}  // namespace ahub::lint_rules
