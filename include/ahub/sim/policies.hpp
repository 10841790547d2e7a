// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What there is to say of each replacement policy of the simulator `cache`.
#pragma once

#include <string_view>
#include <vector>

namespace ahub::sim {

struct PolicyInfo {
  std::string_view name;       ///< "lru"
  std::string_view doc;        ///< One phrase: what it evicts.
  std::string_view source;     ///< Paper and section of the definition.
  std::string_view departure;  ///< Where and why ours departs from it; empty when nowhere.
  bool sized;                  ///< Whether it is defined for objects of different sizes.
};

/// All policies in the order in which they are listed to users.
std::vector<PolicyInfo> policy_infos();

}  // namespace ahub::sim
