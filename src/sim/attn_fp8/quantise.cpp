// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/attn_fp8/quantise.hpp"

#include <algorithm>
#include <cmath>

#include "sim/numeric/elementwise.hpp"
#include "sim/numeric/small_float.hpp"

namespace ahub::sim::attn_fp8 {
namespace {

constexpr float kLargest = 448;

/// Sums and differences at distances 1, 2, 4, ...: multiplication by H in d log2 d additions.
void hadamard(std::span<float> x) {
  for (std::size_t half = 1; half < x.size(); half *= 2) {
    for (std::size_t i = 0; i < x.size(); i += 2 * half) {
      for (std::size_t j = i; j < i + half; ++j) {
        const float a = x[j], b = x[j + half];
        x[j] = a + b;
        x[j + half] = a - b;
      }
    }
  }
}

}  // namespace

Scaled quantise(const Matrix<float>& x, std::size_t block) {
  Scaled result{Matrix<float>(x.rows, x.cols), block, {}};
  for (std::size_t first = 0; first < x.rows; first += block) {
    const std::size_t begin = first * x.cols, end = std::min(x.rows, first + block) * x.cols;
    float magnitude = 0;
    for (std::size_t i = begin; i < end; ++i)
      magnitude = std::max(magnitude, std::abs(x.values[i]));
    const float scale = magnitude == 0 ? 1 : magnitude / kLargest;
    result.scales.push_back(scale);
    for (std::size_t i = begin; i < end; ++i)
      result.values.values[i] = round_to<kE4m3>(double{x.values[i] / scale});
  }
  return result;
}

Scaled unscaled(const Matrix<float>& x) { return {x, x.rows, {1}}; }

Matrix<float> half(const Matrix<double>& x) {
  Matrix<float> result(x.rows, x.cols);
  for (std::size_t i = 0; i < x.values.size(); ++i) result.values[i] = round_to<kFp16>(x.values[i]);
  return result;
}

Matrix<float> rotated(const Matrix<float>& x, const std::vector<float>& signs) {
  Matrix<float> result = x;
  const auto norm = static_cast<float>(1 / std::sqrt(static_cast<double>(x.cols)));
  for (std::size_t i = 0; i < x.rows; ++i) {
    const std::span<float> row = result.row(i);
    for (std::size_t j = 0; j < row.size(); ++j) row[j] *= signs[j];
    hadamard(row);
    for (float& value : row) value = round_to<kFp16>(double{value * norm});
  }
  return result;
}

std::vector<float> random_signs(std::size_t count, Draws& draws) {
  std::vector<float> signs(count);
  for (float& sign : signs) sign = draws.below(2) == 0 ? 1.0F : -1.0F;
  return signs;
}

}  // namespace ahub::sim::attn_fp8
