// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// AH0: the manifest's text and syntax. The loader reports these while it reads.
#include "lint/families.hpp"

namespace ahub::lint_rules {
namespace {

constexpr Severity kError = Severity::error;

constexpr Rule kRules[] = {
    {"AH001", "no-manifest", kError, true, "The package has a manifest at its root.",
     "Without discovery.yaml or discovery.json there is nothing to read.",
     "(a directory without discovery.yaml and discovery.json)",
     "(the same directory with a discovery.yaml)", nullptr},
    {"AH002", "two-manifests", kError, true, "The package has exactly one manifest.",
     "With two, readers could be shown different packages.",
     "(a directory with discovery.yaml and discovery.json)",
     "(the same directory with one of them)", nullptr},
    {"AH003", "manifest-too-large", kError, true, "The manifest has at most 256 KiB.",
     "Data belongs into artifacts; a manifest is read by people and must parse quickly.",
     "(a discovery.yaml of 300 KiB)", "(its data moved into artifacts/)", nullptr},
    {"AH004", "invalid-utf8", kError, true, "The manifest is UTF-8.",
     "Bytes that are not UTF-8 would be replaced silently, and the text would no longer be what "
     "was hashed.",
     "(a title with the Latin-1 byte 0xE9)", "(the same title saved as UTF-8)", nullptr},
    {"AH005", "control-character", kError, true, "The manifest has no control characters.",
     "They move the cursor or hide text in terminals.", "(a title with the byte 0x1B)",
     "(the title without it)", nullptr},
    {"AH006", "misplaced-byte-order-mark", kError, true,
     "A byte order mark stands only at the beginning.",
     "Elsewhere it is an invisible part of a key or a text.", "(U+FEFF inside a key)",
     "(the key without it)", nullptr},
    {"AH007", "line-too-long", kError, true, "A line has at most 64 KiB.",
     "Longer lines are data, not a manifest.", "(a line of 100 KiB)",
     "(the data moved into artifacts/)", nullptr},
    {"AH008", "bad-yaml", kError, true, "The manifest is valid YAML.",
     "Nothing can be said about a text that does not parse.", "title: \"never closed\nslug: x\n",
     "title: \"closed again\"\n", nullptr},
    {"AH009", "bad-json", kError, true, "A discovery.json is valid JSON.",
     "Nothing can be said about a text that does not parse.",
     "(a discovery.json that ends in the middle)", "(the whole discovery.json)", nullptr},
    {"AH010", "duplicate-key", kError, true, "A mapping names each key once.",
     "Readers disagree about which of the two counts.",
     "domain: cs.DC\nversion: 1\nprovenance: {generator: a, generator: b}\n",
     "provenance: {generator: a}\n", nullptr},
    {"AH011", "anchor-or-alias", kError, true, "The manifest has no anchors and aliases.",
     "A few bytes of them can stand for gigabytes or for an endless loop.",
     "concepts: &tags [caching]\n", "concepts: [caching]\n", nullptr},
    {"AH012", "tag", kError, true, "The manifest has no YAML tags.",
     "Tags change what a value is without a reader seeing it.", "domain: !!binary Y3M=\n",
     "domain: cs.DC\n", nullptr},
    {"AH013", "merge-key", kError, true, "The manifest has no merge keys.",
     "Whether '<<' merges depends on the reader.", "provenance: {<<: {generator: a}}\n",
     "provenance: {generator: a}\n", nullptr},
    {"AH014", "second-document", kError, true, "The manifest is one document.",
     "What follows '---' would be dropped silently.", "version: 1\n---\nversion: 2\n",
     "version: 1\n", nullptr},
    {"AH015", "empty-manifest", kError, true, "The manifest is not empty.",
     "There is nothing in it.", "!# only a comment\n", "version: 1\n", nullptr},
    {"AH016", "too-deep", kError, true, "The manifest nests at most 32 levels.",
     "Deeper nesting only serves to exhaust readers.",
     "provenance: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n",
     "provenance: {generator: a}\n", nullptr},
    {"AH017", "too-many-nodes", kError, true, "The manifest has at most 20,000 nodes.",
     "Data belongs into artifacts.", "(a list of 30,000 numbers)",
     "(the list moved into artifacts/)", nullptr},
    {"AH018", "scalar-too-long", kError, true, "A text has at most 64 KiB.",
     "Data belongs into artifacts.", "(a block text of 70 KiB)", "(the text moved into artifacts/)",
     nullptr},
    {"AH019", "bad-key", kError, true, "A key is a text of at most 128 bytes.",
     "Mappings and lists as keys have no counterpart in JSON.", "provenance: {[a, b]: c}\n",
     "provenance: {a: c}\n", nullptr},
    {"AH020", "comment-in-text", Severity::warning, false, "A comment is set off by '# '.",
     "YAML ends a text without quotes at ' #': 'title: Issue #5 fixed' is the title 'Issue'.",
     "provenance: \n  generator: Issue #5\n", "provenance:\n  generator: \"Issue #5\"\n", nullptr},
    {"AH021", "no-text", kError, true, "The manifest is a text, not a file of another kind.",
     "A pointer of Git LFS or git-annex, a saved web page, UTF-16 or a compressed file stands "
     "where "
     "the manifest should be.",
     "(a discovery.yaml that begins 'version https://git-lfs.github.com/spec/v1')",
     "(the file itself, after 'git lfs pull')", nullptr},
};

}  // namespace

std::span<const Rule> syntax() noexcept { return kRules; }

}  // namespace ahub::lint_rules
