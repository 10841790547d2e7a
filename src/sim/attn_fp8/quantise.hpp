// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Tensors in e4m3 with scales, and the rotation that spreads outliers before.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/draws.hpp"
#include "sim/numeric/dense.hpp"

namespace ahub::sim::attn_fp8 {

/// Row i is values.row(i) times scales[i / block].
struct Scaled {
  Matrix<float> values;
  std::size_t block = 1;
  std::vector<float> scales;
  float scale_of(std::size_t row) const { return scales[row / block]; }
};

/// Numbers of e4m3 with one scale for each `block` rows: the largest magnitude there over 448, the
/// largest number of e4m3; 1 where all are zero.
Scaled quantise(const Matrix<float>& x, std::size_t block);

/// As it is, with the scale 1.
Scaled unscaled(const Matrix<float>& x);

/// Each element as the nearest number of half precision.
Matrix<float> half(const Matrix<double>& x);

/// Each row x as x diag(signs) H / sqrt(d) with the Hadamard matrix H of Sylvester's order, in
/// single precision, then half precision. The width d is a power of two.
Matrix<float> rotated(const Matrix<float>& x, const std::vector<float>& signs);

/// `count` of +1 or -1, each with probability one half.
std::vector<float> random_signs(std::size_t count, Draws& draws);

}  // namespace ahub::sim::attn_fp8
