// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/package/collection.hpp"

#include <optional>
#include <system_error>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/files.hpp"
#include "ahub/base/foreign.hpp"
#include "ahub/base/limits.hpp"
#include "ahub/base/names.hpp"
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

/// The directory that a collection is, by a way without links.
class Ground {
 public:
  explicit Ground(const fs::path& file) : folder_(file.parent_path()) {
    std::error_code error;
    whole_ = fs::canonical(folder_.empty() ? fs::path(".") : folder_, error);
  }

  /// Where `member` (without '..') lies: where a link in it leads, when that is below the
  /// collection. Nothing when it is not.
  std::optional<fs::path> place_of(const fs::path& member) const {
    const fs::path path = folder_ / member;
    fs::path up_to = folder_;
    std::error_code error;
    for (const fs::path& part : member) {
      up_to /= part;
      if (!fs::is_symlink(fs::symlink_status(up_to, error))) continue;
      const fs::path place = fs::canonical(path, error);
      if (error) return path;  // It leads nowhere, which whoever opens it says.
      const fs::path inside = place.lexically_relative(whole_);
      if (whole_.empty() || inside.empty() || *inside.begin() == "..") return std::nullopt;
      return place;
    }
    return path;
  }

 private:
  fs::path folder_, whole_;
};

[[noreturn]] void refuse_outside(const std::string& place, const std::string& name) {
  throw Error(ErrorKind::input, "outside-collection",
              fmt::format("{}: '{}' is a link out of the collection", place, safe_text(name)),
              "a stranger's link may lead anywhere: put the files themselves there, or name what "
              "it leads to yourself");
}

}  // namespace

bool is_collection(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(file_of(path), ignored);
}

Collection read_collection(const fs::path& path) {
  const fs::path file = file_of(path);
  const Ground ground(file);
  if (!ground.place_of(file.filename())) refuse_outside(safe_text(file.string()), kCollectionFile);
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
  if (const Node& title = root["title"]) {
    if (!title.is_text()) refuse(title.span, "'title' is no text");
    if (is_unseen(title.text)) refuse(title.span, "'title' has nothing to see");
    collection.title = title.text;
  }
  const Node& packages = root["packages"];
  if (!packages.is_sequence() || packages.items.empty())
    refuse(root.key_span("packages"), "'packages' takes a list of directories");
  if (packages.items.size() > kMembers) refuse(packages.span, "too many packages");
  for (const Node& member : packages.items) {
    if (!member.is_text()) refuse(member.span, "a member of 'packages' is no text");
    if (const std::string problem = path_problem(member.text); !problem.empty()) {
      refuse(member.span, fmt::format("the path '{}' {}", member.text, problem));
    }
    const std::optional<fs::path> place = ground.place_of(member.text);
    if (!place) {
      const Position at = position_of(text, member.span.begin);
      refuse_outside(fmt::format("{}:{}:{}", safe_text(file.string()), at.line, at.column),
                     member.text);
    }
    collection.members.push_back(*place);
  }
  return collection;
}

}  // namespace ahub
