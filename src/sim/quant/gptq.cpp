// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/quant/gptq.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "sim/quant/grid.hpp"
#include "sim/quant/methods.hpp"

namespace ahub::sim {
namespace {

[[noreturn]] void refuse_singular() {
  throw Error(ErrorKind::input, "bad-parameter",
              "the Hessian of the activations is singular to working precision",
              "raise 'damping' (the paper takes 0.01) or take more tokens");
}

class Run {
 public:
  Run(const Matrix<double>& weights, const Matrix<double>& moments, const Matrix<double>& factor,
      const GptqSettings& settings)
      : settings_(settings),
        factor_(factor),
        weights_(weights),
        result_(weights.rows, weights.cols),
        grids_(weights.rows),
        group_(group_length(settings.group, weights.cols)) {
    for (std::size_t j = 0; j < weights.cols; ++j) {
      if (moments(j, j) > 0) continue;
      for (std::size_t i = 0; i < weights.rows; ++i) weights_(i, j) = 0;
    }
  }

  Matrix<double> operator()(const Deadline& deadline) {
    const std::size_t cols = weights_.cols;
    for (std::size_t begin = 0; begin < cols;) {
      deadline.check();
      // A group begins on weights that have seen all errors, so a block ends before it.
      const std::size_t end = std::min({begin + settings_.block - begin % settings_.block,
                                        begin + group_ - begin % group_, cols});
      if (begin % group_ == 0) set_grids(begin, std::min(begin + group_, cols));
      Matrix<double> errors(weights_.rows, end - begin);
      for (std::size_t i = 0; i < weights_.rows; ++i) round_block(i, begin, end, errors.row(i));
      add_product(errors,
                  {factor_.values.data() + begin * cols + end, end - begin, cols - end, cols},
                  {weights_.values.data() + end, weights_.rows, cols - end, cols});
      begin = end;
    }
    return std::move(result_);
  }

 private:
  void set_grids(std::size_t begin, std::size_t end) {
    for (std::size_t i = 0; i < weights_.rows; ++i)
      grids_[i] = grid_over(weights_.row(i).subspan(begin, end - begin), settings_.bits);
  }

  /// Columns of one row within a block. `errors` gets what is added to the columns beyond, by rows
  /// of the factor: each weight is the same chain of sums, whatever the block.
  void round_block(std::size_t i, std::size_t begin, std::size_t end, std::span<double> errors) {
    const std::span<double> row = weights_.row(i);
    for (std::size_t j = begin; j < end; ++j) {
      const std::span<const double> factors = factor_.row(j);
      result_(i, j) = grids_[i].nearest(row[j]);
      const double error = -(row[j] - result_(i, j)) / factors[j];
      errors[j - begin] = error;
      for (std::size_t k = j + 1; k < end; ++k) row[k] += error * factors[k];
    }
  }

  const GptqSettings& settings_;
  const Matrix<double>& factor_;
  Matrix<double> weights_, result_;
  std::vector<Grid> grids_;
  std::size_t group_;
};

}  // namespace

Matrix<double> inverse_factor(const Matrix<double>& moments, double damping) {
  const std::size_t n = moments.rows;
  double mean = 0;
  for (std::size_t j = 0; j < n; ++j) mean += moments(j, j) / static_cast<double>(n);
  // With rows and columns in reverse order L L^T = H gives H^-1 = U^T U for U = L^-1 reversed: one
  // factorisation instead of two, and no explicit inverse.
  Matrix<double> reversed(n, n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) reversed(i, j) = moments(n - 1 - i, n - 1 - j);
  for (std::size_t j = 0; j < n; ++j) {
    if (!(reversed(j, j) > 0)) reversed(j, j) = mean;
    reversed(j, j) += damping * mean;
  }
  Matrix<double> lower;
  try {
    lower = cholesky(reversed);
  } catch (const Error& error) {
    if (error.code() != "not-positive-definite") throw;
    refuse_singular();
  }
  const double least = static_cast<double>(n) * std::numeric_limits<double>::epsilon();
  for (std::size_t j = 0; j < n; ++j)
    if (lower(j, j) * lower(j, j) < least * reversed(j, j)) refuse_singular();
  const Matrix<double> columns = lower_inverse_columns(lower);
  Matrix<double> upper(n, n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = i; j < n; ++j) upper(i, j) = columns(n - 1 - j, n - 1 - i);
  return upper;
}

Matrix<double> gptq(const Matrix<double>& weights, const Matrix<double>& moments,
                    const Matrix<double>& factor, const GptqSettings& settings,
                    const Deadline& deadline) {
  return Run(weights, moments, factor, settings)(deadline);
}

Measures run_gptq(const QuantParams& p, const Layer& layer, const Deadline& deadline) {
  const Matrix<double>& weights = layer.weights;
  const int bits = static_cast<int>(p.bits);
  const auto group = static_cast<std::size_t>(p.group);
  const Matrix<double> moments = gram(layer.activations);
  deadline.check();
  const Matrix<double> factor = inverse_factor(moments, p.damping);
  const auto quantised = [&](std::size_t block) {
    return gptq(weights, moments, factor, {bits, group, block}, deadline);
  };
  const double whole = output_energy(weights, moments);
  const auto error_of = [&](const Matrix<double>& approximation) {
    deadline.check();
    return output_energy(difference(weights, approximation), moments) / whole;
  };
  const Matrix<double> result = quantised(static_cast<std::size_t>(p.block));
  const bool identical =
      quantised(1).values == result.values && quantised(weights.cols).values == result.values;
  const double nmse = error_of(result), rtn = error_of(rounded_to_groups(weights, bits, group));
  return {{"nmse", nmse},
          {"nmse_rtn", rtn},
          {"gain", ratio_of(rtn, nmse)},
          {"sqnr", sqnr_of(nmse)},
          {"bits", stored_bits(bits, group_length(group, weights.cols))},
          {"nmse_rtn_next_bit", error_of(rounded_to_groups(weights, bits + 1, group))},
          {"lazy_identical", identical ? 1 : 0}};
}

}  // namespace ahub::sim
