// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The model of one research package, as its author wrote it (product.md section 1).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ahub/base/diagnostic.hpp"
#include "ahub/base/files.hpp"
#include "ahub/base/json.hpp"
#include "ahub/package/document.hpp"

namespace ahub {

inline constexpr std::string_view kSchemaId = "attentionhub/discovery@0.1";
inline constexpr std::string_view kManifestYaml = "discovery.yaml";
inline constexpr std::string_view kManifestJson = "discovery.json";

enum class ContributorKind { agent, human };
enum class ClaimKind { performance, comparison, negative, observation };
enum class ClaimScope { system, model };
enum class RelationKind { builds_on, confirms, contradicts, supersedes, uses, compares_to };
enum class MethodMode { simulator, script, docker };
enum class Comparison { equal, approx, at_most, at_least, below, above, between };

/// Each enumeration's word in the manifest: "builds_on", "approx", "<=" ...
std::string_view to_string(ContributorKind) noexcept;
std::string_view to_string(ClaimKind) noexcept;
/// The inverse of `to_string`.
std::optional<ClaimKind> parse_claim_kind(std::string_view word) noexcept;
std::string_view to_string(ClaimScope) noexcept;
std::string_view to_string(RelationKind) noexcept;
std::string_view to_string(MethodMode) noexcept;
std::string_view to_string(Comparison) noexcept;

struct Contributor {
  ContributorKind kind = ContributorKind::human;
  std::string name, system, model, url, orcid, role;
};

/// The structured form of a claim. Absent texts are empty, absent numbers are nullopt.
struct Structured {
  std::string system, workload, task, dataset, metric, unit, baseline, hardware, model;
  std::optional<double> value, baseline_value, improvement_pct;
  std::optional<double> standard_error;  ///< Of `value`, in `unit`; makes the claim stochastic.
  std::optional<bool> higher_is_better;
};

/// One free parameter of an experiment: `capacity: 100` or `capacity: {value: 100, unit: items}`.
struct ProtocolEntry {
  std::string name;
  Json value;        ///< Number, text or boolean.
  std::string unit;  ///< May be empty.
};

/// Where a claim's support lies. Exactly one of artifact, run, source is non-empty.
struct Evidence {
  std::string artifact;               ///< Path of an artifact, without the line range.
  int first_line = 0, last_line = 0;  ///< From `#L10-L20`; 0 when absent.
  std::string run;                    ///< Id in `runs`.
  std::string source;                 ///< External: arXiv:ID, doi:..., URL.
};

struct Claim {
  std::string id;  ///< `^c[1-9][0-9]*$`
  ClaimKind kind = ClaimKind::observation;
  ClaimScope scope = ClaimScope::system;
  std::string statement;
  Structured structured;
  std::vector<Evidence> evidence;
  std::vector<ProtocolEntry> protocol;
};

struct Artifact {
  std::string path, url, role, sha256;  ///< Exactly one of path and url.
  std::optional<std::int64_t> size;     ///< Bytes.
};

struct RecordedRun {
  std::string id, command, hardware, log;
  std::optional<double> duration_s;
};

/// One simulator execution of a method.
struct RunSpec {
  std::string id, simulator;
  std::vector<std::pair<std::string, Json>> params;  ///< As written; typed by the simulator.
  std::int64_t seed = 0;
};

/// An assertion about one output of one run.
struct Expectation {
  std::string claim, run, output;  ///< `run` is empty for scripts and for a method's only run.
  Comparison op = Comparison::approx;
  /// The asserted number in the output's unit. Absent (for approx and ==): the claim's own
  /// structured value, converted to the output's unit, so that the claim itself is what is checked.
  std::optional<double> value;
  std::optional<double> abs, rel;   ///< Tolerance of approx.
  std::optional<double> low, high;  ///< Bounds of between, inclusive.
};

struct Method {
  std::string id;  ///< Defaults to the mode's word.
  MethodMode mode = MethodMode::simulator;
  std::string entrypoint;     ///< Scripts: path inside the package.
  std::string image;          ///< Docker only.
  std::vector<RunSpec> runs;  ///< Simulators.
  std::vector<Expectation> expected;
};

struct ExplorationNode {
  std::string id, type, title, outcome, lesson;
  std::vector<std::string> parents;
};

struct Relation {
  RelationKind kind = RelationKind::builds_on;
  std::string target;  ///< slug, slug@v2, slug#c1, arXiv:ID, doi:..., URL.
};

/// What ahub reads of the open `provenance` object.
struct Provenance {
  std::string published;  ///< ISO date or empty.
  std::string generator, human_oversight, source;
  std::string license_url;  ///< What a source states where SPDX has no id for it, or empty.
};

/// One version of one research package.
struct Package {
  std::string schema, profile, slug, title, abstract, domain;
  std::string license;  ///< SPDX expression as written; empty: no licence is stated.
  std::int64_t version = 1;
  std::vector<std::string> concepts;
  std::vector<Contributor> contributors;
  Provenance provenance;
  std::vector<Claim> claims;
  std::vector<Artifact> artifacts;
  std::vector<RecordedRun> runs;
  std::vector<Method> methods;
  std::vector<ExplorationNode> exploration;
  std::vector<Relation> relations;

