// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Greedy choice under a submodular value, and the largest batch that a budget allows.
#include <bit>
#include <cmath>

#include "sim/h2o/h2o.hpp"

namespace ahub::sim::h2o {

std::int64_t largest_batch(double memory, double weights, double budget, double sequence,
                           double token_bytes) noexcept {
  const double room = memory - weights;
  return room <= 0 ? 0 : static_cast<std::int64_t>(room / (budget * sequence * token_bytes));
}

std::int64_t Coverage::value(std::uint64_t covered) const noexcept {
  std::int64_t sum = 0;
  for (std::size_t e = 0; e < weights.size(); ++e) sum += (covered >> e & 1U) != 0 ? weights[e] : 0;
  return sum;
}

std::int64_t greedy(const Coverage& coverage, std::int64_t pick) {
  std::uint64_t covered = 0;
  for (std::int64_t round = 0; round < pick; ++round) {
    std::uint64_t best = covered;
    for (const std::uint64_t set : coverage.sets) {
      if (coverage.value(covered | set) > coverage.value(best)) best = covered | set;
    }
    covered = best;
  }
  return coverage.value(covered);
}

std::int64_t optimum(const Coverage& coverage, std::int64_t pick) {
  std::int64_t best = 0;
  const std::uint64_t end = std::uint64_t{1} << coverage.sets.size();
  for (std::uint64_t chosen = 0; chosen < end; ++chosen) {
    if (std::popcount(chosen) > pick) continue;
    std::uint64_t covered = 0;
    for (std::size_t s = 0; s < coverage.sets.size(); ++s)
      covered |= (chosen >> s & 1U) != 0 ? coverage.sets[s] : 0;
    best = std::max(best, coverage.value(covered));
  }
  return best;
}

Coverage tight_family(std::int64_t k) {
  Coverage family;
  const auto count = static_cast<std::size_t>(k);
  family.sets.assign(2 * count, 0);  // The rows, then the columns.
  const auto power = [](std::int64_t base, std::int64_t exponent) {
    std::int64_t value = 1;
    for (; exponent > 0; --exponent) value *= base;
    return value;
  };
  for (std::size_t column = 0; column < count; ++column) {
    for (std::int64_t row = 0; row <= k; ++row) {
      const std::uint64_t element = std::uint64_t{1} << family.weights.size();
      family.sets[count + column] |= element;
      if (row < k) family.sets[static_cast<std::size_t>(row)] |= element;
      // Of a column of weight k^k; what no row takes is the last element.
      family.weights.push_back(row < k ? power(k, k - 1 - row) * power(k - 1, row)
                                       : power(k - 1, k));
    }
  }
  return family;
}

}  // namespace ahub::sim::h2o
