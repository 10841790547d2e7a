// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Attention with its N x N matrices written out, and the reference in double precision.
#pragma once

#include "sim/attn_io/flash.hpp"

namespace ahub::sim::attn_io {

struct StandardForward {
  Array output;
  Array probabilities;  ///< P, N x N: the backward pass reads it again.
};

/// FlashAttention, algorithm 0 (arXiv:2205.14135v2), in single precision: each line reads its
/// operands from HBM once and writes its result, 4 N^2 + 4 N d elements.
StandardForward standard_forward(const Inputs& in, Traffic& traffic);

/// Algorithm 3: 7 N^2 + 8 N d elements.
Gradients standard_backward(const Inputs& in, const StandardForward& forward, const Array& d_output,
                            Traffic& traffic);

struct Reference {
  Matrix<double> output, dq, dk, dv;
};

/// Both passes in double precision, from the same single-precision inputs, a few rows at a time.
/// The gradients stay empty without `d_output`.
Reference reference(const Inputs& in, const Array* d_output);

}  // namespace ahub::sim::attn_io
