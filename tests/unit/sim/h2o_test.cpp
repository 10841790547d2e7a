// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <cmath>
#include <functional>

#include "sim/draws.hpp"
#include "sim/h2o/h2o.hpp"
#include "unit/sim/run_simulator.hpp"

using namespace ahub::sim;
using namespace ahub::sim::h2o;

TEST_CASE("heavy hitters keep more than sinks, those more than the window", "[h2o]") {
  std::map<std::string, double> before;
  for (const double budget : {0.04, 0.1, 0.2, 0.4}) {
    const auto values = outputs_of_run("h2o", {{"budget", budget}}, 1);
    CHECK(values.at("retained_h2o") > values.at("retained_sink_window"));
    CHECK(values.at("retained_sink_window") > values.at("retained_local"));
    if (budget >= 0.1) CHECK(values.at("h2o_of_oracle") >= 0.97);
    // Section 3.1 of the paper: above 95 % in almost all layers.
    CHECK(values.at("sparsity") == Approx(0.95).margin(0.01));
    for (const auto& [name, value] : values) {
      if (!name.starts_with("retained_")) continue;
      CHECK(value <= values.at("retained_oracle") + 1e-9);
      CHECK(value > before[name]);
      before[name] = value;
    }
  }
}

TEST_CASE("a budget of everything keeps everything", "[h2o]") {
  for (const auto& [name, value] : outputs_of_run("h2o", {{"budget", 1}, {"length", 200}}, 1)) {
    if (name != "sparsity") CHECK(value == 1);
  }
}

TEST_CASE("equal tokens are kept by their number alone", "[h2o]") {
  const auto values = outputs_of_run("h2o",
                                     {{"budget", 0.25},
                                      {"length", 400},
                                      {"sinks", 0},
                                      {"heavy_share", 0},
                                      {"recency", 0},
                                      {"jitter", 0}},
                                     1);
  double expected = 0;
  for (int tokens = 101; tokens <= 400; ++tokens) expected += 100.0 / tokens / 300;
  for (const char* const policy : {"h2o", "sink_window", "local", "random", "heavy", "oracle"})
    CHECK(values.at(std::string("retained_") + policy) == Approx(expected).epsilon(1e-5));
}

TEST_CASE("sparse is what lies below a hundredth of the largest in its row", "[h2o]") {
  const auto sparsity = [](double sink_logit) {
    return outputs_of_run("h2o",
                          {{"length", 400},
                           {"sinks", 4},
                           {"sink_logit", sink_logit},
                           {"heavy_share", 0},
                           {"recency", 0},
                           {"jitter", 0}},
                          1)
        .at("sparsity");
  };
  // exp(4.6) is 99.5 times an ordinary token, exp(4.61) is 100.5 times.
  CHECK(sparsity(4.6) == 0);
  CHECK(sparsity(4.61) == Approx(396.0 * 397 / (400 * 401)).epsilon(1e-5));
}

TEST_CASE("the batch of the paper's OPT-30B on 208 GB", "[h2o]") {
  const auto batch = [](int sequence, double budget) {
    const auto values =
        outputs_of_run("h2o", {{"mode", "batch"}, {"sequence", sequence}, {"budget", budget}}, 0);
    return std::pair(values.at("batch_full"), values.at("batch_kept"));
  };
  CHECK(batch(544, 0.2) == std::pair(169.0, 849.0));
  CHECK(batch(1024, 0.2) == std::pair(90.0, 451.0));
  CHECK(batch(1536, 0.2) == std::pair(60.0, 300.0));
  CHECK(batch(1024, 1) == std::pair(90.0, 90.0));
  CHECK(refusal("h2o", {{"mode", "batch"}, {"memory_gb", 50}}).find("do not fit") !=
        std::string::npos);
}

TEST_CASE("greedy and the optimum agree with recursion over small instances", "[h2o]") {
  Draws draws(5);
  for (int round = 0; round < 300; ++round) {
    Coverage coverage;
    for (int e = 0; e < 8; ++e)
      coverage.weights.push_back(static_cast<std::int64_t>(draws.below(9)));
    for (int s = 0; s < 6; ++s) coverage.sets.push_back(draws.below(256));
    const auto worth = [&](std::uint64_t covered) {
      std::int64_t sum = 0;
      for (std::size_t e = 0; e < 8; ++e)
        sum += (covered & (1U << e)) != 0 ? coverage.weights[e] : 0;
      return sum;
    };
    const std::function<std::int64_t(std::size_t, int, std::uint64_t)> best =
        [&](std::size_t from, int left, std::uint64_t covered) -> std::int64_t {
      std::int64_t most = worth(covered);
      for (std::size_t s = from; left > 0 && s < 6; ++s)
        most = std::max(most, best(s + 1, left - 1, covered | coverage.sets[s]));
      return most;
    };
    const std::int64_t most = best(0, 3, 0);
    CHECK(optimum(coverage, 3) == most);
    CHECK(static_cast<double>(greedy(coverage, 3)) >=
          (1 - std::exp(-1.0)) * static_cast<double>(most));
  }
}

TEST_CASE("the tight family reaches the bound exactly", "[h2o]") {
  for (std::int64_t k = 2; k <= 7; ++k) {
    const Coverage family = tight_family(k);
    std::int64_t column = 1, rest = 1;
    for (std::int64_t i = 0; i < k; ++i) {
      column *= k;
      rest *= k - 1;
    }
    // Of k columns of weight k^k greedy leaves k (k - 1)^k.
    CHECK(optimum(family, k) == k * column);
    CHECK(greedy(family, k) == k * (column - rest));
  }
  CHECK(outputs_of_run("h2o", {{"mode", "submodular"}}, 1).at("below_bound") == 0);
}
