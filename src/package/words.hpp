// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Words of the manifest in the order of their enumerations (package.hpp).
#pragma once

#include <string_view>

namespace ahub {

inline constexpr std::string_view kContributorKinds[] = {"agent", "human"};
inline constexpr std::string_view kClaimKinds[] = {"performance", "comparison", "negative",
                                                   "observation"};
inline constexpr std::string_view kClaimScopes[] = {"system", "model"};
inline constexpr std::string_view kRelationKinds[] = {"builds_on",  "confirms", "contradicts",
                                                      "supersedes", "uses",     "compares_to"};
inline constexpr std::string_view kMethodModes[] = {"simulator", "script", "docker"};
inline constexpr std::string_view kComparisons[] = {
    "==", "approx", "<=", ">=", "<", ">", "between"};
inline constexpr std::string_view kArtifactRoles[] = {"code", "data",  "results",
                                                      "log",  "paper", "figure"};

}  // namespace ahub
