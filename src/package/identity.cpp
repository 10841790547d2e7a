// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The ORCID where there is one, else the name folded, else the key of the store's events.
#include "ahub/package/identity.hpp"

#include <algorithm>

#include "ahub/base/names.hpp"
#include "ahub/base/text.hpp"
#include "ahub/package/spellings.hpp"

namespace ahub {
namespace {

/// Stands for whoever has no name: no folded name begins so.
constexpr std::string_view kNobody = "#";

struct Parts {
  std::string_view orcid, name;
};

/// A folded name holds no hyphens, an ORCID has three.
Parts parts_of(std::string_view identity) noexcept {
  const std::size_t blank = std::min(identity.find(' '), identity.size());
  if (blank != 19 || identity[4] != '-') return {{}, identity};
  return {identity.substr(0, blank), identity.substr(std::min(blank + 1, identity.size()))};
}

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

}  // namespace

bool orcid_checksum_holds(std::string_view orcid) noexcept {
  int total = 0;
  for (std::size_t i = 0; i + 1 < orcid.size(); ++i) {
    if (is_digit(orcid[i])) total = (total + (orcid[i] - '0')) * 2 % 11;
  }
  const int check = (12 - total) % 11;
  return !orcid.empty() && orcid.back() == (check == 10 ? 'X' : static_cast<char>('0' + check));
}

std::string identity_of(const Contributor& contributor) {
  std::string out;
  const std::optional<std::string> orcid = canonical_orcid(contributor.orcid);
  if (orcid && orcid_checksum_holds(*orcid)) out = *orcid;
  const std::string name = folded_name(contributor.name);
  if (!out.empty() && !name.empty()) out += ' ';
  return out + name;
}

std::vector<std::string> identities_of(const Package& package) {
  std::vector<std::string> identities;
  identities.reserve(package.contributors.size());
  for (const Contributor& contributor : package.contributors)
    identities.push_back(identity_of(contributor));
  std::sort(identities.begin(), identities.end());
  identities.erase(std::unique(identities.begin(), identities.end()), identities.end());
  return identities;
}

std::vector<IdentityKey> identity_keys(std::string_view identity) {
  const auto [orcid, name] = parts_of(identity);
  std::vector<IdentityKey> keys;
  if (!orcid.empty()) keys.push_back({std::string(orcid), false});
  for (std::string& key : name_keys(name)) keys.push_back({std::move(key), !orcid.empty()});
  if (keys.empty()) keys.push_back({std::string(kNobody), false});
  return keys;
}

std::optional<SamePerson> same_person(std::string_view left, std::string_view right) {
  const Parts one = parts_of(left), other = parts_of(right);
  if (!one.orcid.empty() && !other.orcid.empty()) {
    if (one.orcid != other.orcid) return std::nullopt;
    return SamePerson::orcid;
  }
  if (left.empty() && right.empty()) return SamePerson::key;
  const std::vector<std::string> keys = name_keys(one.name), others = name_keys(other.name);
  const bool shared = std::any_of(keys.begin(), keys.end(), [&](const std::string& key) {
    return std::find(others.begin(), others.end(), key) != others.end();
  });
  if (!shared) return std::nullopt;
  return SamePerson::name;
}

std::optional<std::pair<std::size_t, SamePerson>> People::find_or_add(
    const Contributor& contributor) {
  const std::string identity = identity_of(contributor);
  // Of those without a name only who is written alike is the same.
  const std::string signs = identity.empty() ? case_folded(contributor.name) : std::string();
  const std::vector<IdentityKey> keys = identity_keys(identity);
  for (const IdentityKey& key : keys) {
    const auto found = places_.find(key.text + signs);
    if (found == places_.end()) continue;
    const auto [plain, beside_orcid] = found->second;
    const std::size_t first = key.has_orcid ? plain : std::min(plain, beside_orcid);
    if (first == kNobody) continue;
    return std::pair(first, same_person(identities_[first], identity).value_or(SamePerson::name));
  }
  for (const IdentityKey& key : keys) {
    auto& places =
        places_.try_emplace(key.text + signs, std::array{kNobody, kNobody}).first->second;
    std::size_t& place = places[key.has_orcid ? 1 : 0];
    place = std::min(place, identities_.size());
  }
  identities_.push_back(identity);
  return std::nullopt;
}

std::string_view to_string(SamePerson why) noexcept {
  switch (why) {
    case SamePerson::orcid:
      return "the same ORCID";
    case SamePerson::name:
      return "the same name";
    case SamePerson::key:
      break;
  }
  return "no name, so the key of the store's events";
}

}  // namespace ahub
