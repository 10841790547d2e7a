// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// From the manifest's tree to the package model (product.md section 1); agrees with
// schemas/discovery.schema.json.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "ahub/base/codes.hpp"
#include "ahub/base/limits.hpp"
#include "ahub/base/text.hpp"
#include "ahub/package/external.hpp"
#include "ahub/package/license.hpp"
#include "ahub/package/spellings.hpp"
#include "package/manifest_parts.hpp"
#include "package/patterns.hpp"

namespace ahub {
namespace {

constexpr TextRule kName{1, 200};
constexpr TextRule kShortText{0, 500};
constexpr std::size_t kManyItems = 1000;

std::string orcid_advice(std::string_view text) {
  // Dashes of typesetting, an address with more behind it: what is left of the digits says it.
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') digits += c;
    if ((c == 'x' || c == 'X') && digits.size() == 15) digits += c;
  }
  const std::optional<std::string> orcid = canonical_orcid(digits);
  return orcid ? fmt::format("write '{}'", *orcid) : std::string();
}

std::string slug_advice(std::string_view text) {
  std::string slug;
  for (const char c : text) {
    const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    const bool kept = (low >= 'a' && low <= 'z') || (low >= '0' && low <= '9');
    if (kept) slug += low;
    if (!kept && !slug.empty() && slug.back() != '-') slug += '-';
  }
  while (!slug.empty() && slug.back() == '-') slug.pop_back();
  return is_slug(slug) ? fmt::format("write '{}'", slug) : std::string();
}

std::string profile_advice(std::string_view text) {
  for (const std::string_view name : {"generic", "ml", "systems"}) {
    if (case_folded(text).compare(0, name.size(), name) == 0)
      return fmt::format("write '{}@0.1'", name);
  }
  return {};
}

void read_contributors(FieldReader& reader, Package& package, const ReadContext& context) {
  reader.list("contributors", true, 1, limits::kContributors, [&](const Node& node) {
    FieldReader fields(node, "a contributor", context.out, context.tolerant);
    Contributor contributor;
    contributor.kind =
        enum_of(fields.choice("kind", true, kContributorKinds), ContributorKind::human);
    contributor.name = fields.text("name", true, kName);
    contributor.system = fields.text("system", false, kShortText);
    contributor.model = fields.text("model", false, kShortText);
    contributor.url = fields.text("url", false, kShortText);
    contributor.orcid = fields.text(
        "orcid", false,
        {0, 60, true, patterns::orcid, "four groups of four digits joined by '-'", orcid_advice});
    if (const auto orcid = canonical_orcid(contributor.orcid)) contributor.orcid = *orcid;
    contributor.role = fields.text("role", false, kShortText);
    fields.finish();
    package.contributors.push_back(std::move(contributor));
  });
}

/// The provenance object is open: only what ahub reads is checked.
void read_provenance(FieldReader& reader, Package& package, const ReadContext& context) {
  const Node& node = reader.raw("provenance");
  if (!node) return;
  FieldReader fields(node, "provenance", context.out, context.tolerant);
  package.provenance.published = fields.text("published", false, kShortText);
  package.provenance.generator = fields.text("generator", false, kShortText);
  package.provenance.human_oversight = fields.text("human_oversight", false, kShortText);
  package.provenance.license_url = fields.text("license_url", false, kShortText);
  const Node& source = fields.raw("source");
  if (source.is_mapping()) {
    // "source: {arxiv: ..., doi: ...}": the first known scheme names the work.
    for (const auto& [key, prefix] :
         {std::pair{"arxiv", "arXiv:"}, std::pair{"doi", "doi:"}, std::pair{"url", ""}}) {
      const Node& value = source[key];
      // "arxiv: 2205.14135" without quotes is a number and names a work all the same.
      if (value.is_scalar() && !value.is_null() && package.provenance.source.empty())
        package.provenance.source = (looks_external(value.text) ? "" : prefix) + value.text;
    }
  } else if (source) {
    package.provenance.source = fields.text("source", false, kShortText);
  }
}

void read_artifacts(FieldReader& reader, Package& package, const ReadContext& context) {
  reader.list("artifacts", false, 0, limits::kArtifacts, [&](const Node& node) {
    FieldReader fields(node, "an artifact", context.out, context.tolerant);
    Artifact artifact;
    artifact.path = fields.text("path", false, {1, 512});
    artifact.url = fields.text("url", false, {1, 2000});
    if (fields.usable() && static_cast<bool>(node["path"]) == static_cast<bool>(node["url"])) {
      fields.report(codes::kExclusiveKeys,
                    node.members.empty() ? node.span : node.members.front().key_span,
                    "an artifact has exactly one of 'path' and 'url'");
    }
    if (const auto role = fields.choice("role", true, kArtifactRoles))
      artifact.role = kArtifactRoles[*role];
    artifact.size = fields.integer("size", false, 0, std::int64_t{1} << 53);
    artifact.sha256 = fields.text(
        "sha256", false, {0, 64, true, patterns::sha256, "64 lower-case hex digits", hash_advice});
    fields.finish();
    package.artifacts.push_back(std::move(artifact));
  });
}

void read_runs(FieldReader& reader, Package& package, const ReadContext& context) {
  reader.list("runs", false, 0, kManyItems, [&](const Node& node) {
    FieldReader fields(node, "a recorded run", context.out, context.tolerant);
    RecordedRun run;
    run.id = fields.text(
        "id", true,
        {1, 32, true, patterns::short_id, "a lower-case letter, then letters, digits and '-'"});
    run.command = fields.text("command", false, {0, 2000});
    run.hardware = fields.text("hardware", false, kShortText);
    run.duration_s = fields.number("duration_s", false, 0, 1e12);
    run.log = fields.text("log", false, {0, 512});
    fields.finish();
    package.runs.push_back(std::move(run));
  });
}

void read_exploration(FieldReader& reader, Package& package, const ReadContext& context) {
  reader.list("exploration", false, 0, kManyItems, [&](const Node& node) {
    FieldReader fields(node, "an exploration node", context.out, context.tolerant);
    const TextRule id_rule{1, 32, true, patterns::short_id,
                           "a lower-case letter, then letters, digits and '-'"};
    ExplorationNode step;
    step.id = fields.text("id", true, id_rule);
    step.type = fields.text("type", true, kName);
    step.title = fields.text("title", true, {1, 300});
    fields.list("parents", false, 0, 64, [&](const Node& parent) {
      if (check_text(parent, "parents", id_rule, context.out)) step.parents.push_back(parent.text);
    });
    step.outcome = fields.text("outcome", false, {0, 2000, false});
    step.lesson = fields.text("lesson", false, {0, 2000, false});
    fields.finish();
    package.exploration.push_back(std::move(step));
  });
}

void read_relations(FieldReader& reader, Package& package, const ReadContext& context) {
  reader.list("relations", false, 0, kManyItems, [&](const Node& node) {
    FieldReader fields(node, "a relation", context.out, context.tolerant);
    Relation relation;
    relation.kind = enum_of(fields.choice("kind", true, kRelationKinds), RelationKind::compares_to);
    relation.target = fields.text("target", true, {1, 2000});
    fields.finish();
    package.relations.push_back(std::move(relation));
  });
}

/// Evidence that is no artifact but names a work outside ("10.1000/182", "arxiv.org/abs/...") is a
/// source: which of the two it is shows only beside the artifacts.
void find_sources(Package& package) {
  for (Claim& claim : package.claims) {
    for (Evidence& evidence : claim.evidence) {
      if (evidence.artifact.empty() || evidence.first_line != 0) continue;
      const bool declared = std::any_of(
          package.artifacts.begin(), package.artifacts.end(), [&](const Artifact& artifact) {
            return artifact.path == evidence.artifact || artifact.url == evidence.artifact;
          });
      if (!declared && !external_id(evidence.artifact).empty())
        evidence.source = std::exchange(evidence.artifact, {});
    }
  }
}

void read_manifest(const Node& root, Package& package, const ReadContext& context) {
  FieldReader reader(root, "the manifest", context.out, context.tolerant);
  package.schema = reader.text("schema", true);
  if (root["schema"].is_text() && package.schema != kSchemaId) {
    reader.report(codes::kWrongSchema, root["schema"].span,
                  fmt::format("'schema' is '{}', which is none of the known ones: {}",
                              truncate_to_width(safe_text(package.schema), 60), kSchemaId),
                  fmt::format("write '{}'", kSchemaId));
  }
  package.profile = reader.text("profile", true,
                                {1, 64, true, patterns::profile,
                                 "a name, '@' and a version, as in 'systems@0.1'", profile_advice});
  package.slug = reader.text(
      "slug", true,
      {1, 64, true, patterns::slug,
       "3 to 64 lower-case letters, digits and '-', not beginning with '-'", slug_advice});
  package.version = reader.integer("version", false, 1, limits::kVersion).value_or(1);
  package.title = reader.text("title", true, {4, limits::kTitleCodePoints});
  package.abstract = reader.text("abstract", false, {0, limits::kAbstractCodePoints, false});
  package.domain =
      reader.text("domain", false,
                  {0, 64, true, patterns::domain, "an arXiv category such as 'cs.DC', or nothing"});
  reader.list("concepts", false, 0, limits::kConcepts, [&](const Node& node) {
    if (check_text(node, "concepts", {2, 80}, context.out)) package.concepts.push_back(node.text);
  });
  package.license = reader.text("license", false, {1, 200});
  // What is compared and shown is SPDX's spelling; the author's words stay in the manifest.
  if (LicenseExpression license = parse_license(package.license); license.problem.empty())
    package.license = std::move(license.canonical);
  read_contributors(reader, package, context);
  read_provenance(reader, package, context);
  read_claims(reader, package, context);
  read_artifacts(reader, package, context);
  read_runs(reader, package, context);
  read_verification(reader, package, context);
  read_exploration(reader, package, context);
  read_relations(reader, package, context);
  reader.finish();
  find_sources(package);
}

Diagnostic about_package(std::string_view code, std::string message, std::string help) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.message = std::move(message);
  diagnostic.help = std::move(help);
  return diagnostic;
}

}  // namespace

