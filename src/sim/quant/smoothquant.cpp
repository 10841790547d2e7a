// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/quant/smoothquant.hpp"

#include <algorithm>
#include <cmath>

#include "sim/quant/grid.hpp"
#include "sim/quant/methods.hpp"

namespace ahub::sim {
namespace {

double largest(std::span<const double> values) {
  double most = 0;
  for (const double value : values) most = std::max(most, std::abs(value));
  return most;
}

std::vector<double> row_maxima(const Matrix<double>& x) {
  std::vector<double> maxima;
  for (std::size_t i = 0; i < x.rows; ++i) maxima.push_back(largest(x.row(i)));
  return maxima;
}

std::vector<double> column_maxima(const Matrix<double>& x) {
  std::vector<double> maxima(x.cols);
  for (std::size_t i = 0; i < x.rows; ++i)
    for (std::size_t j = 0; j < x.cols; ++j) maxima[j] = std::max(maxima[j], std::abs(x(i, j)));
  return maxima;
}

/// Largest over median channel maximum.
double outlier_ratio(const Matrix<double>& activations) {
  std::vector<double> maxima = row_maxima(activations);
  std::sort(maxima.begin(), maxima.end());
  return ratio_of(maxima.back(), maxima[maxima.size() / 2]);
}

}  // namespace

std::vector<double> smoothing_scales(const Layer& layer, double alpha) {
  const std::vector<double> activations = row_maxima(layer.activations),
                            weights = column_maxima(layer.weights);
  std::vector<double> scales;
  for (std::size_t j = 0; j < weights.size(); ++j) {
    const bool used = activations[j] > 0 && weights[j] > 0;
    const double scale =
        used ? std::pow(activations[j], alpha) / std::pow(weights[j], 1 - alpha) : 1;
    scales.push_back(static_cast<float>(std::clamp(scale, 1e-30, 1e30)));
  }
  return scales;
}

Layer smoothed(const Layer& layer, const std::vector<double>& scales) {
  Layer result = layer;
  for (std::size_t j = 0; j < scales.size(); ++j)
    for (double& value : result.activations.row(j)) value /= scales[j];
  for (std::size_t i = 0; i < result.weights.rows; ++i)
    for (std::size_t j = 0; j < scales.size(); ++j) result.weights(i, j) *= scales[j];
  return result;
}

Layer integer_layer(const Layer& layer, int bits, Granularity activations) {
  Layer result = layer;
  const Grid grid = symmetric_grid(largest(layer.weights.values), bits);
  for (double& value : result.weights.values) value = grid.nearest(value);
  Matrix<double>& x = result.activations;
  std::vector<double> rows(x.rows, 0), cols(x.cols, 0);
  if (activations == Granularity::channel) {
    rows = row_maxima(x);
  } else if (activations == Granularity::token) {
    cols = column_maxima(x);
  } else {
    cols.assign(x.cols, largest(x.values));
  }
  for (std::size_t i = 0; i < x.rows; ++i)
    for (std::size_t j = 0; j < x.cols; ++j)
      x(i, j) = symmetric_grid(std::max(rows[i], cols[j]), bits).nearest(x(i, j));
  return result;
}

Measures run_smoothquant(const QuantParams& p, const Layer& layer, const Deadline& deadline) {
  const int bits = static_cast<int>(p.int_bits);
  const Matrix<double> exact = product(layer.weights, layer.activations);
  const double whole = energy(exact);
  const auto error_of = [&](const Layer& input, Granularity granularity) {
    deadline.check();
    const Layer integers = integer_layer(input, bits, granularity);
    return energy(difference(exact, product(integers.weights, integers.activations))) / whole;
  };
  const auto smooth = [&](double alpha) { return smoothed(layer, smoothing_scales(layer, alpha)); };
  double least = 0, best_alpha = 0;
  for (int i = 0; i <= 10; ++i) {
    const double alpha = i / 10.0, error = error_of(smooth(alpha), Granularity::tensor);
    if (i > 0 && error >= least) continue;
    least = error;
    best_alpha = alpha;
  }
  const Layer chosen = smooth(p.alpha);
  const double nmse = error_of(chosen, Granularity::tensor),
               plain = error_of(layer, Granularity::tensor);
  return {{"nmse", nmse},
          {"nmse_rtn", plain},
          {"gain", ratio_of(plain, nmse)},
          {"sqnr", sqnr_of(nmse)},
          {"bits", static_cast<double>(bits)},
          {"best_alpha", best_alpha},
          {"sqnr_tensor", sqnr_of(plain)},
          {"sqnr_token", sqnr_of(error_of(layer, Granularity::token))},
          {"sqnr_channel", sqnr_of(error_of(layer, Granularity::channel))},
          {"sqnr_smooth_token", sqnr_of(error_of(chosen, Granularity::token))},
          {"gain_db", sqnr_of(nmse) - sqnr_of(plain)},
          {"outlier_ratio", outlier_ratio(layer.activations)},
          {"outlier_ratio_smooth", outlier_ratio(chosen.activations)}};
}

}  // namespace ahub::sim
