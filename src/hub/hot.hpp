// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Attention weighted by age: what was earned 180 days before the newest event counts half.
#pragma once

#include <cstdint>
#include <vector>

#include "hub/derive.hpp"

namespace ahub {

/// Sums of attention parts, each weighted with 2^(-age / 180 days), age to the newest event. Sums
/// are of reals: a package's own parts come first, then endorsements, the newest endorser first.
class HotSums {
 public:
  HotSums(const Store& store, std::size_t packages);
  /// What it earned itself.
  void add_own(std::size_t package, std::int64_t milli, std::int64_t event);
  /// What an endorser passes on, as far as influence is not at its cap.
  void add_endorsement(std::size_t package, std::int64_t milli, std::int64_t event);
  /// Milli-points.
  std::int64_t of(std::size_t package) const;

 private:
  double weight(std::int64_t event) const;

  std::vector<double> weights_;  // By event.
  std::vector<double> sums_;
  std::vector<std::int64_t> influence_;  // Unweighted.
};

/// Adds the rungs of a package's level.
void add_rungs(HotSums& sums, std::size_t package, const Known& known, const Level& level);

/// The page of the hot feed out of derived tables that are up to date. `rows`, `first_rank` and
/// `more` as with Store::feed(); each row's attention is the weighted one.
FeedSlice hot_slice(const Store& store, const FeedQuery& query);

}  // namespace ahub
