// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/quant/kivi.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "sim/quant/grid.hpp"
#include "sim/quant/methods.hpp"

namespace ahub::sim {
namespace {

/// x -> round((x - low) / step) step + low over elements `stride` apart.
void quantise_group(double* first, std::size_t count, std::size_t stride, double top) {
  double low = first[0], high = first[0];
  for (std::size_t i = 1; i < count; ++i) {
    low = std::min(low, first[i * stride]);
    high = std::max(high, first[i * stride]);
  }
  const double step = (high - low) / top;
  if (!(step > 0)) return;
  for (std::size_t i = 0; i < count; ++i) {
    double& value = first[i * stride];
    value = std::nearbyint((value - low) / step) * step + low;
  }
}

/// Error energy and energy, over all heads.
struct Sums {
  double error = 0, whole = 0;
  void add(const Matrix<double>& exact, const Matrix<double>& approximation) {
    error += energy(difference(exact, approximation));
    whole += energy(exact);
  }
  double nmse() const { return error / whole; }
  double norm() const { return std::sqrt(nmse()); }
};

enum Axis : std::size_t { kToken, kChannel, kExact };

struct Study {
  std::array<Sums, 2> keys, values, scores;
  std::array<std::array<Sums, 2>, 3> outputs;  ///< By the axis of keys, then of values.
  double faint = 0, weights = 0;

  void add(const QuantParams& p, const Head& head) {
    const auto cached = [&](const Matrix<double>& cache, CacheAxis axis) {
      return quantised_cache(cache, axis, static_cast<int>(p.cache_bits),
                             static_cast<std::size_t>(p.cache_group),
                             static_cast<std::size_t>(p.residual));
    };
    const std::array<Matrix<double>, 2> new_keys{cached(head.keys, CacheAxis::token),
                                                 cached(head.keys, CacheAxis::channel)},
        new_values{cached(head.values, CacheAxis::token), cached(head.values, CacheAxis::channel)};
    const std::array<Matrix<double>, 3> attentions{attention(head.queries, new_keys[kToken]),
                                                   attention(head.queries, new_keys[kChannel]),
                                                   attention(head.queries, head.keys)};
    const Matrix<double> output = product(attentions[kExact], head.values);
    for (const std::size_t axis : {kToken, kChannel}) {
      keys[axis].add(head.keys, new_keys[axis]);
      values[axis].add(head.values, new_values[axis]);
      scores[axis].add(attentions[kExact], attentions[axis]);
      for (const std::size_t key_axis : {kToken, kChannel, kExact})
        outputs[key_axis][axis].add(output, product(attentions[key_axis], new_values[axis]));
    }
    count_faint(attentions[kExact]);
  }

