// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sim/quant/layer.hpp"

namespace ahub::sim {

/// s_j = max |X_j|^alpha / max |W_j|^(1 - alpha) in single precision (SmoothQuant 2211.10438,
/// equation 4), within 1e-30 to 1e30; 1 for a channel whose activations or weights are all zero.
std::vector<double> smoothing_scales(const Layer& layer, double alpha);

/// The equivalent layer (equation 3): activations X_j / s_j, weights W_j s_j.
Layer smoothed(const Layer& layer, const std::vector<double>& scales);

enum class Granularity { tensor, token, channel };

/// The layer with symmetric grids in place of its elements: weights on one for all of them,
/// activations on one of each part.
Layer integer_layer(const Layer& layer, int bits, Granularity activations);

}  // namespace ahub::sim
