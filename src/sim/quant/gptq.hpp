// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ahub/sim/simulator.hpp"
#include "sim/numeric/dense.hpp"

namespace ahub::sim {

struct GptqSettings {
  int bits = 3;
  std::size_t group = 0;    ///< 0: a grid for the whole row.
  std::size_t block = 128;  ///< Columns of a lazy batch, at least 1. Changes no bit.
};

/// The upper triangular U with U^T U = (moments + damping * mean diagonal * I)^-1 (GPTQ 2210.17323,
/// algorithm 1; the factor 2 of the Hessian cancels). A channel without activations gets the mean
/// diagonal. Throws `Error{input, "bad-parameter"}` when that is singular to working precision.
Matrix<double> inverse_factor(const Matrix<double>& moments, double damping);

/// Algorithm 1 over all rows at once: the columns from left to right, each rounded to its group's
/// grid, its error pushed to the columns on the right, those beyond the block at the block's end.
/// The grid of a group is set when its first column comes, from the weights as they are then.
/// `factor` is that of `inverse_factor`. Weights of channels without activations (zero diagonal of
/// `moments`) become 0.
Matrix<double> gptq(const Matrix<double>& weights, const Matrix<double>& moments,
                    const Matrix<double>& factor, const GptqSettings& settings,
                    const Deadline& deadline);

}  // namespace ahub::sim
