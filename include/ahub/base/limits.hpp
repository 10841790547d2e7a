// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Every limit on input, in one place; `ahub help limits` prints this table.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace ahub::limits {

inline constexpr std::uint64_t kManifestBytes = 256U << 10;
inline constexpr std::uint64_t kTextFileBytes = 4U << 20;
inline constexpr std::uint64_t kDataFileBytes = 64U << 20;
inline constexpr std::uint64_t kPackageBytes = 256U << 20;
inline constexpr std::uint64_t kPackageFiles = 2'000;
inline constexpr std::uint64_t kIgnoreSteps =
    200'000'000;  ///< Characters that the lines of an .ahubignore look at.
inline constexpr std::uint64_t kDirectoryDepth = 16;
inline constexpr std::uint64_t kPathBytes = 512;
inline constexpr std::uint64_t kPathComponentBytes = 128;
inline constexpr std::uint64_t kDocumentDepth = 32;
inline constexpr std::uint64_t kDocumentNodes = 20'000;
inline constexpr std::uint64_t kFlowBytes = 20'000;  ///< Each of '[', '{', ',' in a manifest.
inline constexpr std::uint64_t kKeyBytes = 128;
inline constexpr std::uint64_t kScalarBytes = 64U << 10;
inline constexpr std::uint64_t kLineBytes = 64U << 10;
inline constexpr std::uint64_t kClaims = 256;
inline constexpr std::uint64_t kContributors = 1'000;
inline constexpr std::uint64_t kConcepts = 24;
inline constexpr std::uint64_t kEvidencePerClaim = 32;
inline constexpr std::uint64_t kArtifacts = 2'000;
inline constexpr std::uint64_t kStatementCodePoints = 2'000;
inline constexpr std::uint64_t kTitleCodePoints = 300;
inline constexpr std::uint64_t kAbstractCodePoints = 5'000;
inline constexpr std::uint64_t kVersion = 999'999;
inline constexpr double kMagnitude = 1e300;
inline constexpr std::uint64_t kSimulatorSteps = 2'000'000'000;
inline constexpr std::uint64_t kSimulatorBytes = 1U << 30;
inline constexpr std::uint64_t kRunSeconds = 60;
inline constexpr std::uint64_t kPackageRunTimes =
    10;  ///< Wall time of all runs of a package, in that of one run.
inline constexpr std::uint64_t kExplainRunTimes =
    20;  ///< Wall time of all runs of one explanation, in that of one run.
inline constexpr std::uint64_t kScriptCpuSeconds = 30;
inline constexpr std::uint64_t kScriptMemoryBytes = 1U << 30;
inline constexpr std::uint64_t kScriptOutputBytes = 1U << 20;
inline constexpr std::uint64_t kUnfoldedFree = 128U
                                               << 20;   ///< Of any compressed file, however short.
inline constexpr std::uint64_t kUnfoldedRatio = 1'000;  ///< Beyond it: for each compressed byte.
inline constexpr std::uint64_t kLintArithmetic = 20'000'000;  ///< As arith's limit for one program.
inline constexpr std::uint64_t kSuggestionSteps = 50'000'000;
inline constexpr std::uint64_t kExplainedBytes = 256U << 20;
inline constexpr std::uint64_t kListedNames = 20;
inline constexpr std::uint64_t kReceiptOutputs = 1'000;
inline constexpr std::uint64_t kReceiptRuns = 64;
inline constexpr std::uint64_t kReceiptBytes = 64U << 10;
inline constexpr std::uint64_t kVerifyReceiptBytes = 64U << 20;
inline constexpr std::uint64_t kTensionClaims = 320;
inline constexpr std::uint64_t kTensionNeighbours = 8;
inline constexpr std::uint64_t kReportedFindings = 100;

struct Limit {
  std::string_view what;
  std::uint64_t value;
  std::string_view unit;
};

/// All of the above with their names and units.
std::span<const Limit> table() noexcept;

}  // namespace ahub::limits
