// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Whether a name of an object stands there already, asked for each name as it comes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>

namespace ahub {

/// Few names are compared with each other, which costs less than to hash them; many are hashed, so
/// that their price does not grow with their square.
class SeenNames {
 public:
  /// True when one of `members`, which are those before, is called `name` (`name_of(member)`). To
  /// be asked once for each name, before its member is added.
  template <class Members, class NameOf>
  bool has(const Members& members, std::string_view name, NameOf name_of) {
    if (members.size() < kFew) {
      return std::any_of(members.begin(), members.end(),
                         [&](const auto& member) { return name_of(member) == name; });
    }
    if (hashed_.empty()) {
      for (const auto& member : members) hashed_.emplace(name_of(member));
    }
    return !hashed_.emplace(name).second;
  }

 private:
  static constexpr std::size_t kFew = 16;
  std::unordered_set<std::string> hashed_;
};

}  // namespace ahub
