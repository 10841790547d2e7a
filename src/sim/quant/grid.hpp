// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Uniform quantisation grids, and round-to-nearest over groups of a row.
#pragma once

#include <span>

#include "sim/numeric/dense.hpp"

namespace ahub::sim {

/// The grid step * (k - zero), k = 0 .. top. It contains 0, as those of GPTQ and AWQ do. A step of
/// 0 is the grid of nothing but 0.
struct Grid {
  double step = 0, zero = 0, top = 0;

  /// The nearest point, ties to the even k.
  double nearest(double value) const noexcept;
};

/// The least grid of 2^bits points over all values and 0 (GPTQ 2210.17323, section 4, "min-max";
/// AWQ 2306.00978, section 4.1). Values that are all 0, or whose step underflows: step 0.
Grid grid_over(std::span<const double> values, int bits) noexcept;

/// Points -top .. top times the step, top = 2^(bits - 1) - 1 (SmoothQuant 2211.10438, equation 1).
Grid symmetric_grid(double largest, int bits) noexcept;

/// Round-to-nearest: each row in groups of `group` elements from the left (0: one for the row),
/// each on `grid_over` itself.
Matrix<double> rounded_to_groups(const Matrix<double>& weights, int bits, std::size_t group);

/// `group`, or `cols` for 0.
std::size_t group_length(std::size_t group, std::size_t cols) noexcept;

/// Bits stored for an element: its own, and a scale and a zero point of 16 bits for each group.
double stored_bits(int bits, std::size_t group) noexcept;

}  // namespace ahub::sim
