// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Are the artifacts there and unchanged, and does the evidence lead to them?
#include "lint/check_evidence.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "ahub/base/foreign.hpp"
#include "ahub/base/text.hpp"
#include "ahub/package/external.hpp"
#include "ahub/package/hash_difference.hpp"
#include "lint/finding.hpp"
#include "lint/memo.hpp"

namespace ahub::lint_rules {
namespace {

/// Calls `visit(claim, evidence, the evidence's node)`.
template <class Visit>
void each_evidence(const LintContext& context, Visit visit) {
  each_claim(context, [&](const Claim& claim, const Node& node) {
    for (std::size_t i = 0; i < claim.evidence.size(); ++i)
      visit(claim, claim.evidence[i], node["evidence"][i]);
  });
}

/// Evidence is a text, or a mapping with one key.
Span evidence_place(const Node& node) {
  return node.is_mapping() && !node.members.empty() ? node.members.front().value.span : node.span;
}

/// Files that need no entry: the manifest itself, the text for people, and the scripts that methods
/// name.
bool needs_no_entry(const Package& package, std::string_view path) {
  if (path == kManifestYaml || path == kManifestJson || path.substr(0, 6) == "README") return true;
  return std::any_of(package.methods.begin(), package.methods.end(),
                     [&](const Method& method) { return method.entrypoint == path; });
}

}  // namespace

void check_artifact_missing(LintContext& context) {
  std::vector<std::string> names;
  for (const PackageFile& file : context.files().files) names.push_back(file.path);
  each_artifact(context, [&](const Artifact& artifact, const Node& node) {
    if (check_artifact(context.files(), artifact).resolution != Resolution::missing) return;
    // An illegal path names no file that could be added: AH404 says so.
    if (!path_problem(artifact.path).empty()) return;
    report(context, "AH401", node["path"].span,
           fmt::format("the artifact {} is not in the package", in_quotes(artifact.path)),
           did_you_mean(context, artifact.path, names, "add the file, or take the entry out"));
  });
}

void check_artifact_hash(LintContext& context) {
  each_artifact(context, [&](const Artifact& artifact, const Node& node) {
    const ArtifactCheck check = check_artifact(context.files(), artifact);
    if (check.resolution != Resolution::hash_mismatch) return;
    HashDifference why = context.memo().difference(artifact);
    report(context, "AH402", node["sha256"].span,
           fmt::format("{} has sha256 {}, the manifest says {}: {}", in_quotes(artifact.path),
                       check.actual, check.expected, why.what),
           std::move(why.help));
  });
}

void check_artifact_size(LintContext& context) {
  each_artifact(context, [&](const Artifact& artifact, const Node& node) {
    const ArtifactCheck check = check_artifact(context.files(), artifact);
    if (check.resolution != Resolution::size_mismatch) return;
    // With a hash that matches only the number is wrong.
    HashDifference why;
    if (artifact.sha256.empty()) why = context.memo().difference(artifact);
    const bool tried = why.what.find("would have that size") != std::string::npos;
    report(context, "AH403", node["size"].span,
           fmt::format("{} has {} bytes, the manifest says {}{}{}", in_quotes(artifact.path),
                       check.actual, check.expected, tried ? ": " : "", tried ? why.what : ""),
           tried ? std::move(why.help) : fmt::format("write 'size: {}'", check.actual));
  });
}

void check_artifact_pointer(LintContext& context) {
  each_artifact(context, [&](const Artifact& artifact, const Node& node) {
    const ArtifactCheck check = check_artifact(context.files(), artifact);
    if (check.resolution != Resolution::pointer) return;
    HashDifference why = context.memo().difference(artifact);
    report(context, "AH413", node["path"].span,
           fmt::format("{} is no data: {}", in_quotes(artifact.path), why.what),
           fmt::format("{}, then write the hash of the file itself", why.help));
  });
  // A script needs no entry among the artifacts.
  each_method(context, [&](const Method& method, const Node& node) {
    const FileId file = context.files().find(method.entrypoint);
    if (file == kNoFile || context.memo().is_artifact(method.entrypoint)) return;
    const FileKind kind = kind_of(context.files().files[file].bytes);
    if (kind != FileKind::lfs_pointer && kind != FileKind::annex_pointer) return;
    report(context, "AH413", node["entrypoint"].span,
           fmt::format("the script {} is {}", in_quotes(method.entrypoint), describe(kind)),
           std::string(advice(kind)));
  });
}

void check_artifact_web_page(LintContext& context) {
  each_artifact(context, [&](const Artifact& artifact, const Node& node) {
    const FileId file = context.files().find(artifact.path);
    if (file == kNoFile || kind_of(context.files().files[file].bytes) != FileKind::html) return;
    const std::string name = case_folded(artifact.path);
    const std::size_t dot = name.rfind('.');
    const std::string end = dot == std::string::npos ? std::string() : name.substr(dot);
    for (const std::string_view own :
         {".html", ".htm", ".xhtml", ".xht", ".mhtml", ".ipynb", ".md"}) {
      if (end == own) return;
    }
    report(context, "AH414", node["path"].span,
           fmt::format("{} is a saved HTML page", in_quotes(artifact.path)),
           "if it was fetched, fetch the file itself: the page is an error or a login; if it is "
           "meant, call it .html");
  });
}

void check_artifact_path(LintContext& context) {
  each_artifact(context, [&](const Artifact& artifact, const Node& node) {
    if (artifact.path.empty()) return;
    const std::string problem = path_problem(artifact.path);
    if (problem.empty()) return;
    report(context, "AH404", node["path"].span,
           fmt::format("the artifact path {} {}", in_quotes(artifact.path), problem),
           "paths are relative, inside the package, with '/' between directories");
  });
}

void check_artifact_without_hash(LintContext& context) {
  each_artifact(context, [&](const Artifact& artifact, const Node& node) {
    if (artifact.path.empty() || !artifact.sha256.empty()) return;
    const FileId file = context.files().find(artifact.path);
    report(context, "AH405", node["path"].span,
           fmt::format("the artifact {} has no sha256", in_quotes(artifact.path)),
           file == kNoFile ? "add 'sha256: ...'"
                           : fmt::format("add 'sha256: {}'", context.files().files[file].sha256));
  });
}

void check_duplicate_artifact(LintContext& context) {
  std::map<std::string_view, Span> seen;
  each_artifact(context, [&](const Artifact& artifact, const Node& node) {
    const std::string& name = artifact.path.empty() ? artifact.url : artifact.path;
    const Span place = node[artifact.path.empty() ? "url" : "path"].span;
    const auto [first, is_new] = seen.emplace(name, place);
    if (is_new) return;
    report(context, "AH406", place, fmt::format("the artifact {} is listed twice", in_quotes(name)),
           "keep one entry", {{first->second, "it stands here first"}});
  });
}

void check_evidence_not_declared(LintContext& context) {
  each_evidence(context, [&](const Claim& claim, const Evidence& evidence, const Node& node) {
    if (evidence.artifact.empty() || context.memo().is_artifact(evidence.artifact)) return;
    report(context, "AH407", evidence_place(node),
           fmt::format("the evidence {} of {} is no artifact of the package",
                       in_quotes(evidence.artifact), claim.id),
           did_you_mean(context, evidence.artifact, context.memo().artifacts(),
                        "add it to 'artifacts', or name an external source as 'doi:...', "
                        "'arXiv:...' or a URL"));
  });
}

void check_evidence_line(LintContext& context) {
  each_evidence(context, [&](const Claim& claim, const Evidence& evidence, const Node& node) {
    if (resolve_evidence(context.package(), context.files(), evidence) != Resolution::no_such_line)
      return;
    const FileId file = context.files().find(evidence.artifact);
    const std::int64_t lines = lines_of(context.files().files[file]);
    report(context, "AH408", evidence_place(node),
           fmt::format("the evidence of {} points at line {} of {}, which has {}", claim.id,
                       evidence.last_line, in_quotes(evidence.artifact), lines),
           "point at the line that states the number: 'path#L3' or 'path#L3-L7'");
  });
}

void check_evidence_run(LintContext& context) {
  std::vector<std::string> ids;
  for (const RecordedRun& run : context.package().runs) ids.push_back(run.id);
  each_evidence(context, [&](const Claim& claim, const Evidence& evidence, const Node& node) {
    if (evidence.run.empty() ||
        resolve_evidence(context.package(), context.files(), evidence) != Resolution::missing)
      return;
    report(context, "AH409", evidence_place(node),
           fmt::format("the evidence of {} is run {}, which 'runs' does not list", claim.id,
                       in_quotes(evidence.run)),
           did_you_mean(
               context, evidence.run, ids,
               ids.empty() ? "add it to 'runs'" : fmt::format("the runs are {}", listed(ids))));
  });
}

void check_claim_without_evidence(LintContext& context) {
  each_claim(context, [&](const Claim& claim, const Node& node) {
    if (!claim.evidence.empty()) return;
    report(context, "AH410", node["id"].span, fmt::format("{} has no evidence", claim.id),
           "add 'evidence: [PATH#L3]', a run, or an external source; without it the package stays "
           "at level 0");
  });
}

void check_undeclared_file(LintContext& context) {
  if (!context.files().complete) return;
  const Node& artifacts = context.root()["artifacts"];
  const Span place = artifacts ? context.root().key_span("artifacts") : context.root()["slug"].span;
  for (const PackageFile& file : context.files().files) {
    if (needs_no_entry(context.package(), file.path) || context.memo().is_artifact(file.path))
      continue;
    report(
        context, "AH411", place,
        fmt::format("the file {} is not among the artifacts", in_quotes(file.path)),
        fmt::format(
            "add '{{path: {}, role: ..., sha256: {}}}', or leave it out by a line in .ahubignore",
            file.path, file.sha256));
  }
}

void check_evidence_source(LintContext& context) {
  each_evidence(context, [&](const Claim& claim, const Evidence& evidence, const Node& node) {
    if (evidence.source.empty() || !external_id(evidence.source).empty()) return;
    report(context, "AH415", evidence_place(node),
           fmt::format("the source {} of {} is no arXiv id, DOI or address",
                       in_quotes(evidence.source), claim.id),
           "write 'arXiv:2205.14135', 'doi:10.1000/182' or a URL");
  });
}

void check_url_not_https(LintContext& context) {
  each_artifact(context, [&](const Artifact& artifact, const Node& node) {
    if (artifact.url.empty() || artifact.url.substr(0, 8) == "https://") return;
    report(context, "AH412", node["url"].span,
           fmt::format("the artifact {} is not fetched over https", in_quotes(artifact.url)),
           "write a URL that begins with 'https://'");
  });
}

}  // namespace ahub::lint_rules
