// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The words of the manifest's enumerations.
#include "package/words.hpp"

#include <algorithm>
#include <iterator>

#include "ahub/package/package.hpp"

namespace ahub {

std::string_view to_string(ContributorKind value) noexcept {
  return kContributorKinds[static_cast<std::size_t>(value)];
}
std::string_view to_string(ClaimKind value) noexcept {
  return kClaimKinds[static_cast<std::size_t>(value)];
}
std::optional<ClaimKind> parse_claim_kind(std::string_view word) noexcept {
  const auto* const found = std::find(std::begin(kClaimKinds), std::end(kClaimKinds), word);
  if (found == std::end(kClaimKinds)) return std::nullopt;
  return static_cast<ClaimKind>(found - std::begin(kClaimKinds));
}
std::string_view to_string(ClaimScope value) noexcept {
  return kClaimScopes[static_cast<std::size_t>(value)];
}
std::string_view to_string(RelationKind value) noexcept {
  return kRelationKinds[static_cast<std::size_t>(value)];
}
std::string_view to_string(MethodMode value) noexcept {
  return kMethodModes[static_cast<std::size_t>(value)];
}
std::string_view to_string(Comparison value) noexcept {
  return kComparisons[static_cast<std::size_t>(value)];
}

}  // namespace ahub
