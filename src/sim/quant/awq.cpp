// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/quant/awq.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "sim/draws.hpp"
#include "sim/quant/grid.hpp"
#include "sim/quant/methods.hpp"

namespace ahub::sim {
namespace {

using Channels = std::vector<std::size_t>;

class Study {
 public:
  Study(const QuantParams& p, const Layer& layer, const Deadline& deadline)
      : weights_(layer.weights),
        deadline_(deadline),
        bits_(static_cast<int>(p.bits)),
        group_(static_cast<std::size_t>(p.group)),
        energy_of_(layer.activations),
        whole_(energy_of_(weights_)),
        rtn_(rounded_to_groups(weights_, bits_, group_)) {}

  double rtn() const { return error_of(rtn_); }

  double scaled(const std::vector<double>& scales) const {
    return error_of(rounded_scaled(weights_, scales, bits_, group_));
  }

  /// With those channels as they were before rounding (table 1).
  double kept(const Channels& channels) const {
    Matrix<double> mixed = rtn_;
    for (std::size_t i = 0; i < mixed.rows; ++i)
      for (const std::size_t j : channels) mixed(i, j) = weights_(i, j);
    return error_of(mixed);
  }

  /// Appends the cells of table 2 for one scale of those channels.
  void add_steps(const StepScale& cell, const Channels& channels, Measures& measures) const {
    std::vector<double> scales(weights_.cols, 1);
    for (const std::size_t j : channels) scales[j] = cell.scale;
    const StepChange change = step_change(weights_, scales, group_);
    const auto name = [&](const char* stem) { return fmt::format("{}_{}", stem, cell.suffix); };
    measures.emplace_back(name("changed_share"), change.changed);
    measures.emplace_back(name("step_ratio"), change.ratio);
    measures.emplace_back(name("step_error"), change.ratio / cell.scale);
    measures.emplace_back(name("nmse"), scaled(scales));
  }

 private:
  double error_of(const Matrix<double>& quantised) const {
    deadline_.check();
    return energy_of_(difference(weights_, quantised)) / whole_;
  }

  const Matrix<double>& weights_;
  const Deadline& deadline_;
  int bits_;
  std::size_t group_;
  OutputEnergy energy_of_;
  double whole_;  ///< Energy of the exact output.
  Matrix<double> rtn_;
};

/// The `count` channels of the largest key, ties by number.
Channels largest(const std::vector<double>& keys, std::size_t count) {
  Channels order(keys.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t left, std::size_t right) { return keys[left] > keys[right]; });
  order.resize(count);
  return order;
}

std::vector<double> column_norms(const Matrix<double>& weights) {
  std::vector<double> norms(weights.cols);
  for (std::size_t i = 0; i < weights.rows; ++i)
    for (std::size_t j = 0; j < weights.cols; ++j) norms[j] += weights(i, j) * weights(i, j);
  return norms;
}

}  // namespace

Matrix<double> rounded_scaled(const Matrix<double>& weights, const std::vector<double>& scales,
                              int bits, std::size_t group) {
  Matrix<double> scaled = weights;
  for (std::size_t i = 0; i < scaled.rows; ++i)
    for (std::size_t j = 0; j < scaled.cols; ++j) scaled(i, j) *= scales[j];
  scaled = rounded_to_groups(scaled, bits, group);
  for (std::size_t i = 0; i < scaled.rows; ++i)
    for (std::size_t j = 0; j < scaled.cols; ++j) scaled(i, j) /= scales[j];
  return scaled;
}

std::vector<double> awq_scales(const std::vector<double>& magnitudes, double alpha) {
  double mean = 0;
  for (const double magnitude : magnitudes) mean += magnitude;
  mean /= static_cast<double>(magnitudes.size());
  std::vector<double> scales;
  for (const double magnitude : magnitudes) {
    const double relative = mean > 0 ? std::max(magnitude / mean, 1e-4) : 1;
    scales.push_back(static_cast<float>(std::pow(relative, alpha)));
  }
  return scales;
}

std::vector<double> magnitudes_of(const Matrix<double>& activations) {
  std::vector<double> means(activations.rows);
  for (std::size_t j = 0; j < activations.rows; ++j) {
    for (const double value : activations.row(j)) means[j] += std::abs(value);
    means[j] /= static_cast<double>(activations.cols);
  }
  return means;
}

StepChange step_change(const Matrix<double>& weights, const std::vector<double>& scales,
                       std::size_t group) {
  const std::size_t length = group_length(group, weights.cols);
  double ratios = 0, changed = 0, groups = 0;
  for (std::size_t i = 0; i < weights.rows; ++i) {
    for (std::size_t begin = 0; begin < weights.cols; begin += length) {
      double before = 0, after = 0;
      for (std::size_t j = begin; j < std::min(begin + length, weights.cols); ++j) {
        before = std::max(before, std::abs(weights(i, j)));
        after = std::max(after, std::abs(weights(i, j) * scales[j]));
      }
      ratios += ratio_of(after, before);
      changed += after != before ? 1 : 0;
      ++groups;
    }
  }
  return {changed / groups, ratios / groups};
}

Measures run_awq(const QuantParams& p, const Layer& layer, std::int64_t seed,
                 const Deadline& deadline) {
  const Study study(p, layer, deadline);
  const std::vector<double> magnitudes = magnitudes_of(layer.activations);
  double best = 0, best_alpha = 0;
  for (int i = 0; i <= kAwqGrid; ++i) {
    const double alpha = static_cast<double>(i) / kAwqGrid;
    const double error = study.scaled(awq_scales(magnitudes, alpha));
    if (i > 0 && error >= best) continue;
    best = error;
    best_alpha = alpha;
  }
  const double rtn = study.rtn();
  const auto count =
      static_cast<std::size_t>(std::nearbyint(p.salient * static_cast<double>(magnitudes.size())));
  Draws draws(seed, "random-channels");
  std::vector<double> keys(magnitudes.size());
  for (double& key : keys) key = draws.uniform();
  const Channels salient = largest(magnitudes, count);
  Measures measures{
      {"nmse", best},
      {"nmse_rtn", rtn},
      {"gain", ratio_of(rtn, best)},
      {"sqnr", sqnr_of(best)},
      {"bits", stored_bits(static_cast<int>(p.bits),
                           group_length(static_cast<std::size_t>(p.group), magnitudes.size()))},
      {"best_alpha", best_alpha},
      {"keep_gain_activation", ratio_of(rtn, study.kept(salient))},
      {"keep_gain_weight", ratio_of(rtn, study.kept(largest(column_norms(layer.weights), count)))},
      {"keep_gain_random", ratio_of(rtn, study.kept(largest(keys, count)))}};
  for (const StepScale& cell : step_scales()) study.add_steps(cell, salient, measures);
  return measures;
}

}  // namespace ahub::sim