  void count_faint(const Matrix<double>& attention) {
    for (std::size_t i = 0; i < attention.rows; ++i) {
      const std::span<const double> row = attention.row(i);
      const double bound = *std::max_element(row.begin(), row.end()) / 100;
      for (const double weight : row) faint += weight < bound ? 1 : 0;
      weights += static_cast<double>(row.size());
    }
  }
};

}  // namespace

Head generated_head(const QuantParams& p, Draws& draws) {
  const auto tokens = static_cast<std::size_t>(p.tokens),
             channels = static_cast<std::size_t>(p.head_size);
  Head head{Matrix<double>(tokens, channels), Matrix<double>(tokens, channels),
            Matrix<double>(static_cast<std::size_t>(p.queries), channels)};
  std::vector<double> means(channels), scales(channels);
  for (double& mean : means) mean = 0.3 * draws.normal();
  // One in each quarter of the channels: four different ones.
  for (std::size_t i = 0; i < std::min<std::size_t>(4, channels); ++i) {
    const std::size_t first = i * channels / 4, end = (i + 1) * channels / 4;
    const std::size_t channel = first + draws.below(std::max<std::size_t>(end - first, 1));
    const double sign = draws.uniform() < 0.5 ? -1 : 1;
    means[channel] = sign * p.key_outlier * (0.75 + 0.5 * draws.uniform());
  }
  for (double& scale : scales) scale = std::exp(0.2 * draws.normal());
  std::vector<std::size_t> heavy;
  for (std::size_t t = 0; t < tokens; ++t) {
    for (std::size_t c = 0; c < channels; ++c)
      head.keys(t, c) = static_cast<float>(means[c] + scales[c] * draws.normal());
    const bool chosen = draws.uniform() < 0.02 || t < 4;
    if (chosen) heavy.push_back(t);
    const double spread = std::exp(0.3 * draws.normal()), scale = chosen ? p.value_sink : spread;
    for (double& value : head.values.row(t)) value = static_cast<float>(scale * draws.normal());
  }
  for (std::size_t q = 0; q < head.queries.rows; ++q) {
    const std::span<double> query = head.queries.row(q);
    for (double& value : query) value = 0.3 * draws.normal();
    for (int i = 0; i < 3; ++i) {
      const std::size_t t = heavy[draws.below(heavy.size())];
      const double gain = p.query_gain * (0.6 + 0.4 * draws.uniform());
      for (std::size_t c = 0; c < channels; ++c) query[c] += gain * (head.keys(t, c) - means[c]);
    }
    for (double& value : query) value = static_cast<float>(value);
  }
  return head;
}

Matrix<double> quantised_cache(const Matrix<double>& cache, CacheAxis axis, int bits,
                               std::size_t group, std::size_t residual) {
  Matrix<double> result = cache;
  const std::size_t tokens = cache.rows - std::min(residual, cache.rows);
  const double top = std::ldexp(1, bits) - 1;
  if (axis == CacheAxis::token) {
    for (std::size_t t = 0; t < tokens; ++t)
      for (std::size_t c = 0; c < cache.cols; c += group)
        quantise_group(&result(t, c), std::min(group, cache.cols - c), 1, top);
    return result;
  }
  for (std::size_t t = 0; t < tokens; t += group)
    for (std::size_t c = 0; c < cache.cols; ++c)
      quantise_group(&result(t, c), std::min(group, tokens - t), cache.cols, top);
  return result;
}

Matrix<double> attention(const Matrix<double>& queries, const Matrix<double>& keys) {
  Matrix<double> scores = product_transposed(queries, keys);
  const double root = std::sqrt(static_cast<double>(keys.cols));
  for (std::size_t i = 0; i < scores.rows; ++i) {
    const std::span<double> row = scores.row(i);
    const double most = *std::max_element(row.begin(), row.end());
    double sum = 0;
    for (double& score : row) {
      score = std::exp((score - most) / root);
      sum += score;
    }
    for (double& score : row) score /= sum;
  }
  return scores;
}

Measures run_kivi(const QuantParams& p, std::int64_t seed, const Deadline& deadline) {
  Study study;
  for (std::int64_t head = 0; head < p.heads; ++head) {
    deadline.check();
    Draws draws(seed, fmt::format("head {}", head));
    study.add(p, generated_head(p, draws));
  }
  const auto gain = [](const Sums& left, const Sums& right) {
    return ratio_of(left.norm(), right.norm());
  };
  const auto& [keys, values, scores, outputs, faint, weights] = study;
  const double nmse = outputs[kChannel][kToken].nmse(), plain = outputs[kToken][kToken].nmse();
  return {{"nmse", nmse},
          {"nmse_rtn", plain},
          {"gain", ratio_of(plain, nmse)},
          {"sqnr", sqnr_of(nmse)},
          {"bits",
           stored_bits(static_cast<int>(p.cache_bits), static_cast<std::size_t>(p.cache_group))},
          {"key_error_token", keys[kToken].norm()},
          {"key_error_channel", keys[kChannel].norm()},
          {"key_gain", gain(keys[kToken], keys[kChannel])},
          {"score_error_token", scores[kToken].norm()},
          {"score_error_channel", scores[kChannel].norm()},
          {"score_gain", gain(scores[kToken], scores[kChannel])},
          {"value_error_token", values[kToken].norm()},
          {"value_error_channel", values[kChannel].norm()},
          {"output_error_token", outputs[kExact][kToken].norm()},
          {"output_error_channel", outputs[kExact][kChannel].norm()},
          {"output_gain", gain(outputs[kExact][kChannel], outputs[kExact][kToken])},
          {"output_error_ct", outputs[kChannel][kToken].norm()},
          {"output_error_tt", outputs[kToken][kToken].norm()},
          {"output_error_cc", outputs[kChannel][kChannel].norm()},
          {"output_error_tc", outputs[kToken][kChannel].norm()},
          {"sparsity", faint / weights}};
}

}  // namespace ahub::sim
