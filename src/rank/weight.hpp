// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The numbers of attention (product.md section 2), which the full and the incremental pass share.
#pragma once

#include <algorithm>
#include <cstdint>

#include "ahub/rank/rank.hpp"

namespace ahub::weights {

inline constexpr std::int64_t kPoint = 1000;
inline constexpr std::int64_t kPerLevel = 3 * kPoint;
inline constexpr std::int64_t kInfluenceCap = 6 * kPoint;
inline constexpr std::int64_t kPassCap = 12 * kPoint;
inline constexpr int kPassingLevel = 3;

/// Twice the weight of a relation, to stay in integers: confirms 1, builds_on and uses 0.5.
constexpr std::int64_t doubled(Endorsement kind) noexcept {
  switch (kind) {
    case Endorsement::confirms:
      return 2;
    case Endorsement::builds_on:
    case Endorsement::uses:
      return 1;
    case Endorsement::none:
      return 0;
  }
  return 0;
}

/// m(q): what a package can pass on, of what verification earned it and what others passed to it.
constexpr std::int64_t passed_on(int level, std::int64_t influence) noexcept {
  return std::min(kPerLevel * std::max(0, level - 2) + influence, kPassCap);
}

/// What one relation passes: m(q) * w / (2 * max(1, sum of w)), rounded down.
constexpr std::int64_t share(std::int64_t passed, std::int64_t doubled_weight,
                             std::int64_t doubled_sum) noexcept {
  return passed * doubled_weight / (2 * std::max<std::int64_t>(2, doubled_sum));
}

constexpr std::int64_t capped(std::int64_t received) noexcept {
  return std::min(received, kInfluenceCap);
}

}  // namespace ahub::weights
