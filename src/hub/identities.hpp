// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Which packages have a contributor in common, over a whole store and around one package.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "ahub/hub/hub.hpp"
#include "hub/derive.hpp"

namespace ahub {

/// Takes the packages of a store one after another and keeps some bytes of each contributor.
class Identities {
 public:
  void add(const StoredPackage& stored, const Package& package);
  /// The identities that several packages share, at most `limit`: those that are spelled in
  /// several ways first, then those of most packages.
  std::vector<SharedIdentity> shared(const Store& store, std::size_t limit) const;
  /// How many identities several packages share.
  std::size_t count() const;

 private:
  static constexpr std::size_t kNamed = 4;
  /// What is known of one key (`identity_keys`), which is kept as its hash.
  struct Seen {
    std::uint64_t spelling = 0;
    std::uint32_t packages = 0, last = 0;
    bool strong = false;   ///< Not only a name beside an ORCID: then the ORCIDs decide.
    bool differs = false;  ///< It is spelled in several ways.
    std::array<std::uint32_t, kNamed> first{};  ///< The first packages, by order of arrival.
  };
  std::vector<std::pair<std::uint64_t, const Seen*>> groups() const;

  std::unordered_map<std::uint64_t, Seen> seen_;
  std::vector<std::int64_t> packages_;  ///< Their ids, by order of arrival.
};

/// Parts of no points: packages that endorse this one and pass nothing on to it, because somebody
/// contributed to both.
std::vector<AttentionPart> withheld_parts(const Store& store, const Package& package);
std::vector<AttentionPart> withheld_parts(const Facts& facts, std::size_t index);

}  // namespace ahub
