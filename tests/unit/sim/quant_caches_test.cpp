// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// SmoothQuant and KIVI: expected figures, controls and naive versions.
#include <catch2/catch.hpp>

#include <cmath>

#include "quant_test.hpp"
#include "sim/quant/kivi.hpp"
#include "sim/quant/smoothquant.hpp"

using namespace ahub;
using namespace ahub::sim;
using namespace ahub::sim::quant_test;

TEST_CASE("SmoothQuant: 9 dB or more, best at 0.5, in the order of the granularities",
          "[quant][smoothquant]") {
  const Params layer{{"tokens", 256}, {"outliers", 4}, {"channel_spread", 0.3}};
  for (const std::int64_t seed : {1, 2}) {
    const Values values = outputs(layer, "smoothquant", seed);
    CHECK(values.at("gain_db") >= 9);
    CHECK(values.at("best_alpha") == Approx(0.5));
    CHECK(values.at("sqnr_tensor") < values.at("sqnr_token"));
    CHECK(values.at("sqnr_token") < values.at("sqnr"));
    CHECK(values.at("sqnr") == Approx(values.at("sqnr_channel")).margin(3));
    // The square-root law of alpha 0.5.
    CHECK(values.at("outlier_ratio_smooth") ==
          Approx(std::sqrt(values.at("outlier_ratio"))).epsilon(0.25));
    // Control: without outliers there is nothing to smooth.
    CHECK(std::abs(outputs({{"tokens", 256}, {"activation_law", "white"}}, "smoothquant", seed)
                       .at("gain_db")) < 2);
  }
}

TEST_CASE("SmoothQuant: the smoothed layer is the same layer", "[quant][smoothquant]") {
  QuantParams p;
  p.method = "smoothquant";
  p.rows = 16, p.cols = 24, p.tokens = 32, p.outliers = 2;
  Layer layer = layer_of(p, 2, Context());
  for (double& value : layer.activations.row(7)) value = 0;
  const std::vector<double> scales = smoothing_scales(layer, 0.5);
  CHECK(scales[7] == 1);
  Layer extreme = layer;
  for (std::size_t i = 0; i < 16; ++i) extreme.weights(i, 0) = 1e-300;
  CHECK(smoothing_scales(extreme, 0)[0] == Approx(1e30));
  const Layer smooth = smoothed(layer, scales);
  const Matrix<double> exact = product(layer.weights, layer.activations),
                       same = product(smooth.weights, smooth.activations);
  // More than 300 dB apart.
  CHECK(energy(difference(exact, same)) < 1e-30 * energy(exact));
  // At alpha 0.5 the largest activation and weight of a channel become alike.
  for (std::size_t j = 0; j < 24; ++j) {
    if (j == 7) continue;
    double activation = 0, weight = 0;
    for (const double value : smooth.activations.row(j))
      activation = std::max(activation, std::abs(value));
    for (std::size_t i = 0; i < 16; ++i) weight = std::max(weight, std::abs(smooth.weights(i, j)));
    CHECK(activation == Approx(weight).epsilon(1e-6));
  }
}

TEST_CASE("SmoothQuant: integers of each granularity, element by element", "[quant][smoothquant]") {
  Layer layer{Matrix<double>(2, 2), Matrix<double>(2, 3)};
  layer.weights.values = {1, -0.5, 0.25, 2};
  layer.activations.values = {3, -1, 10, 0.2, 0.7, -0.1};
  const auto expected = [&](Granularity granularity, std::size_t i, std::size_t t) {
    const Matrix<double>& x = layer.activations;
    double most = 0;
    for (std::size_t r = 0; r < 2; ++r)
      for (std::size_t c = 0; c < 3; ++c)
        if (granularity == Granularity::tensor || (granularity == Granularity::token && c == t) ||
            (granularity == Granularity::channel && r == i))
          most = std::max(most, std::abs(x(r, c)));
    return std::nearbyint(x(i, t) / (most / 127)) * (most / 127);
  };
  for (const Granularity granularity :
       {Granularity::tensor, Granularity::token, Granularity::channel}) {
    const Layer integers = integer_layer(layer, 8, granularity);
    for (std::size_t i = 0; i < 2; ++i)
      for (std::size_t t = 0; t < 3; ++t)
        CHECK(integers.activations(i, t) == Approx(expected(granularity, i, t)));
    CHECK(integers.weights(0, 0) == Approx(std::nearbyint(1 / (2.0 / 127)) * 2 / 127));
  }
}

TEST_CASE("KIVI: ratios and the order of the configurations", "[quant][kivi]") {
  for (const std::int64_t seed : {1, 2}) {
    const Values values = outputs({}, "kivi", seed);
    CHECK(values.at("score_gain") >= 3);
    CHECK(values.at("key_gain") == Approx(3.5).epsilon(0.1));
    CHECK(values.at("output_gain") > 8);
    CHECK(values.at("sparsity") == Approx(0.843).margin(0.05));
    CHECK(values.at("output_error_ct") < values.at("output_error_tt"));
    CHECK(values.at("output_error_tt") < values.at("output_error_cc"));
    CHECK(values.at("output_error_cc") < values.at("output_error_tc"));
    CHECK(values.at("bits") == 3);
    // Control: the value axis matters only because sinks have small values.
    CHECK(outputs({{"value_sink", 1}}, "kivi", seed).at("output_gain") < 1.3);
  }
  // Control: without outlier channels per-channel keys gain little.
  CHECK(outputs({{"key_outlier", 0}}, "kivi", 1).at("key_gain") < 1.3);
  CHECK(outputs({{"residual", 1024}}, "kivi", 1).at("nmse") == 0);
}

TEST_CASE("KIVI: groups along either axis, a shorter last one, a residual", "[quant][kivi]") {
  Draws draws(3);
  Matrix<double> cache(11, 6);
  for (double& value : cache.values) value = draws.normal();
  for (const CacheAxis axis : {CacheAxis::token, CacheAxis::channel}) {
    const Matrix<double> result = quantised_cache(cache, axis, 2, 4, 1);
    for (std::size_t t = 0; t < 11; ++t) {
      for (std::size_t c = 0; c < 6; ++c) {
        if (t == 10) {
          CHECK(result(t, c) == cache(t, c));
          continue;
        }
        double low = 1e9, high = -1e9;
        for (std::size_t s = 0; s < 10; ++s) {
          for (std::size_t d = 0; d < 6; ++d) {
            const bool together =
                axis == CacheAxis::token ? s == t && d / 4 == c / 4 : d == c && s / 4 == t / 4;
            if (!together) continue;
            low = std::min(low, cache(s, d));
            high = std::max(high, cache(s, d));
          }
        }
        const double step = (high - low) / 3;
        CHECK(result(t, c) ==
              Approx(std::nearbyint((cache(t, c) - low) / step) * step + low).margin(1e-12));
      }
    }
  }
}

TEST_CASE("KIVI: attention is a softmax of scaled products", "[quant][kivi]") {
  Matrix<double> queries(1, 4), keys(3, 4);
  queries.values = {1, 2, 0, -1};
  keys.values = {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 5, 1};
  const Matrix<double> weights = attention(queries, keys);
  const double sum = std::exp(0.5) + std::exp(1.0) + std::exp(-0.5);
  CHECK(weights(0, 0) == Approx(std::exp(0.5) / sum));
  CHECK(weights(0, 1) == Approx(std::exp(1.0) / sum));
  CHECK(weights(0, 2) == Approx(std::exp(-0.5) / sum));
}
