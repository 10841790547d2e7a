// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// References: evidence and artifacts inside a package, packages as users name them, frontier keys,
// the digest.
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/digest.hpp"
#include "ahub/base/foreign.hpp"
#include "ahub/base/limits.hpp"
#include "ahub/base/text.hpp"
#include "ahub/package/package.hpp"
#include "package/patterns.hpp"

namespace ahub {
namespace {

// Depth is bounded by the readers (limits::kDocumentDepth).
void collect_texts(const Node& node, std::vector<std::string>& texts) {
  if (node.is_scalar() && !node.text.empty() && node.text.size() <= limits::kPathBytes + 32)
    texts.push_back(node.text.substr(0, node.text.rfind("#L")));
  for (const Node& item : node.items) collect_texts(item, texts);
  for (const Node::Member& member : node.members) collect_texts(member.value, texts);
}

}  // namespace

std::vector<std::string> named_files(std::string_view name, std::string_view bytes) {
  std::vector<std::string> texts;
  const Document document =
      name == kManifestJson ? parse_json_document(bytes, 0) : parse_yaml(bytes, 0);
  if (document.usable) collect_texts(document.root, texts);
  return texts;
}

std::string content_digest(const PackageFiles& files) {
  std::string lines;
  for (const PackageFile& file : files.files) {
    lines += file.path;
    lines += '\0';
    lines += std::to_string(file.bytes.size());
    lines += '\0';
    lines += file.sha256;
    lines += '\n';
  }
  return sha256_hex(lines);
}

std::string frontier_key(std::string_view profile, const Claim& claim) {
  const Structured& facts = claim.structured;
  if (facts.metric.empty() || !facts.value) return {};
  const std::string_view name = profile.substr(0, profile.find('@'));
  std::vector<std::string> fields;
  if (name == "systems")
    fields = {facts.workload, facts.metric, facts.hardware};
  else if (name == "ml")
    fields = {facts.task, facts.dataset, facts.metric};
  else
    fields = {facts.metric};
  // With a part missing two claims would be called comparable only because both say nothing.
  if (std::any_of(fields.begin(), fields.end(),
                  [](const std::string& field) { return field.empty(); }))
    return {};
  return fmt::format("{}", fmt::join(fields, " | "));
}

ArtifactCheck check_artifact(const PackageFiles& files, const Artifact& artifact) {
  if (artifact.path.empty() || !files.complete) return {Resolution::unchecked, {}, {}};
  const FileId file = files.find(artifact.path);
  if (file == kNoFile) return {Resolution::missing, {}, {}};
  const PackageFile& found = files.files[file];
  const FileKind kind = kind_of(found.bytes);
  if (kind == FileKind::lfs_pointer || kind == FileKind::annex_pointer)
    return {Resolution::pointer, {}, std::string(describe(kind))};
  if (!artifact.sha256.empty() && artifact.sha256 != found.sha256) {
    return {Resolution::hash_mismatch, artifact.sha256, found.sha256};
  }
  const auto size = static_cast<std::int64_t>(found.bytes.size());
  if (artifact.size && *artifact.size != size) {
    return {Resolution::size_mismatch, std::to_string(*artifact.size), std::to_string(size)};
  }
  return {};
}

Resolution resolve_evidence(const Package& package, const PackageFiles& files,
                            const Evidence& evidence) {
  if (!evidence.source.empty()) return Resolution::ok;
  if (!evidence.run.empty()) {
    const bool known = std::any_of(package.runs.begin(), package.runs.end(),
                                   [&](const RecordedRun& run) { return run.id == evidence.run; });
    return known ? Resolution::ok : Resolution::missing;
  }
  const auto declared = std::find_if(
      package.artifacts.begin(), package.artifacts.end(), [&](const Artifact& artifact) {
        return artifact.path == evidence.artifact || artifact.url == evidence.artifact;
      });
  if (declared == package.artifacts.end()) return Resolution::missing;
  if (declared->path.empty() || !files.complete) return Resolution::ok;
  const FileId file = files.find(declared->path);
  if (file == kNoFile) return Resolution::missing;
  return evidence.last_line > lines_of(files.files[file]) ? Resolution::no_such_line
                                                          : Resolution::ok;
}

const RunSpec* run_of(const Method& method, const Expectation& expectation) noexcept {
  if (method.mode != MethodMode::simulator) return nullptr;
  if (expectation.run.empty()) return method.runs.size() == 1 ? &method.runs.front() : nullptr;
  const auto found = std::find_if(method.runs.begin(), method.runs.end(),
                                  [&](const RunSpec& run) { return run.id == expectation.run; });
  return found == method.runs.end() ? nullptr : &*found;
}

bool is_slug(std::string_view text) noexcept { return patterns::slug(text); }

std::optional<PackageRef> parse_ref(std::string_view text) {
  PackageRef ref;
  if (const std::size_t hash = text.find('#'); hash != std::string_view::npos) {
    ref.claim = text.substr(hash + 1);
    if (!patterns::claim_id(ref.claim)) return std::nullopt;
    text = text.substr(0, hash);
  }
  if (text.substr(0, 7) == "sha256:") {
    text = text.substr(7);
    const bool hex = text.size() >= 6 && text.size() <= 64 &&
                     text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    if (!hex) return std::nullopt;
    ref.digest_prefix = text;
    return ref;
  }
  const std::size_t at = text.find('@');
  if (at != std::string_view::npos) {
    std::string_view version = text.substr(at + 1);
    if (!version.empty() && version.front() == 'v') version = version.substr(1);
    const auto number = parse_integer(version);
    if (!number || *number < 1) return std::nullopt;
    ref.version = *number;
    text = text.substr(0, at);
  }
  if (is_slug(text)) {
    ref.slug = text;
    // A full digest is also a legal slug; nobody names a package so.
    if (text.size() == 64 && patterns::sha256(text)) {
      ref.digest_prefix = std::move(ref.slug);
      ref.slug.clear();
    }
    return ref;
  }
  return std::nullopt;
}

}  // namespace ahub
