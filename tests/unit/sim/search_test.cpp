// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <map>

#include "ahub/sim/simulator.hpp"
#include "unit/sim/run_simulator.hpp"

using namespace ahub;
using namespace ahub::sim;

namespace {

std::map<std::string, double> outputs(const std::vector<std::pair<std::string, Json>>& params) {
  return outputs_of_run("search", params, 42);
}

}  // namespace

TEST_CASE("the step model crosses at 8 and is near the published speed-up at 1024", "[search]") {
  const auto values = outputs({});
  CHECK(values.at("crossover_n") == 8);
  CHECK(values.at("speedup_at_1024") == Approx(45.7).epsilon(0.10));
  CHECK(values.at("speedup_at_4") < 1);
  CHECK(values.at("speedup_at_2") < 1);
}

TEST_CASE("step counts lie between the bounds of both algorithms", "[search]") {
  const auto values = outputs({});
  // bisect_left over 1024 elements takes 10 or 11 iterations; a scan 1 to 1024.
  CHECK(values.at("steps_binary_1024") >= 200 * 10);
  CHECK(values.at("steps_binary_1024") <= 200 * 11);
  // Half of the look-ups miss (1024 steps each), the others stop halfway on average.
  CHECK(values.at("steps_linear_1024") == Approx(200 * 768).epsilon(0.08));
}

TEST_CASE("with pure step counts binary search wins from 8 on, at 65 times the speed for 1024",
          "[search]") {
  const auto values = outputs({{"c0", 0}, {"alpha", 0}, {"beta", 1}});
  CHECK(values.at("speedup_at_1024") == Approx(70).epsilon(0.15));
}

TEST_CASE("a host run gives the declared outputs and no step counts", "[search]") {
  const auto values = outputs({{"mode", "host"}, {"max_n", 64}, {"repeats", 1}});
  CHECK(values.size() == 9);
  CHECK(values.count("steps_linear_4") == 0);
}

TEST_CASE("a length that is no power of two is refused", "[search]") {
  CHECK_THROWS(outputs({{"max_n", 1000}}));
}