  std::string digest;  ///< SHA-256 over the sorted (path, size, sha256) lines, 64 hex digits.
  FileId manifest = kNoFile;  ///< Which of the files is the manifest.
  Document document;          ///< The manifest's tree: lint rules take their spans from it.

  const Claim* find_claim(std::string_view id) const noexcept;
  /// The package's only version-qualified name: "slug@2".
  std::string ref() const { return slug + "@" + std::to_string(version); }
};

struct ParseOptions {
  bool tolerant =
      false;  ///< Unknown keys are warnings instead of errors (manifests of the public hub).
};

/// A package and everything that was wrong with its files, syntax or schema (AH0xx, AH1xx, AH8xx).
/// Fields at fault keep their defaults. The package is *valid* when no diagnostic is an error.
struct ParsedPackage {
  Package package;
  std::vector<Diagnostic> diagnostics;
  bool valid() const noexcept;
};

/// Reads the manifest among `files`. Costs one pass; opens nothing. Never throws on content.
/// The verdict agrees with schemas/discovery.schema.json on every document (tested).
ParsedPackage parse_package(const PackageFiles& files, const ParseOptions& options = {});

/// Every text of the manifest `bytes` (its file name tells the form), without "#L..." behind it:
/// among them are the paths of all files that the package cannot do without. Empty when the
/// manifest cannot be parsed. For `ReadOptions::named`.
std::vector<std::string> named_files(std::string_view name, std::string_view bytes);

/// SHA-256 over lines "path NUL size NUL sha256 LF" of all files in order.
std::string content_digest(const PackageFiles& files);

/// The frontier key of a claim under its profile (systems: workload, metric, hardware; ml: task,
/// dataset, metric; generic: metric), fields joined by " | "; empty when the claim names no metric
/// or states no number.
std::string frontier_key(std::string_view profile, const Claim& claim);

/// The simulator run that an assertion is about: the named one, or the only one when it names none.
/// Null for scripts, and where there is no such run.
const RunSpec* run_of(const Method& method, const Expectation& expectation) noexcept;

/// How a reference inside a package resolves.
enum class Resolution {
  ok,
  missing,
  pointer,  ///< The file is a pointer of Git LFS or git-annex, whatever its hash.
  hash_mismatch,
  size_mismatch,
  no_such_line,
  unchecked,
};

struct ArtifactCheck {
  Resolution resolution = Resolution::ok;
  std::string expected, actual;  ///< Hashes or sizes where they differ; for a pointer its kind.
};

/// Compares a bundled artifact with its declared size and hash. URL artifacts are `unchecked`.
ArtifactCheck check_artifact(const PackageFiles& files, const Artifact& artifact);
/// Whether the evidence's artifact and lines, run, or source exist.
Resolution resolve_evidence(const Package& package, const PackageFiles& files,
                            const Evidence& evidence);

/// A package, claim or content digest as a user types it.
struct PackageRef {
  std::string slug;                     ///< Empty when `digest_prefix` is set.
  std::optional<std::int64_t> version;  ///< Absent: the newest.
  std::string claim;                    ///< Empty: the whole package.
  std::string digest_prefix;            ///< 6..64 hex digits.
};

/// Parses slug, slug@2, slug@v2, slug#c1, slug@2#c1, whole digests and "sha256:" with 6 to 64 hex
/// digits, each with an optional "#claim". Shorter hex without the prefix is taken as a slug.
/// Nothing when it is none of these.
std::optional<PackageRef> parse_ref(std::string_view text);

/// True for a legal slug: `^[a-z0-9][a-z0-9-]{2,63}$`.
bool is_slug(std::string_view text) noexcept;

}  // namespace ahub
