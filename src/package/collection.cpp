// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/package/collection.hpp"

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/files.hpp"
#include "ahub/base/foreign.hpp"
#include "ahub/base/limits.hpp"
#include "ahub/base/text.hpp"
#include "ahub/package/document.hpp"

namespace ahub {

namespace fs = std::filesystem;

namespace {

constexpr const char* kCollectionFile = "collection.yaml";
constexpr std::size_t kMembers = 100'000;

fs::path file_of(const fs::path& path) {
  return path.filename() == kCollectionFile ? path : path / kCollectionFile;
}

}  // namespace

bool is_collection(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(file_of(path), ignored);
}

Collection read_collection(const fs::path& path) {
  const fs::path file = file_of(path);
  const std::string raw = read_file(file, limits::kTextFileBytes);
  // The YAML reader judges bytes and lines itself.
  const Unfolded whole =
      unfold(raw, file.string(),
             {.content = Door::Content::lines, .unfolded_bytes = limits::kTextFileBytes});
  const std::string_view text = whole.bytes;
  const auto refuse = [&](Span span, const std::string& message) {
    const Position at = position_of(text, span.begin);
    throw Error(
        ErrorKind::input, "bad-collection",
        fmt::format("{}:{}:{}: {}", safe_text(file.string()), at.line, at.column,
                    safe_text(message)),
        "a collection is 'title: ...' and 'packages: [directory, ...]' in order of publication");
  };
  const Document document = parse_yaml(text, 0);
  if (!document.usable)
    refuse(document.diagnostics.front().span, document.diagnostics.front().message);
  const Node& root = document.root;
  if (!root.is_mapping()) refuse(root.span, "a collection is a mapping");
  for (const Node::Member& member : root.members) {
    if (member.key != "title" && member.key != "packages")
      refuse(member.key_span, fmt::format("a collection has no key '{}'", member.key));
  }
  Collection collection;
  if (root["title"].is_text()) collection.title = root["title"].text;
  const Node& packages = root["packages"];
  if (!packages.is_sequence() || packages.items.empty())
    refuse(root.key_span("packages"), "'packages' takes a list of directories");
  if (packages.items.size() > kMembers) refuse(packages.span, "too many packages");
  for (const Node& member : packages.items) {
    if (!member.is_text()) refuse(member.span, "a member of 'packages' is no text");
    if (const std::string problem = path_problem(member.text); !problem.empty()) {
      refuse(member.span, fmt::format("the path '{}' {}", member.text, problem));
    }
    collection.members.push_back(file.parent_path() / member.text);
  }
  return collection;
}

}  // namespace ahub
