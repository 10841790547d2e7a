// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "graph/chi_square.hpp"

#include <cmath>

namespace ahub {
namespace {

constexpr int kMostSteps = 100'000;
constexpr double kPrecision = 1e-15;

/// x^a e^-x / Gamma(a).
double leading_factor(double a, double x) {
  int sign = 0;
  return std::exp(a * std::log(x) - x - ::lgamma_r(a, &sign));
}

}  // namespace

// Q(a, x) with a = degrees / 2 and half of x, after Abramowitz and Stegun, Handbook of Mathematical
// Functions, 26.4.19: its complement by the series 6.5.29 where that is short, else the continued
// fraction 6.5.31 by the method of Lentz (Applied Optics 15, 1976).
double chi_square_survival(double x, int degrees) {
  const double a = degrees / 2.0, half = x / 2;
  if (!(half > 0)) return 1;
  if (std::isinf(half)) return 0;
  if (half < a + 1) {
    double term = 1 / a, sum = term;
    for (int n = 1; n < kMostSteps && term > kPrecision * sum; ++n) {
      term *= half / (a + n);
      sum += term;
    }
    return 1 - sum * leading_factor(a, half);
  }
  constexpr double kTiny = 1e-300;
  double b = half + 1 - a, c = 1 / kTiny, d = 1 / b, value = d;
  for (int n = 1; n < kMostSteps; ++n) {
    const double numerator = n * (a - n);
    b += 2;
    d = numerator * d + b;
    d = 1 / (std::abs(d) < kTiny ? kTiny : d);
    c = b + numerator / c;
    if (std::abs(c) < kTiny) c = kTiny;
    const double change = c * d;
    value *= change;
    if (std::abs(change - 1) < kPrecision) break;
  }
  return value * leading_factor(a, half);
}

}  // namespace ahub
