// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/graph/attribution.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "ahub/base/random.hpp"

using namespace ahub;

namespace {

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

/// The definition itself: the mean marginal contribution over every order.
std::vector<double> over_all_orders(const std::vector<double>& values, int parameters) {
  std::vector<int> order(static_cast<std::size_t>(parameters));
  std::iota(order.begin(), order.end(), 0);
  std::vector<double> total(order.size(), 0);
  double count = 0;
  do {
    std::size_t mask = 0;
    for (const int parameter : order) {
      const std::size_t next = mask | std::size_t{1} << static_cast<unsigned>(parameter);
      total[static_cast<std::size_t>(parameter)] += values[next] - values[mask];
      mask = next;
    }
    ++count;
  } while (std::next_permutation(order.begin(), order.end()));
  for (double& value : total) value /= count;
  return total;
}

}  // namespace

TEST_CASE("exact contributions are the mean over every order, and sum to the gap",
          "[attribution]") {
  Xoshiro256ss random(7);
  for (int parameters = 1; parameters <= 6; ++parameters) {
    std::vector<double> values(std::size_t{1} << static_cast<unsigned>(parameters));
    for (double& value : values) value = random.uniform() * 100;
    const Attribution found = exact_attribution(values, parameters);
    const std::vector<double> expected = over_all_orders(values, parameters);
    for (std::size_t i = 0; i < expected.size(); ++i)
      CHECK(found.contribution[i] == Approx(expected[i]).margin(1e-9));
    CHECK(sum(found.contribution) == Approx(values.back() - values.front()).margin(1e-9));
  }
}

TEST_CASE("an additive gap has no interactions, a product has one", "[attribution]") {
  const Attribution additive = exact_attribution(std::vector<double>{1, 3, 6, 8}, 2);
  CHECK(additive.contribution == std::vector<double>{2, 5});
  CHECK(additive.interaction[0][1] == 0);
  const Attribution product = exact_attribution(std::vector<double>{0, 0, 0, 10}, 2);
  CHECK(product.contribution == std::vector<double>{5, 5});
  CHECK(product.interaction[0][1] == 10);
  CHECK(product.interaction[1][0] == 10);
}

TEST_CASE("sampled contributions sum to the gap and their intervals hold the exact ones",
          "[attribution]") {
  constexpr int kParameters = 8;
  std::vector<double> values(std::size_t{1} << kParameters);
  Xoshiro256ss random(11);
  for (double& value : values) value = random.uniform();
  const Attribution exact = exact_attribution(values, kParameters);
  int inside = 0;
  constexpr int kRepeats = 200;
  for (int repeat = 0; repeat < kRepeats; ++repeat) {
    const Attribution sampled =
        sampled_attribution(kParameters, 64, static_cast<std::uint64_t>(repeat),
                            [&](HybridMask mask) { return values[mask]; });
    CHECK(sum(sampled.contribution) == Approx(values.back() - values.front()).margin(1e-9));
    for (std::size_t i = 0; i < kParameters; ++i)
      inside += std::abs(sampled.contribution[i] - exact.contribution[i]) <= sampled.half_width[i];
  }
  // 95 % of 1600, with room for the normal approximation; orders and reverses only narrow it.
  CHECK(inside > 1440);
}

TEST_CASE("sampling asks for just the masks that were announced", "[attribution]") {
  std::vector<HybridMask> asked;
  static_cast<void>(sampled_attribution(12, 10, 3, [&](HybridMask mask) {
    asked.push_back(mask);
    return 0.0;
  }));
  std::sort(asked.begin(), asked.end());
  CHECK(asked == sampled_masks(12, 10, 3));
}
