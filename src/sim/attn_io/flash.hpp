// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Tiled exact attention, softmax(scale Q K^T) V, over a counted memory of two levels. Arithmetic is
// in single precision; arrays that a kernel makes lie in HBM as zeros from the start, so setting
// them up is not counted.
#pragma once

#include "sim/attn_io/memory.hpp"

namespace ahub::sim::attn_io {

/// One head: three N x d arrays.
struct Inputs {
  Array q, k, v;
  float scale = 1;  ///< Of the scores; 1 / sqrt(d).
};

struct Blocks {
  std::size_t cols;  ///< B_c: rows of K and V in a block.
  std::size_t rows;  ///< B_r: rows of Q and O in a block.
};

/// Operations, each one FLOP; exponentials, maxima and divisions count as one. A maximum or a sum
/// over n numbers counts n.
struct Operations {
  std::int64_t matmul = 0;
  std::int64_t other = 0;
};

struct Forward {
  Array output;
  Statistics row_max;  ///< m: of the scaled scores.
  Statistics row_sum;  ///< l: of exp(score - m).
  Operations operations;
};

struct Gradients {
  Array dq, dk, dv;
};

/// FlashAttention, algorithm 1 (arXiv:2205.14135v2): blocks of K and V outside, of Q inside; the
/// output is rescaled in HBM after each block.
Forward flash_forward(const Inputs& in, const Blocks& blocks, Chip& chip);

/// FlashAttention-2, algorithm 1 (arXiv:2307.08691): blocks of Q outside; the output stays on
/// chip and is divided by the row sum once. Writes the logarithm of the row sums to HBM instead of
/// both statistics, which are given back all the same.
Forward flash2_forward(const Inputs& in, const Blocks& blocks, Chip& chip);

/// FlashAttention, algorithm 4, without dropout: gradients from dO = `d_output` and the statistics
/// of `flash_forward`, scores computed again block by block.
Gradients flash_backward(const Inputs& in, const Forward& forward, const Array& d_output,
                         const Blocks& blocks, Chip& chip);

}  // namespace ahub::sim::attn_io
