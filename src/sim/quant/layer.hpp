// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The linear layer that is quantised, Y = W X, generated or read from files.
#pragma once

#include "sim/numeric/dense.hpp"
#include "sim/quant/params.hpp"

namespace ahub::sim {

struct Layer {
  Matrix<double> weights;      ///< outputs x inputs.
  Matrix<double> activations;  ///< inputs x tokens.
};

/// Generated elements are single-precision numbers, so that a last bit of libm changes few of them.
/// Throws `Error{input, "bad-parameter"}` for settings or shapes that do not go together and for
/// elements beyond 1e30, `Error{input, "bad-tensor"}` for a bad file, `Error{limit, "cost"}` when
/// the files are too large for the method.
Layer layer_of(const QuantParams& p, std::int64_t seed, const Context& context);

/// rows x cols of the law `weight_law`: N(0, 1), or Student's t times the channel's lognormal
/// scale.
Matrix<double> generated_weights(const QuantParams& p, std::int64_t seed,
                                 const Deadline& deadline = {});

/// cols x tokens of the law `activation_law`.
/// low-rank: sqrt(rho) F z + sqrt(1 - rho) e with F of variance 1 / rank, so that each element has
/// variance 1. outliers: times exp(channel_spread N), for outlier channels times
/// outlier_scale U(0.5, 1.5) instead. persistent: an outlier channel is +-persistent_scale U(0.5,
/// 1) times 1 + 0.2 N in every token.
Matrix<double> generated_activations(const QuantParams& p, std::int64_t seed,
                                     const Deadline& deadline = {});

/// X X^T.
Matrix<double> gram(const Matrix<double>& x);

/// ||D X||^2 from the Gram matrix of X: the sum of d G d^T over the rows d of D.
double output_energy(const Matrix<double>& d, const Matrix<double>& gram);

/// ||D X||^2 for many D of one X: through the Gram matrix when there are more tokens than
/// channels, else through X itself.
class OutputEnergy {
 public:
  explicit OutputEnergy(const Matrix<double>& x);
  double operator()(const Matrix<double>& d) const;

 private:
  const Matrix<double>& x_;
  Matrix<double> gram_;  ///< Empty when X itself is used.
};

/// a - b, of one shape.
Matrix<double> difference(const Matrix<double>& a, const Matrix<double>& b);

/// The sum of squares, row by row.
double energy(const Matrix<double>& a);

}  // namespace ahub::sim
