// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Who a contributor is, for the question whether two packages have one in common.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "ahub/package/package.hpp"

namespace ahub {

/// Who somebody is, as one text: "0000-0002-1825-0097 Ada Example", without the ORCID where there
/// is none or one that fails its checksum; the name as `folded_name` gives it. Empty for somebody
/// of whom neither says anything. The kind of contributor does not count.
std::string identity_of(const Contributor& contributor);

/// The identities of a package's contributors, sorted, each once.
std::vector<std::string> identities_of(const Package& package);

/// What an identity is found by. Two are the same person when they have a text in common, unless
/// that is a name of which both know an ORCID: then the ORCIDs decide.
struct IdentityKey {
  std::string text;
  bool has_orcid = false;  ///< A name whose bearer states an ORCID.
};

/// Keys of an identity. Somebody of whom nothing is known stands for the key that signs the
/// store's events: all of them are one.
std::vector<IdentityKey> identity_keys(std::string_view identity);

/// Why two identities are the same person.
enum class SamePerson { orcid, name, key };
std::optional<SamePerson> same_person(std::string_view left, std::string_view right);
/// "the same ORCID", "the same name", "no name, so the key of the store's events".
std::string_view to_string(SamePerson why) noexcept;

/// The people of a package, each once.
class People {
 public:
  /// Who of those before is `contributor`, by order of arrival, and why. Nothing when nobody is: he
  /// is one of them from now on.
  std::optional<std::pair<std::size_t, SamePerson>> find_or_add(const Contributor& contributor);

 private:
  static constexpr std::size_t kNobody = static_cast<std::size_t>(-1);
  /// Who has a key, with an ORCID beside it and without.
  std::unordered_map<std::string, std::array<std::size_t, 2>> places_;
  std::vector<std::string> identities_;
};

/// True when `orcid`, sixteen characters with hyphens as `canonical_orcid` writes it, ends in its
/// check character (ISO 7064, mod 11-2).
bool orcid_checksum_holds(std::string_view orcid) noexcept;

}  // namespace ahub
