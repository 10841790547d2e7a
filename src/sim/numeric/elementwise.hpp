// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Functions over rows of numbers. Those of single precision have the same bits on every machine: no
// C library takes part, and sums have 16 partial sums and the tree of `dot`.
#pragma once

#include <span>

namespace ahub::sim {

/// e^x for each element, within 2 units in the last place for -87 <= x <= 88; 0 below that. The
/// elements must be neither NaN nor above 88.
void exponentials(std::span<float> x);

/// values[i] = values[i] * factor.
void scale(std::span<float> values, float factor);

/// values[i] = values[i] - amount.
void subtract(std::span<float> values, float amount);

/// The largest element; minus infinity for none.
float largest(std::span<const float> values);

/// The sum, in the order of `dot`.
float sum(std::span<const float> values);

/// Softmax in place.
void softmax(std::span<float> row);

/// Softmax of `factor` times the row, in place, for references: through the C library's exp, summed
/// in ascending order.
void softmax(std::span<double> row, double factor = 1);

}  // namespace ahub::sim
