// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What both experiments on key-value heads share. All of it in double precision.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/draws.hpp"
#include "sim/numeric/dense.hpp"

namespace ahub::sim::kv_heads {

using Wide = Matrix<double>;

/// Entries normal with that deviation.
Wide normal_matrix(std::size_t rows, std::size_t cols, double deviation, Draws& draws);

/// Scores to causal softmax(scores * factor), in place: row i keeps columns 0..i, the others are 0.
void causal_softmax(Wide& scores, double factor);

/// Rotary position embedding (Su et al., arXiv:2104.09864, section 3.2.2) of row t as position t,
/// in place: columns 2i and 2i + 1 turn by t 10000^(-2i / cols). The number of columns is even.
void rotate_positions(Wide& x);

}  // namespace ahub::sim::kv_heads
