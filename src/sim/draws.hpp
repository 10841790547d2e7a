// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Random draws of a simulation: one stream for each role, so that a draw more in one role shifts
// no other. log, exp and sqrt come from the C library: quantise before a value enters a state that
// must be the same on every machine.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "ahub/base/random.hpp"

namespace ahub::sim {

/// xoshiro256** with the distributions that the models need.
class Draws {
 public:
  /// The stream that `seed` alone gives.
  explicit Draws(std::int64_t seed) noexcept : bits_(static_cast<std::uint64_t>(seed)) {}
  /// The stream of one role ("arrivals", "lengths") within a run.
  Draws(std::int64_t seed, std::string_view role) noexcept;

  /// Uniform in [0, 1).
  double uniform() noexcept { return bits_.uniform(); }
  /// Uniform in [0, bound), bound >= 1.
  std::uint64_t below(std::uint64_t bound) noexcept { return bits_.below(bound); }
  /// Standard normal: Marsaglia's polar method (Marsaglia, Bray, SIAM Review 6 (1964)); the second
  /// value of a pair is kept for the next call.
  double normal() noexcept;
  /// Exponential with that mean, by inversion.
  double exponential(double mean) noexcept;
  /// Lognormal with that mean > 0 and coefficient of variation cv >= 0 of the value itself.
  double lognormal(double mean, double cv) noexcept;
  /// Gamma with that mean > 0 and coefficient of variation cv > 0; Marsaglia, Tsang, ACM TOMS 26
  /// (2000), with their boost for shapes below 1.
  double gamma(double mean, double cv) noexcept;
  /// Student's t with nu >= 1 degrees of freedom: a normal over the root of a chi-square mean.
  double student_t(int nu) noexcept;

 private:
  Xoshiro256ss bits_;
  std::optional<double> spare_;
};

}  // namespace ahub::sim
