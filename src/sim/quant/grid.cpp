// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/quant/grid.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ahub::sim {

double Grid::nearest(double value) const noexcept {
  if (!(step >= std::numeric_limits<double>::min())) return 0;
  return (std::clamp(std::nearbyint(value / step) + zero, 0.0, top) - zero) * step;
}

Grid grid_over(std::span<const double> values, int bits) noexcept {
  double low = 0, high = 0;
  for (const double value : values) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
  Grid grid;
  grid.top = std::ldexp(1, bits) - 1;
  grid.step = (high - low) / grid.top;
  if (!(grid.step >= std::numeric_limits<double>::min())) return {};
  grid.zero = std::nearbyint(-low / grid.step);
  return grid;
}

Grid symmetric_grid(double largest, int bits) noexcept {
  const double top = std::ldexp(1, bits - 1) - 1;
  return {largest / top, top, 2 * top};
}

Matrix<double> rounded_to_groups(const Matrix<double>& weights, int bits, std::size_t group) {
  const std::size_t length = group_length(group, weights.cols);
  Matrix<double> result(weights.rows, weights.cols);
  for (std::size_t i = 0; i < weights.rows; ++i) {
    for (std::size_t begin = 0; begin < weights.cols; begin += length) {
      const std::size_t end = std::min(begin + length, weights.cols);
      const Grid grid = grid_over(weights.row(i).subspan(begin, end - begin), bits);
      for (std::size_t j = begin; j < end; ++j) result(i, j) = grid.nearest(weights(i, j));
    }
  }
  return result;
}

std::size_t group_length(std::size_t group, std::size_t cols) noexcept {
  return group == 0 ? cols : group;
}

double stored_bits(int bits, std::size_t group) noexcept {
  return bits + 32 / static_cast<double>(group);
}

}  // namespace ahub::sim
