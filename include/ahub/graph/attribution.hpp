// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A gap between two experiments, shared out among the parameters in which they differ.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace ahub {

/// Up to this many parameters every hybrid is run: 2^8 = 256 runs.
inline constexpr int kExactParameters = 8;

/// A hybrid takes the right side's value of parameter i where bit i is set, else the left side's.
using HybridMask = std::uint64_t;

struct Attribution {
  /// Shapley value of each parameter (Shapley, "A value for n-person games", 1953): its mean
  /// contribution over all orders of changing the parameters one by one. They sum to
  /// value(all) - value(none).
  std::vector<double> contribution;
  /// Half width of the 95 % confidence interval of each contribution; empty when exact.
  std::vector<double> half_width;
  /// [i][j], i != j: Shapley interaction index (Grabisch and Roubens, International Journal of Game
  /// Theory 28, 1999, eq. 2.2): what changing i and j together adds beyond each alone. Symmetric, 0
  /// on the diagonal; empty when sampled.
  std::vector<std::vector<double>> interaction;
  int permutations = 0;  ///< Orders that were sampled; 0 when exact.
};

/// `values[mask]` for all 2^parameters masks; parameters 0..kExactParameters.
Attribution exact_attribution(std::span<const double> values, int parameters);

/// Means over `permutations` (2 or more) random orders and their reverses, drawn from `seed`; every
/// order's marginal contributions sum to the gap, so the means do too. `value` is asked once per
/// distinct mask. At most 63 parameters.
Attribution sampled_attribution(int parameters, int permutations, std::uint64_t seed,
                                const std::function<double(HybridMask)>& value);

/// The masks that `sampled_attribution` will ask for, ascending.
std::vector<HybridMask> sampled_masks(int parameters, int permutations, std::uint64_t seed);

}  // namespace ahub
