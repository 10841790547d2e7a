// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/base/limits.hpp"

namespace ahub::limits {
namespace {

constexpr Limit kTable[] = {
    {"manifest", kManifestBytes, "bytes"},
    {"other text file", kTextFileBytes, "bytes"},
    {"data file", kDataFileBytes, "bytes"},
    {"package, all files", kPackageBytes, "bytes"},
    {"files in a package", kPackageFiles, "files"},
    {".ahubignore, its lines against the names", kIgnoreSteps, "steps"},
    {"directory depth", kDirectoryDepth, "levels"},
    {"path inside a package", kPathBytes, "bytes"},
    {"component of a path", kPathComponentBytes, "bytes"},
    {"manifest depth", kDocumentDepth, "levels"},
    {"manifest nodes", kDocumentNodes, "nodes"},
    {"each of [ { , in a manifest", kFlowBytes, "bytes"},
    {"manifest key", kKeyBytes, "bytes"},
    {"manifest scalar", kScalarBytes, "bytes"},
    {"manifest line", kLineBytes, "bytes"},
    {"claims", kClaims, "claims"},
    {"contributors", kContributors, "contributors"},
    {"concepts", kConcepts, "concepts"},
    {"evidence of a claim", kEvidencePerClaim, "items"},
    {"artifacts", kArtifacts, "artifacts"},
    {"statement", kStatementCodePoints, "code points"},
    {"title", kTitleCodePoints, "code points"},
    {"abstract", kAbstractCodePoints, "code points"},
    {"version", kVersion, ""},
    {"simulator run", kSimulatorSteps, "steps"},
    {"simulator memory", kSimulatorBytes, "bytes"},
    {"run, wall time", kRunSeconds, "seconds"},
    {"verify, wall time of a package's runs together", kPackageRunTimes, "times that of a run"},
    {"tensions explain, wall time of its runs together", kExplainRunTimes, "times that of a run"},
    {"script, CPU time", kScriptCpuSeconds, "seconds"},
    {"script, memory", kScriptMemoryBytes, "bytes"},
    {"script, output", kScriptOutputBytes, "bytes"},
    {"compressed file, unfolded freely", kUnfoldedFree, "bytes"},
    {"compressed file, unfolded beyond that", kUnfoldedRatio, "bytes a compressed byte"},
    {"lint, arithmetic of a package's runs", kLintArithmetic, "steps"},
    {"lint, search for suggestions", kSuggestionSteps, "steps"},
    {"lint, files whose other hash is explained", kExplainedBytes, "bytes"},
    {"names listed in a message", kListedNames, "names"},
    {"receipt, outputs of a run in full", kReceiptOutputs, "outputs"},
    {"receipt, runs of a method in full", kReceiptRuns, "runs"},
    {"receipt, outputs or parameters in full", kReceiptBytes, "bytes"},
    {"verify, receipts of a package", kVerifyReceiptBytes, "bytes"},
    {"claims of a frontier key, each compared with each", kTensionClaims, "claims"},
    {"beyond that: the nearest claims that disagree", kTensionNeighbours, "claims"},
    {"findings printed per package", kReportedFindings, "findings"},
};

}  // namespace

std::span<const Limit> table() noexcept { return kTable; }

}  // namespace ahub::limits
