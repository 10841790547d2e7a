// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// AH7: texts that people and agents read.
#include "lint/check_prose.hpp"
#include "lint/families.hpp"

namespace ahub::lint_rules {
namespace {

constexpr std::string_view kNumeric = R"(claims:
  - id: c1
    kind: performance
    statement: LRU serves 51.2 % of the requests.
    structured: {workload: zipf, metric: hit-rate, value: 51.2, unit: "%", higher_is_better: true, hardware: any}
    evidence: [artifacts/results.csv]
)";

constexpr Rule kRules[] = {
    {"AH701", "hidden-character", Severity::error, true,
     "Texts have no control, bidirectional or zero-width characters.",
     "They show a reader something else than what is written, or act on the terminal.",
     "title: \"Half of \\u202Eall requests\"\n", "title: Half of all requests\n",
     check_hidden_characters},
    {"AH702", "unfinished-text", Severity::warning, false, "Texts are finished.",
     "What is not written cannot be checked.",
     "abstract: Lorem ipsum dolor sit amet, consectetur adipiscing elit.\n",
     "abstract: Replays one synthetic request stream through an LRU cache and counts its hits.\n",
     check_unfinished_text},
    {"AH703", "statement-without-number", Severity::warning, false,
     "The statement of a numeric claim names its number.",
     "Readers read the statement, not the data beside it.",
     "claims:\n  - id: c1\n    kind: performance\n    statement: LRU serves most of the requests.\n"
     "    structured: {workload: zipf, metric: hit-rate, value: 51.2, unit: \"%\", "
     "higher_is_better: true, hardware: any}\n    evidence: [artifacts/results.csv]\n",
     kNumeric, check_number_in_statement},
    {"AH704", "title-in-capitals", Severity::note, false, "The title is not all capitals.",
     "Capitals are harder to read and shout in a list.", "title: LRU SERVES HALF\n",
     "title: LRU serves half\n", check_title_capitals},
    {"AH705", "abstract-too-short", Severity::note, false,
     "The package has an abstract of a sentence or more.",
     "The feed shows the abstract; without it nobody knows what this is about.",
     "abstract: Short.\n",
     "abstract: Replays one synthetic request stream through an LRU cache and counts its hits.\n",
     check_abstract},
    {"AH706", "duplicate-concept", Severity::warning, false, "A concept stands once.",
     "Twice says no more than once.", "concepts: [caching, caching]\n", "concepts: [caching]\n",
     check_duplicate_concept},
    {"AH707", "concept-not-kebab-case", Severity::warning, false,
     "Concepts are lower-case words joined by '-'.", "Otherwise one tag becomes several.",
     "concepts: [Cache Eviction]\n", "concepts: [cache-eviction]\n", check_concept_form},
    {"AH708", "nothing-to-see", Severity::error, true,
     "Titles, names and statements have something to see.",
     "A row of blanks, or of signs without ink, names nothing, and hides who or what it is.",
     "title: \"\\u2800\\u2003 \\u2800\\u2003\"\n", "title: LRU serves half\n", check_unseen_text},
};

}  // namespace

std::span<const Rule> prose() noexcept { return kRules; }

}  // namespace ahub::lint_rules
