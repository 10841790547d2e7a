// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// AH4: artifacts and evidence.
#include "lint/check_evidence.hpp"
#include "lint/families.hpp"

// Hashes of the two files of the example package (rule_examples.hpp).
#define RESULTS_HASH "a7cf7a5b0691646ed3a5acf553db6e90cd83242aa0061e0111e4c33922bb5e5b"
#define SCRIPT_ENTRY                                  \
  "  - {path: verify/verify.py, role: code, sha256: " \
  "006fb551db230e0e27457a860caa6d9358aa3cd708ee72ccded19d6651a2004c}\n"
#define RESULTS_ENTRY "  - {path: artifacts/results.csv, role: results, sha256: " RESULTS_HASH "}\n"
#define CLAIM(evidence) \
  "claims:\n"           \
  "  - {id: c1, kind: observation, statement: LRU adapts to drift" evidence "}\n"
#define NO_METHOD                                                                              \
  "verification: {mode: script, entrypoint: verify/verify.py, expected: [{claim: c1, output: " \
  "hits, op: \">\", value: 1}]}\n"

namespace ahub::lint_rules {
namespace {

constexpr std::string_view kGoodArtifacts = "artifacts:\n" RESULTS_ENTRY SCRIPT_ENTRY;
constexpr std::string_view kGoodEvidence =
    CLAIM(", evidence: [\"artifacts/results.csv#L2\"]") NO_METHOD;

constexpr Rule kRules[] = {
    {"AH401", "artifact-missing", Severity::error, false, "A bundled artifact is in the package.",
     "Evidence that is not shipped cannot be looked at.",
     "artifacts:\n" RESULTS_ENTRY SCRIPT_ENTRY
     "  - {path: artifacts/result.csv, role: results, sha256: " RESULTS_HASH "}\n",
     kGoodArtifacts, check_artifact_missing},
    {"AH402", "artifact-hash-differs", Severity::error, false,
     "A bundled artifact has the hash that the manifest says.",
     "A changed file is not the evidence that the claims were made from.",
     "artifacts:\n" SCRIPT_ENTRY "  - {path: artifacts/results.csv, role: results, sha256: "
     "0154eccd4e3f552f04e2afa1cf2c3e7c0b968dcae2c6622c7c5a890c588be5e0}\n",
     kGoodArtifacts, check_artifact_hash},
    {"AH403", "artifact-size-differs", Severity::error, false,
     "A bundled artifact has the size that the manifest says.",
     "A size that is off means that manifest and file were not written together.",
     "artifacts:\n" SCRIPT_ENTRY
     "  - {path: artifacts/results.csv, role: results, size: 24, sha256: " RESULTS_HASH "}\n",
     kGoodArtifacts, check_artifact_size},
    {"AH404", "artifact-path-illegal", Severity::error, true,
     "An artifact's path stays inside the package.",
     "A path such as '../x' names a file of whoever unpacks the package.",
     "artifacts:\n" RESULTS_ENTRY SCRIPT_ENTRY
     "  - {path: ../secret.csv, role: data, sha256: " RESULTS_HASH "}\n",
     kGoodArtifacts, check_artifact_path},
    {"AH405", "artifact-without-hash", Severity::warning, false, "A bundled artifact has a sha256.",
     "The hash in the manifest is what readers of the manifest alone can check a copy against.",
     "artifacts:\n" SCRIPT_ENTRY "  - {path: artifacts/results.csv, role: results}\n",
     kGoodArtifacts, check_artifact_without_hash},
    {"AH406", "duplicate-artifact", Severity::error, false, "An artifact is listed once.",
     "Two entries can disagree about role and hash.",
     "artifacts:\n" RESULTS_ENTRY SCRIPT_ENTRY RESULTS_ENTRY, kGoodArtifacts,
     check_duplicate_artifact},
    {"AH407", "evidence-not-declared", Severity::error, false,
     "Evidence names an artifact of the package.", "Evidence that leads nowhere supports nothing.",
     CLAIM(", evidence: [artifacts/result.csv]") NO_METHOD, kGoodEvidence,
     check_evidence_not_declared},
    {"AH408", "evidence-line-beyond-end", Severity::error, false,
     "The lines that evidence points at exist.",
     "A line number beyond the end shows that the file changed after the claim was written.",
     CLAIM(", evidence: [\"artifacts/results.csv#L3\"]") NO_METHOD, kGoodEvidence,
     check_evidence_line},
    {"AH409", "evidence-run-unknown", Severity::error, false,
     "A run that is evidence is listed in 'runs'.",
     "The command and the machine of an unlisted run are unknown.",
     CLAIM(", evidence: [{run: r2}]") NO_METHOD
     "runs: [{id: r1, command: python3 verify/verify.py}]\n",
     CLAIM(", evidence: [{run: r1}]") NO_METHOD
     "runs: [{id: r1, command: python3 verify/verify.py}]\n",
     check_evidence_run},
    {"AH410", "claim-without-evidence", Severity::warning, false, "Every claim has evidence.",
     "Level 1 needs evidence that resolves for every claim.", CLAIM("") NO_METHOD, kGoodEvidence,
     check_claim_without_evidence},
    {"AH411", "undeclared-file", Severity::note, false,
     "Every file but manifest, README and entrypoints is an artifact.",
     "A file without a role is a riddle to readers, and often left in by mistake.",
     "artifacts:\n" RESULTS_ENTRY, kGoodArtifacts, check_undeclared_file},
    {"AH412", "url-not-https", Severity::warning, false,
     "Artifacts on the net are fetched over https.",
     "Over http anybody on the way can put another file in its place.",
     "artifacts:\n" RESULTS_ENTRY SCRIPT_ENTRY
     "  - {url: \"http://example.org/trace.csv\", role: data}\n",
     "artifacts:\n" RESULTS_ENTRY SCRIPT_ENTRY
     "  - {url: \"https://example.org/trace.csv\", role: data}\n",
     check_url_not_https},
    {"AH413", "artifact-is-pointer", Severity::error, false,
     "A bundled artifact is the file itself, not a pointer to it.",
     "A clone without 'git lfs pull' or 'git annex get' holds a few lines of text in its place, "
     "and "
     "those support no claim.",
     "(artifacts/trace.csv with the line 'version https://git-lfs.github.com/spec/v1')",
     "(the trace itself, after 'git lfs pull')", check_artifact_pointer},
    {"AH414", "artifact-is-web-page", Severity::warning, false, "A data file is no saved web page.",
     "A download that failed often leaves a page with an error or a login under the file's name.",
     "(artifacts/results.csv that begins with '<!DOCTYPE html>')", "(the results themselves)",
     check_artifact_web_page},
    {"AH415", "evidence-source-form", Severity::warning, false,
     "A source outside is named by arXiv id, DOI or URL.",
     "Other forms cannot be followed by a program.",
     CLAIM(", evidence: [{source: Dao et al. 2022}]") NO_METHOD,
     CLAIM(", evidence: [{source: \"arXiv:2205.14135\"}]") NO_METHOD, check_evidence_source},
};

}  // namespace

std::span<const Rule> evidence() noexcept { return kRules; }

}  // namespace ahub::lint_rules
