// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/draws.hpp"

#include <cmath>

#include "ahub/base/text.hpp"

namespace ahub::sim {
Draws::Draws(std::int64_t seed, std::string_view role) noexcept
    : bits_(SplitMix64(static_cast<std::uint64_t>(seed) ^ fnv1a(role)).next()) {}

double Draws::normal() noexcept {
  if (spare_) {
    const double value = *spare_;
    spare_.reset();
    return value;
  }
  double x = 0, y = 0, square = 0;
  do {
    x = 2 * uniform() - 1;
    y = 2 * uniform() - 1;
    square = x * x + y * y;
  } while (square >= 1 || square == 0);
  const double scale = std::sqrt(-2 * std::log(square) / square);
  spare_ = y * scale;
  return x * scale;
}

double Draws::exponential(double mean) noexcept { return -mean * std::log(1 - uniform()); }

double Draws::lognormal(double mean, double cv) noexcept {
  const double variance = std::log1p(cv * cv);
  return std::exp(std::log(mean) - variance / 2 + std::sqrt(variance) * normal());
}

double Draws::gamma(double mean, double cv) noexcept {
  const double shape = 1 / (cv * cv);
  const double raised = shape < 1 ? shape + 1 : shape;
  const double d = raised - 1.0 / 3, c = 1 / std::sqrt(9 * d);
  for (;;) {
    const double x = normal(), root = 1 + c * x;
    if (root <= 0) continue;
    const double v = root * root * root;
    if (std::log(1 - uniform()) >= x * x / 2 + d - d * v + d * std::log(v)) continue;
    const double boost = shape < 1 ? std::pow(1 - uniform(), 1 / shape) : 1;
    return d * v * boost * mean / shape;
  }
}

double Draws::student_t(int nu) noexcept {
  const double z = normal();
  double chi_square = 0;
  for (int i = 0; i < nu; ++i) {
    const double x = normal();
    chi_square += x * x;
  }
  return z / std::sqrt(chi_square / nu);
}

}  // namespace ahub::sim
