// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// AH1: the manifest's schema. The loader reports these; schemas/discovery.schema.json says the
// same.
#include "lint/families.hpp"

namespace ahub::lint_rules {
namespace {

constexpr Severity kError = Severity::error;

constexpr Rule kRules[] = {
    {"AH101", "unknown-key", kError, true, "Every key is one that the schema knows.",
     "A misspelt key is silently without effect.", "licence: MIT\n", "license: MIT\n", nullptr},
    {"AH102", "missing-key", kError, true, "Required keys are there.",
     "Without them the package cannot be listed or compared.", "contributors:\n  - {kind: human}\n",
     "contributors:\n  - {kind: human, name: Ada Example}\n", nullptr},
    {"AH103", "wrong-type", kError, true, "Every value has the type that the schema asks for.",
     "A number in quotes is a text; readers would guess.", "version: \"1\"\n", "version: 1\n",
     nullptr},
    {"AH104", "not-one-of", kError, true, "A word is one of those that the schema lists.",
     "Other words have no meaning.", "contributors:\n  - {kind: robot, name: Ada Example}\n",
     "contributors:\n  - {kind: agent, name: Ada Example}\n", nullptr},
    {"AH105", "bad-pattern", kError, true, "Names and identifiers have their form.",
     "Names travel through URLs, file systems and command lines.", "slug: Not_A_Slug\n",
     "slug: a-slug\n", nullptr},
    {"AH106", "out-of-range", kError, true, "Lengths and numbers lie in their range.",
     "Limits keep every list and page readable.", "version: 0\n", "version: 1\n", nullptr},
    {"AH107", "wrong-schema", kError, true,
     "The manifest names the schema attentionhub/discovery@0.1.",
     "Another version means other keys.", "schema: attentionhub/discovery@9.9\n",
     "schema: attentionhub/discovery@0.1\n", nullptr},
    {"AH108", "wrong-count", kError, true, "Lists have as many items as the schema allows.",
     "A package without contributors or claims says nothing.", "contributors: []\n",
     "contributors:\n  - {kind: human, name: Ada Example}\n", nullptr},
    {"AH109", "exclusive-keys", kError, true, "Keys that exclude each other do not stand together.",
     "It would be unclear which one counts.",
     "artifacts:\n  - {path: artifacts/results.csv, url: \"https://example.org/a.csv\", role: "
     "results}\n",
     "artifacts:\n  - {path: artifacts/results.csv, role: results}\n", nullptr},
};

}  // namespace

std::span<const Rule> manifest() noexcept { return kRules; }

}  // namespace ahub::lint_rules
