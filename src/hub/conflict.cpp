// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Which files of a version differ from the stored ones, and why that may be.
#include "hub/conflict.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "ahub/base/litter.hpp"
#include "ahub/base/text.hpp"
#include "ahub/package/hash_difference.hpp"

namespace ahub {
namespace {

constexpr std::size_t kListed = 10;

struct Difference {
  std::string path, word, detail;
};

std::vector<Difference> differences_of(const PackageFiles& before, const PackageFiles& after) {
  std::vector<Difference> found;
  for (const PackageFile& file : after.files) {
    const FileId same = before.find(file.path);
    if (same == kNoFile) {
      found.push_back({file.path, "added", {}});
    } else if (before.files[same].sha256 != file.sha256) {
      found.push_back(
          {file.path, "changed", describe_change(before.files[same].bytes, file.bytes)});
    }
  }
  for (const PackageFile& file : before.files) {
    if (after.find(file.path) == kNoFile) found.push_back({file.path, "removed", {}});
  }
  return found;
}

std::string listed(const std::vector<Difference>& differences) {
  std::string text;
  for (std::size_t i = 0; i < differences.size() && i < kListed; ++i) {
    const Difference& one = differences[i];
    text += fmt::format("{}{} {}{}", i == 0 ? "" : ", ", one.word, safe_text(one.path),
                        one.detail.empty() ? "" : fmt::format(" ({})", one.detail));
  }
  if (differences.size() > kListed)
    text += fmt::format(" and {} more", differences.size() - kListed);
  return text;
}

template <class Predicate>
bool all(const std::vector<Difference>& differences, Predicate predicate) {
  return !differences.empty() && std::all_of(differences.begin(), differences.end(), predicate);
}

std::string hint_of(const std::vector<Difference>& differences, const std::string& ref) {
  const IgnoreList litter;
  const auto is_litter = [&](const Difference& one) {
    return litter.why_file(one.path).has_value();
  };
  if (all(differences,
          [&](const Difference& one) { return is_litter(one) && one.word == "added"; }))
    return "only files differ that are no part of a package: leave out --all-files";
  if (all(differences,
          [&](const Difference& one) { return is_litter(one) && one.word == "removed"; })) {
    return fmt::format(
        "the stored one holds files that are no part of a package any more: keep it, import with "
        "--all-files, or 'ahub remove {}' and import again",
        ref);
  }
  if (all(differences, [](const Difference& one) {
        return one.detail.find("line ends only") != std::string::npos;
      })) {
    return "a checkout changed line ends: put '* -text' into .gitattributes (or set 'git config "
           "core.autocrlf false') and check it out again";
  }
  return "a version never changes: raise 'version' in the manifest";
}

}  // namespace

Error conflict_of(const Store& store, const StoredPackage& stored, const PackageFiles& files) {
  const std::vector<Difference> found = differences_of(store.files(stored), files);
  const std::string ref = fmt::format("{}@{}", safe_text(stored.slug), stored.version);
  const std::string what = listed(found);
  return {ErrorKind::input, "conflict",
          fmt::format("{} is already stored with other content{}{}", ref, what.empty() ? "" : ": ",
                      what),
          hint_of(found, ref)};
}

}  // namespace ahub
