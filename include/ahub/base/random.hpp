// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Random streams with the same bits on every machine. Distributions are ours: those of
// <random> are implementation-defined.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace ahub {

/// SplitMix64 (Steele, Lea, Flood, OOPSLA 2014, figure 17): seeds other generators.
class SplitMix64 {
 public:
  explicit SplitMix64(std::uint64_t seed) noexcept : state_(seed) {}
  std::uint64_t next() noexcept;

 private:
  std::uint64_t state_;
};

/// xoshiro256** 1.0 (Blackman, Vigna 2018), seeded by four draws of SplitMix64.
class Xoshiro256ss {
 public:
  explicit Xoshiro256ss(std::uint64_t seed) noexcept;
  std::uint64_t next() noexcept;
  /// Uniform in [0, 1): the upper 53 bits times 2^-53.
  double uniform() noexcept { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  /// Uniform in [0, bound), bound >= 1, without bias (Lemire 2019).
  std::uint64_t below(std::uint64_t bound) noexcept;

 private:
  std::array<std::uint64_t, 4> state_;
};

/// MT19937 seeded as CPython's `random.Random(seed)` seeds it (init_by_array over the seed's
/// 32-bit words), so that streams of published Python programs come out again.
class Mt19937Py {
 public:
  explicit Mt19937Py(std::uint64_t seed) noexcept;
  std::uint32_t next() noexcept;
  /// genrand_res53: uniform in [0, 1) from two words, as `random.random()`.
  double uniform() noexcept;

 private:
  void refill() noexcept;
  std::array<std::uint32_t, 624> state_;
  std::size_t index_ = 624;
};

}  // namespace ahub
