// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <vector>

#include "sim/draws.hpp"
#include "sim/numeric/dense.hpp"
#include "sim/numeric/elementwise.hpp"

using namespace ahub::sim;

TEST_CASE("exponentials are within two units in the last place", "[elementwise]") {
  std::vector<float> x;
  for (float value = -87; value <= 88; value += 0.0009765625F) x.push_back(value);
  std::vector<float> found = x;
  exponentials(found);
  double worst = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double exact = std::exp(double{x[i]});
    const auto rounded = static_cast<float>(exact);
    const double unit = double{std::nextafter(rounded, INFINITY)} - double{rounded};
    worst = std::max(worst, std::abs(double{found[i]} - exact) / unit);
  }
  CHECK(worst < 2);
}

TEST_CASE("exponentials of zero and of what is far below are exact", "[elementwise]") {
  std::vector<float> x{0, -0.0F, -87.5F, -1000, -std::numeric_limits<float>::infinity()};
  exponentials(x);
  CHECK(x == std::vector<float>{1, 1, 0, 0, 0});
}

TEST_CASE("sums have the order of a dot product with ones", "[elementwise]") {
  Draws draws(4);
  for (const std::size_t n : {0U, 1U, 16U, 31U, 500U}) {
    std::vector<float> values(n);
    for (float& value : values) value = static_cast<float>(draws.normal());
    CHECK(sum(values) == dot(values, std::vector<float>(n, 1)));
    float best = -std::numeric_limits<float>::infinity();
    for (const float value : values) best = std::max(best, value);
    CHECK(largest(values) == best);
  }
}
