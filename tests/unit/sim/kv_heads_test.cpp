// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <cmath>
#include <map>

#include "ahub/base/error.hpp"
#include "sim/kv_heads/absorb.hpp"
#include "sim/kv_heads/convert.hpp"
#include "unit/sim/run_simulator.hpp"

using namespace ahub;
using namespace ahub::sim;
using namespace ahub::sim::kv_heads;

namespace {

std::map<std::string, double> outputs(const Params& params, std::int64_t seed) {
  return outputs_of_run("kv-heads", params, seed);
}

const Params kMla{{"mode", "mla"}, {"heads", 8}, {"tokens", 64}};

}  // namespace

TEST_CASE("rotation by position keeps lengths and sees only distances", "[kv-heads]") {
  Draws draws(1);
  const Wide one = normal_matrix(2, 6, 1, draws);
  Wide q(5, 6), k(5, 6);
  for (std::size_t t = 0; t < 5; ++t) {
    for (std::size_t j = 0; j < 6; ++j) {
      q(t, j) = one(0, j);
      k(t, j) = one(1, j);
    }
  }
  rotate_positions(q);
  rotate_positions(k);
  CHECK(dot(q.row(0), k.row(0)) == Approx(dot(one.row(0), one.row(1))));
  for (std::size_t t = 0; t < 5; ++t) {
    CHECK(dot(q.row(t), q.row(t)) == Approx(dot(one.row(0), one.row(0))));
    if (t >= 1) CHECK(dot(q.row(t), k.row(t - 1)) == Approx(dot(q.row(1), k.row(0))));
  }
  CHECK(dot(q.row(2), k.row(0)) != Approx(dot(q.row(1), k.row(0))));
  // The first pair turns by one radian a step.
  CHECK(q(1, 0) == Approx(one(0, 0) * std::cos(1.0) - one(0, 1) * std::sin(1.0)));
}

TEST_CASE("a causal softmax sees no later column", "[kv-heads]") {
  Wide scores(3, 3);
  scores.values = {5, 9, 9, 1, 1, 9, 0, std::log(2.0), 0};
  causal_softmax(scores, 1);
  CHECK(scores(0, 0) == 1);
  CHECK(scores(0, 1) == 0);
  CHECK(scores(1, 0) == 0.5);
  CHECK(scores(1, 2) == 0);
  CHECK(scores(2, 1) == Approx(0.5));
  CHECK(scores(2, 0) == Approx(0.25));
}

TEST_CASE("conversion errors are the expected ones", "[kv-heads]") {
  const double expected[][4] = {
      {0, 0.982, 1.080, 1.226}, {0.3, 0.808, 0.999, 1.234}, {0.7, 0.328, 0.558, 1.237}};
  for (const auto& [rho, mean, first, random] : expected) {
    INFO("rho " << rho);
    const auto values = outputs({{"rho", rho}}, 7);
    CHECK(values.at("nmse_mean") == Approx(mean).epsilon(0.02));
    CHECK(values.at("nmse_first") == Approx(first).epsilon(0.02));
    CHECK(values.at("nmse_random") == Approx(random).epsilon(0.02));
    // For m heads in a group: (1 - 1/m) (1 - rho) of the variance, and twice that.
    CHECK(values.at("nmse_keys_mean") == Approx(0.875 * (1 - rho)).epsilon(0.02));
    CHECK(values.at("keys_ratio") == Approx(2).epsilon(0.03));
    CHECK(values.at("cached_elements") == 256);
    CHECK(values.at("cache_reduction") == 8);
  }
}

TEST_CASE("heads that share almost everything convert almost without loss", "[kv-heads]") {
  const auto values = outputs({{"rho", 0.99}, {"groups", 1}, {"heads", 4}}, 1);
  CHECK(values.at("nmse_mean") < 0.02);
  CHECK(values.at("nmse_mean") < values.at("nmse_first"));
  CHECK(values.at("nmse_random") > 1);
}

TEST_CASE("absorbed matrices change nothing unless the latent part carries the position",
          "[kv-heads]") {
  const auto values = outputs(kMla, 5);
  CHECK(values.at("cached_elements") == 80);
  CHECK(values.at("cached_elements_full") == 512);
  CHECK(values.at("absorption_bound") <= 1e-12);
  CHECK(values.at("absorption_mismatches") == 0);
  CHECK(values.at("coupled_difference") > 0.1);
  // The first token sees only itself: nothing there can differ.
  CHECK(values.at("coupled_mismatches") == 8 * 32 * 63);
  const AbsorbResult one = absorb_heads({1, 32, 4, 8, 16, 4}, 1, Deadline());
  CHECK(one.coupled.above == 0);
  const AbsorbResult many = absorb_heads({64, 256, 8, 32, 64, 16}, 5, Deadline());
  CHECK(many.decoupled.largest < 1e-13);
  CHECK(many.decoupled.largest > 0);
}

TEST_CASE("a deepseek-v2 layer caches 576 elements a token", "[kv-heads]") {
  const auto values = outputs({{"mode", "mla"},
                               {"tokens", 4},
                               {"heads", 128},
                               {"d_head", 128},
                               {"d_latent", 512},
                               {"d_rope", 64}},
                              1);
  CHECK(values.at("cached_elements") == 576);
  CHECK(values.at("cached_elements_full") == 32768);
  CHECK(values.at("absorption_mismatches") == 0);
}

TEST_CASE("settings that make no sense or cost too much are refused", "[kv-heads]") {
  CHECK_THROWS_AS(outputs({{"groups", 5}}, 1), Error);
  CHECK_THROWS_AS(outputs({{"groups", 32}}, 1), Error);
  CHECK_THROWS_AS(outputs({{"mode", "mla"}, {"d_rope", 15}}, 1), Error);
  CHECK_THROWS_AS(outputs({{"mode", "mla"}, {"d_latent", 15}}, 1), Error);
  CHECK_THROWS_AS(outputs({{"tokens", 4096}, {"heads", 256}, {"d_model", 8192}}, 1), Error);
}