bool ParsedPackage::valid() const noexcept {
  return std::none_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::error;
  });
}

const Claim* Package::find_claim(std::string_view id) const noexcept {
  const auto found = std::find_if(claims.begin(), claims.end(),
                                  [&](const Claim& claim) { return claim.id == id; });
  return found == claims.end() ? nullptr : &*found;
}

ParsedPackage parse_package(const PackageFiles& files, const ParseOptions& options) {
  ParsedPackage parsed;
  parsed.diagnostics = files.problems;
  Package& package = parsed.package;
  package.digest = content_digest(files);
  const FileId yaml = files.find(kManifestYaml);
  const FileId json = files.find(kManifestJson);
  if (yaml != kNoFile && json != kNoFile) {
    parsed.diagnostics.push_back(about_package(
        codes::kTwoManifests, "the package has two manifests, discovery.yaml and discovery.json",
        "keep one"));
    return parsed;
  }
  if (yaml == kNoFile && json == kNoFile) {
    // A manifest that was refused as a file has its own finding already.
    if (files.problems.empty()) {
      parsed.diagnostics.push_back(about_package(
          codes::kNoManifest, "the package has no discovery.yaml and no discovery.json at its root",
          "'ahub new NAME' writes one"));
    }
    return parsed;
  }
  package.manifest = yaml != kNoFile ? yaml : json;
  const std::string& text = files.files[package.manifest].bytes;
  package.document = yaml != kNoFile ? parse_yaml(text, yaml) : parse_json_document(text, json);
  const std::vector<Diagnostic>& syntax = package.document.diagnostics;
  parsed.diagnostics.insert(parsed.diagnostics.end(), syntax.begin(), syntax.end());
  if (package.document.usable) {
    read_manifest(package.document.root, package, {parsed.diagnostics, options.tolerant});
  }
  return parsed;
}

}  // namespace ahub
