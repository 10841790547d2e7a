// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/kv_heads/attention.hpp"

#include <algorithm>
#include <cmath>

#include "sim/numeric/elementwise.hpp"

namespace ahub::sim::kv_heads {

Wide normal_matrix(std::size_t rows, std::size_t cols, double deviation, Draws& draws) {
  Wide m(rows, cols);
  for (double& value : m.values) value = deviation * draws.normal();
  return m;
}

void causal_softmax(Wide& scores, double factor) {
  for (std::size_t i = 0; i < scores.rows; ++i) {
    const std::span<double> row = scores.row(i);
    const std::span<double> seen = row.first(std::min(i + 1, scores.cols));
    softmax(seen, factor);
    std::fill(row.begin() + static_cast<std::ptrdiff_t>(seen.size()), row.end(), 0.0);
  }
}

void rotate_positions(Wide& x) {
  const auto cols = static_cast<double>(x.cols);
  for (std::size_t j = 0; j + 1 < x.cols; j += 2) {
    const double speed = std::pow(10000.0, -static_cast<double>(j) / cols);
    for (std::size_t t = 0; t < x.rows; ++t) {
      const double angle = static_cast<double>(t) * speed;
      const double c = std::cos(angle), s = std::sin(angle);
      const double a = x(t, j), b = x(t, j + 1);
      x(t, j) = a * c - b * s;
      x(t, j + 1) = a * s + b * c;
    }
  }
}

}  // namespace ahub::sim::kv_heads
