// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <cmath>
#include <functional>

#include "sim/draws.hpp"
#include "sim/round.hpp"

using ahub::sim::Draws;

namespace {

struct Moments {
  double mean = 0, deviation = 0;
};

Moments moments(const std::function<double()>& draw) {
  constexpr int kDraws = 200'000;
  double sum = 0, squares = 0;
  for (int i = 0; i < kDraws; ++i) {
    const double x = draw();
    sum += x;
    squares += x * x;
  }
  const double mean = sum / kDraws;
  return {mean, std::sqrt(squares / kDraws - mean * mean)};
}

}  // namespace

TEST_CASE("draws have the mean and deviation that they are asked for", "[draws]") {
  Draws draws(1, "test");
  const auto check = [](const Moments& found, double mean, double deviation) {
    // Five standard errors of the mean; the deviations converge slower for skewed laws.
    CHECK(std::abs(found.mean - mean) < 5 * deviation / std::sqrt(200'000.0));
    CHECK(found.deviation == Approx(deviation).epsilon(0.04));
  };
  check(moments([&] { return draws.normal(); }), 0, 1);
  check(moments([&] { return draws.exponential(3); }), 3, 3);
  check(moments([&] { return draws.lognormal(1024, 0.5); }), 1024, 512);
  check(moments([&] { return draws.gamma(2, 0.5); }), 2, 1);
  check(moments([&] { return draws.gamma(2, 2); }), 2, 4);
  check(moments([&] { return draws.student_t(6); }), 0, std::sqrt(1.5));
}

TEST_CASE("each role has a stream of its own, the same for the same seed", "[draws]") {
  Draws a(7, "arrivals"), again(7, "arrivals"), lengths(7, "lengths"), other(8, "arrivals");
  const double first = a.uniform();
  CHECK(first == again.uniform());
  CHECK(first != lengths.uniform());
  CHECK(first != other.uniform());
}

TEST_CASE("rounding keeps significant digits", "[draws]") {
  using ahub::sim::rounded;
  CHECK(rounded(1.0 / 3) == 0.333333);
  CHECK(rounded(-123456.7, 3) == -123000.0);
  CHECK(rounded(0) == 0.0);
  CHECK(std::isinf(rounded(INFINITY)));
}
