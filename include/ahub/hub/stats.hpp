// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The store in numbers.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "ahub/hub/hub.hpp"

namespace ahub {

struct StoreStats {
  std::int64_t packages = 0, versions = 0, claims = 0;
  std::vector<Facet> badges;             ///< Claims of the newest versions, every badge listed.
  std::array<std::int64_t, 5> levels{};  ///< Packages at each level.
  std::vector<Facet> tensions;           ///< By state, every state listed.
  std::vector<Facet> domains, concepts;  ///< Most first; `concepts` only the top ones.
  std::int64_t concept_count = 0;        ///< All of them.
  std::int64_t receipts = 0, keys = 0, events = 0;
  std::int64_t untrusted =
      0;                   ///< Of the receipts: their keys are not trusted, they count for nothing.
  std::int64_t bytes = 0;  ///< The store's file and its write-ahead log.
};

StoreStats stats(Hub& hub);

}  // namespace ahub
