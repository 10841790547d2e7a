// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Synthetic weights and activations. Their laws are assumptions that settings declare, not
// measurements of a model.
#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "sim/draws.hpp"
#include "sim/quant/layer.hpp"

namespace ahub::sim {
namespace {

double single(double value) noexcept { return static_cast<float>(value); }

/// Asks for the time at every 4096th call.
class Ticker {
 public:
  explicit Ticker(const Deadline& deadline) : deadline_(deadline) {}
  void operator()() {
    if ((calls_++ & 0xfff) == 0) deadline_.check();
  }

 private:
  const Deadline& deadline_;
  std::uint64_t calls_ = 0;
};

Matrix<double> normals(std::size_t rows, std::size_t cols, Draws& draws, Ticker& tick) {
  Matrix<double> matrix(rows, cols);
  for (double& value : matrix.values) {
    tick();
    value = draws.normal();
  }
  return matrix;
}

/// sqrt(rho) F z + sqrt(1 - rho) e.
Matrix<double> correlated(const QuantParams& p, Matrix<double> noise, std::int64_t seed,
                          Ticker& tick) {
  Draws draws(seed, "factors");
  const auto rank = static_cast<std::size_t>(p.rank);
  Matrix<double> loadings = normals(noise.rows, rank, draws, tick);
  const Matrix<double> factors = normals(rank, noise.cols, draws, tick);
  const double own = std::sqrt(1 - p.rho), common = std::sqrt(p.rho / static_cast<double>(p.rank));
  for (double& value : noise.values) value *= own;
  for (double& value : loadings.values) value *= common;
  add_product(loadings, factors, noise);
  return noise;
}

/// `outliers` different channels.
std::vector<bool> outlier_channels(const QuantParams& p, Draws& draws) {
  if (p.outliers > p.cols) {
    throw Error(
        ErrorKind::input, "bad-parameter",
        fmt::format("parameter 'outliers' is {}, there are {} input channels", p.outliers, p.cols));
  }
  std::vector<std::size_t> order(static_cast<std::size_t>(p.cols));
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<bool> chosen(order.size(), false);
  for (std::size_t i = 0; i < static_cast<std::size_t>(p.outliers); ++i) {
    std::swap(order[i], order[i + draws.below(order.size() - i)]);
    chosen[order[i]] = true;
  }
  return chosen;
}

void scale_channels(const QuantParams& p, bool persistent, std::int64_t seed, Matrix<double>& x) {
  Draws draws(seed, "channels");
  const std::vector<bool> outlier = outlier_channels(p, draws);
  for (std::size_t j = 0; j < x.rows; ++j) {
    // All draws for every channel: more outliers leave the other channels as they are.
    const double spread = std::exp(p.channel_spread * draws.normal());
    const double place = draws.uniform(), sign = draws.uniform() < 0.5 ? -1 : 1;
    for (double& value : x.row(j)) {
      if (!outlier[j]) {
        value *= spread;
      } else if (persistent) {
        value = sign * p.persistent_scale * (0.5 + 0.5 * place) * (1 + 0.2 * value);
      } else {
        value *= p.outlier_scale * (0.5 + place);
      }
    }
  }
}

}  // namespace

Matrix<double> generated_weights(const QuantParams& p, std::int64_t seed,
                                 const Deadline& deadline) {
  Ticker tick(deadline);
  Draws draws(seed, "weights"), channels(seed, "weight-channels");
  Matrix<double> weights(static_cast<std::size_t>(p.rows), static_cast<std::size_t>(p.cols));
  if (p.weights_follow() == "gaussian") {
    for (double& value : weights.values) {
      tick();
      value = single(draws.normal());
    }
    return weights;
  }
  std::vector<double> scales(weights.cols);
  for (double& scale : scales) scale = std::exp(p.weight_spread * channels.normal());
  const int nu = static_cast<int>(p.weight_nu);
  for (std::size_t i = 0; i < weights.rows; ++i)
    for (std::size_t j = 0; j < weights.cols; ++j) {
      tick();
      weights(i, j) = single(draws.student_t(nu) * scales[j]);
    }
  return weights;
}

Matrix<double> generated_activations(const QuantParams& p, std::int64_t seed,
                                     const Deadline& deadline) {
  Ticker tick(deadline);
  Draws draws(seed, "activations");
  const std::string law = p.activations_follow();
  Matrix<double> x =
      normals(static_cast<std::size_t>(p.cols), static_cast<std::size_t>(p.tokens), draws, tick);
  if (law == "low-rank" || law == "low-rank-outliers") x = correlated(p, std::move(x), seed, tick);
  if (law == "outliers" || law == "low-rank-outliers" || law == "persistent")
    scale_channels(p, law == "persistent", seed, x);
  deadline.check();
  for (double& value : x.values) value = single(value);
  return x;
}

}  // namespace ahub::sim
