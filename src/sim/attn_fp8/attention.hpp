// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Attention of a few query rows in the arithmetic of tensor cores: products of 8- or 16-bit numbers
// with sums in single precision, and outputs in half precision.
#pragma once

#include "sim/attn_fp8/quantise.hpp"

namespace ahub::sim::attn_fp8 {

/// Rows of queries against all rows of keys and values.
struct Operands {
  Scaled q, k, v;
};

/// How the probabilities enter the second product.
enum class Probabilities {
  half,        ///< In half precision.
  e4m3,        ///< In e4m3 as they are, in [0, 1]: those below 2^-10 become 0.
  e4m3_of_448  ///< In e4m3, times 448 before and divided by it after.
};

/// Scores, scaled scores and softmax each rounded to half precision and written out, as by separate
/// kernels. Scores are scaled by 1 / sqrt(width).
Matrix<float> standard_attention(const Operands& x, Probabilities probabilities);

/// The forward pass of FlashAttention-3 (arXiv:2407.08608, algorithm 1 without its schedule):
/// blocks of `block` keys, scores and the running maximum and sum in single precision, exp(score -
/// maximum) in the precision of `probabilities`. A block of keys must have one scale.
Matrix<float> flash_attention(const Operands& x, std::size_t block, Probabilities probabilities);

/// softmax(q k^T / sqrt(width)) v in double precision.
Matrix<double> exact_attention(const Matrix<double>& q, const Matrix<double>& k,
                               const Matrix<double>& v);

}  // namespace ahub::sim::attn_fp8
