// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// One execution of one method: a simulator in process, or the package's own script in the sandbox.
#pragma once

#include <chrono>

#include "ahub/verify/verify.hpp"

namespace ahub {

/// What is to be executed; `run` is null for scripts.
struct Job {
  const Method* method = nullptr;
  const RunSpec* run = nullptr;
};

/// Runs it, until `end` at the longest, which is when all runs of the package have had their time.
/// Never throws for what the package does; `sandbox_missing` of the result's caller is told by
/// status "sandbox-unavailable".
RunRecord execute(const Package& package, const PackageFiles& files, const Job& job,
                  const VerifyOptions& options, std::chrono::steady_clock::time_point end);

/// The unit that the run states for an output; of Source::none for scripts and unknown outputs.
StatedUnit unit_of(const RunRecord& run, std::string_view output);

}  // namespace ahub
