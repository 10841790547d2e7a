// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Executes a package's methods and judges its claims. Reads no store.
#pragma once

#include <atomic>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "ahub/exec/sandbox.hpp"
#include "ahub/package/package.hpp"
#include "ahub/sim/simulator.hpp"
#include "ahub/verify/counted.hpp"

namespace ahub {

struct VerifyOptions {
  std::vector<std::string> claims;  ///< Only these; empty: all.
  std::string method;               ///< Only this method id; empty: all.
  int jobs = 1;                     ///< Threads; results do not depend on it.
  SandboxMode sandbox = SandboxMode::required;
  /// Wall limit of one run, above 0 to 600; all runs of the package together have
  /// `limits::kPackageRunTimes` times as much.
  double run_seconds = 60;
  bool strict_input = false;  ///< A choice of a reader is an error of the whole.
  KeyPair key;                ///< Signs the receipts.
  std::string host;           ///< For `meta` only.
  std::string time;           ///< ISO 8601 UTC, for `meta` only.
  /// Package as the user named it: stands in `reproduce` command lines of scripts.
  std::string display;
  /// Called after each finished run from any thread: (finished, total, label).
  std::function<void(std::size_t, std::size_t, const std::string&)> progress;
  const std::atomic<bool>* interrupted = nullptr;
};

/// Verdict on one claim over all methods.
struct ClaimResult {
  std::string claim;
  /// Without a method that checks it: inconclusive, reason "no method checks this claim",
  /// `attested` true.
  Verdict verdict = Verdict::inconclusive;
  bool attested = false;
  std::string reason;
  std::vector<Check> checks;
};

struct VerifyResult {
  std::vector<ClaimResult> claims;  ///< In manifest order.
  std::vector<RunRecord> runs;      ///< In (method, run) order.
  std::vector<Receipt> receipts;    ///< In (method, claim) order.
  bool sandbox_missing = false;     ///< A script method was refused: exit 6.
  bool limit_hit = false;           ///< A run hit a limit: exit 7.
  std::string refused;              ///< Message for sandbox_missing or docker.
};

/// Runs every method (each run once, shared by all claims), compares, signs.
/// Throws only `Error{internal}`, and `Error{input, "strict-input"}` when that is asked for;
/// everything else is a verdict with a reason.
VerifyResult verify_package(const Package& package, const PackageFiles& files,
                            const VerifyOptions& options);

/// The bytes of an artifact that a simulator's parameter names, alive as long as `files`. Throws
/// `Error{input}` "not-found" when it is no artifact of the package, "hash-mismatch" when it is not
/// the declared one.
sim::FileView open_artifact(const Package& package, const PackageFiles& files,
                            const std::string& path);

/// The verdict of one assertion: fills `low`, `high`, `passed`, `reason` from the expectation, the
/// claim and the actual value. Non-finite actual values never pass. Values are compared in the
/// output's unit, also those that the assertion states itself; a plain number or count that agrees
/// with the claim's unit (`in_output_unit`) is in that unit, without its prefix. A claim whose unit
/// does not fit is not comparable, and the reason names both units.
Check compare(const Package& package, const Method& method, const Expectation& expectation,
              const StatedUnit& output, std::optional<double> actual);

/// True for <=, >=, <, >.
bool is_bound(Comparison op) noexcept;
/// Whether `actual` is what the check takes, by its recorded bounds.
bool check_holds(const Check& check, double actual) noexcept;

/// Why checks that all passed say nothing about the claim's number: none of them is about it, and
/// one accepts the claim's digits in a unit that makes another number of them (an assertion `value:
/// 12` on an output in B beside a claim of 12 KB). Empty when there is no such thing.
std::string digits_without_unit(const Claim& claim, std::span<const Check> checks);

/// Which receipts count, and the level they give (product.md section 2).
struct LevelStep {
  int level = 0;    ///< Reached by this step.
  std::string why;  ///< One phrase: "every artifact's hash matches, every claim carries evidence".
  std::vector<std::string> receipts;  ///< Ids that raised it.
};
struct Level {
  int level = 0;
  std::vector<LevelStep> steps;  ///< Ascending, contiguous from 0.
  std::string next;              ///< What is missing for the next level; empty at 4.
};

/// L1 holds when every bundled artifact matches and every claim carries evidence that resolves.
bool integrity_holds(const Package& package, const PackageFiles& files);

/// `receipts`: those of this package that count, oldest first; of several for one (claim, method,
/// runner) the newest counts.
Level compute_level(const Package& package, bool integrity,
                    std::span<const CountedReceipt> receipts);

/// The word of each claim from receipts that count: confirmed, recomputed, refuted, inconclusive,
/// error, or "attested" without any. Same order as `package.claims`.
std::vector<std::string> claim_badges(const Package& package,
                                      std::span<const CountedReceipt> receipts);

}  // namespace ahub
