// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/graph/attribution.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <numeric>

#include "ahub/base/random.hpp"

namespace ahub {
namespace {

constexpr double kNormal95 = 1.959963984540054;  // 97.5 % quantile of the normal distribution.

double factorial(int n) {
  double product = 1;
  for (int i = 2; i <= n; ++i) product *= i;
  return product;
}

HybridMask bit(int parameter) { return HybridMask{1} << static_cast<unsigned>(parameter); }

/// Orders come in pairs, each with its reverse: what one order over-counts the other under-counts.
std::vector<std::vector<int>> orders(int parameters, int permutations, std::uint64_t seed) {
  Xoshiro256ss random(seed);
  std::vector<int> order(static_cast<std::size_t>(parameters));
  std::iota(order.begin(), order.end(), 0);
  std::vector<std::vector<int>> drawn;
  while (drawn.size() < static_cast<std::size_t>(permutations)) {
    for (std::size_t i = order.size(); i > 1; --i)
      std::swap(order[i - 1], order[static_cast<std::size_t>(random.below(i))]);
    drawn.push_back(order);
    drawn.emplace_back(order.rbegin(), order.rend());
  }
  drawn.resize(static_cast<std::size_t>(permutations));
  return drawn;
}

}  // namespace

Attribution exact_attribution(std::span<const double> values, int parameters) {
  Attribution result;
  const auto count = static_cast<std::size_t>(parameters);
  result.contribution.assign(count, 0);
  result.interaction.assign(count, std::vector<double>(count, 0));
  for (int i = 0; i < parameters; ++i) {
    for (HybridMask mask = 0; mask < values.size(); ++mask) {
      if ((mask & bit(i)) != 0) continue;
      const int size = std::popcount(mask);
      const double weight =
          factorial(size) * factorial(parameters - size - 1) / factorial(parameters);
      result.contribution[static_cast<std::size_t>(i)] +=
          weight * (values[mask | bit(i)] - values[mask]);
    }
    for (int j = 0; j < i; ++j) {
      double sum = 0;
      for (HybridMask mask = 0; mask < values.size(); ++mask) {
        if ((mask & (bit(i) | bit(j))) != 0) continue;
        const int size = std::popcount(mask);
        const double weight =
            factorial(size) * factorial(parameters - size - 2) / factorial(parameters - 1);
        sum += weight * (values[mask | bit(i) | bit(j)] - values[mask | bit(i)] -
                         values[mask | bit(j)] + values[mask]);
      }
      const auto a = static_cast<std::size_t>(i), b = static_cast<std::size_t>(j);
      result.interaction[a][b] = result.interaction[b][a] = sum;
    }
  }
  return result;
}

std::vector<HybridMask> sampled_masks(int parameters, int permutations, std::uint64_t seed) {
  std::vector<HybridMask> masks{0};
  for (const std::vector<int>& order : orders(parameters, permutations, seed)) {
    HybridMask mask = 0;
    for (const int parameter : order) masks.push_back(mask |= bit(parameter));
  }
  std::sort(masks.begin(), masks.end());
  masks.erase(std::unique(masks.begin(), masks.end()), masks.end());
  return masks;
}

Attribution sampled_attribution(int parameters, int permutations, std::uint64_t seed,
                                const std::function<double(HybridMask)>& value) {
  Attribution result;
  result.permutations = permutations;
  std::map<HybridMask, double> known;
  const auto value_of = [&](HybridMask mask) {
    const auto [place, fresh] = known.try_emplace(mask, 0);
    if (fresh) place->second = value(mask);
    return place->second;
  };
  const auto count = static_cast<std::size_t>(parameters);
  std::vector<std::vector<double>> marginals(count);
  for (const std::vector<int>& order : orders(parameters, permutations, seed)) {
    HybridMask mask = 0;
    for (const int parameter : order) {
      const double before = value_of(mask);
      mask |= bit(parameter);
      marginals[static_cast<std::size_t>(parameter)].push_back(value_of(mask) - before);
    }
  }
  for (const std::vector<double>& drawn : marginals) {
    const auto n = static_cast<double>(drawn.size());
    const double mean = std::accumulate(drawn.begin(), drawn.end(), 0.0) / n;
    double squares = 0;
    for (const double one : drawn) squares += (one - mean) * (one - mean);
    result.contribution.push_back(mean);
    result.half_width.push_back(kNormal95 * std::sqrt(squares / (n - 1) / n));
  }
  return result;
}

}  // namespace ahub
