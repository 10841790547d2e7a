// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// AWQ's parts, apart so that tests can compare them with naive ones.
#pragma once

#include <vector>

#include "sim/quant/layer.hpp"

namespace ahub::sim {

/// Q(W diag(scales)) diag(scales)^-1: round-to-nearest over scaled channels (AWQ 2306.00978,
/// equation 2 and section 3.2). One scale > 0 for each column.
Matrix<double> rounded_scaled(const Matrix<double>& weights, const std::vector<double>& scales,
                              int bits, std::size_t group);

/// s_j = (mean |X_j| over the mean of all)^alpha in single precision (equation 5; a common factor
/// changes nothing). Channels below 1e-4 of the mean, also silent ones, count as that.
std::vector<double> awq_scales(const std::vector<double>& magnitudes, double alpha);

/// What scaling the columns does to the steps max |w| / 2^(bits - 1) of the groups (table 2).
struct StepChange {
  double changed;  ///< Part of the groups whose step is another one.
  double ratio;    ///< Mean of a group's step after over before.
};
StepChange step_change(const Matrix<double>& weights, const std::vector<double>& scales,
                       std::size_t group);

/// mean |X_j| of each input channel.
std::vector<double> magnitudes_of(const Matrix<double>& activations);

/// Exponents that the search tries: 0, 1/20, ..., 1 (section 3.2: "grid size of 20").
inline constexpr int kAwqGrid = 20;

}  // namespace ahub::sim
