// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A set of numbers as bits, with a bit above each 64 that says whether one of them is set, and so
// on up to one word: the largest number up to a given one is found in a few steps (van Emde Boas,
// Kaas, Zijlstra, 1977, with branches of 64 instead of square roots).
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace ahub::sim {

class PlaceSet {
 public:
  static constexpr std::size_t kNone = ~std::size_t{0};

  /// Empty, for numbers below `count`.
  explicit PlaceSet(std::size_t count) {
    do {
      count = (count + 63) / 64;
      levels_.emplace_back(count);
    } while (count > 1);
  }

  void insert(std::size_t number) {
    for (std::vector<std::uint64_t>& level : levels_) {
      std::uint64_t& word = level[number / 64];
      const bool known = word != 0;
      word |= bit(number);
      if (known) return;
      number /= 64;
    }
  }
  /// `number` is in the set.
  void erase(std::size_t number) {
    for (std::vector<std::uint64_t>& level : levels_) {
      std::uint64_t& word = level[number / 64];
      word ^= bit(number);
      if (word != 0) return;
      number /= 64;
    }
  }
  /// The largest one not above `number`, or `kNone`.
  std::size_t last_until(std::size_t number) const {
    for (std::size_t height = 0; height < levels_.size(); ++height) {
      const std::uint64_t word =
          levels_[height][number / 64] & ~std::uint64_t{0} >> (63 - number % 64);
      if (word != 0) {
        number = number / 64 * 64 + top(word);
        while (height-- > 0) number = number * 64 + top(levels_[height][number]);
        return number;
      }
      if (number < 64) return kNone;
      number = number / 64 - 1;
    }
    return kNone;
  }

 private:
  static std::uint64_t bit(std::size_t number) { return std::uint64_t{1} << (number % 64); }
  static std::size_t top(std::uint64_t word) {
    return static_cast<std::size_t>(std::bit_width(word)) - 1;
  }

  std::vector<std::vector<std::uint64_t>> levels_;  // The numbers themselves first.
};

}  // namespace ahub::sim
