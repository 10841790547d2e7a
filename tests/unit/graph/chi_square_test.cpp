// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "graph/chi_square.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

using namespace ahub;

TEST_CASE("the chi-square distribution of one, two and four degrees has closed forms",
          "[chi-square]") {
  for (const double x : {1e-9, 0.01, 0.5, 1.0, 3.84, 10.0, 50.0, 400.0}) {
    INFO(x);
    CHECK(chi_square_survival(x, 1) == Approx(std::erfc(std::sqrt(x / 2))).epsilon(1e-9));
    CHECK(chi_square_survival(x, 2) == Approx(std::exp(-x / 2)).epsilon(1e-9));
    CHECK(chi_square_survival(x, 4) == Approx(std::exp(-x / 2) * (1 + x / 2)).epsilon(1e-9));
  }
}

TEST_CASE("the chi-square distribution agrees with tables and does not leave its range",
          "[chi-square]") {
  // Critical values of 0.05 (NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4).
  CHECK(chi_square_survival(18.307, 10) == Approx(0.05).epsilon(1e-4));
  CHECK(chi_square_survival(124.342, 100) == Approx(0.05).epsilon(1e-4));
  CHECK(chi_square_survival(0, 3) == 1);
  CHECK(chi_square_survival(std::numeric_limits<double>::infinity(), 3) == 0);
  CHECK(chi_square_survival(1e6, 3) == 0);
  CHECK(chi_square_survival(100'000, 100'000) == Approx(0.4994).epsilon(1e-3));
}
