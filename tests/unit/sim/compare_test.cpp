// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

#include "ahub/sim/compare.hpp"
#include "unit/sim/run_simulator.hpp"

using namespace ahub::sim;

namespace {

Grid grid_of(const char* simulator, std::vector<Axis> axes) {
  Grid grid;
  grid.simulator = find_simulator(simulator);
  grid.axes = std::move(axes);
  return grid;
}

}  // namespace

TEST_CASE("quantiles of Student's t are those of the tables", "[compare]") {
  // Abramowitz, Stegun, table 26.10.
  CHECK(student_t_975(1) == Approx(12.706).margin(5e-4));
  CHECK(student_t_975(2) == Approx(4.303).margin(5e-4));
  CHECK(student_t_975(5) == Approx(2.571).margin(5e-4));
  CHECK(student_t_975(19) == Approx(2.093).margin(5e-4));
  CHECK(student_t_975(120) == Approx(1.980).margin(5e-4));
}

TEST_CASE("paired differences agree with those taken by hand", "[compare]") {
  Grid grid = grid_of("h2o", {{"budget", {"0.1", "0.3"}}, {"seed", {"1", "2", "3"}}});
  grid.fixed = {{"length", "100"}};
  const std::vector<Paired> found = compare(grid, {"retained_h2o"}, {});
  REQUIRE(found.size() == 1);
  std::vector<double> differences;
  for (const int seed : {1, 2, 3}) {
    const auto at = [&](double budget) {
      return outputs_of_run("h2o", {{"length", 100}, {"budget", budget}}, seed).at("retained_h2o");
    };
    differences.push_back(at(0.3) - at(0.1));
  }
  const double mean = (differences[0] + differences[1] + differences[2]) / 3;
  double squares = 0;
  for (const double one : differences) squares += (one - mean) * (one - mean);
  CHECK(found[0].difference == Approx(mean).epsilon(1e-4));
  CHECK(found[0].half_width == Approx(4.303 * std::sqrt(squares / 2 / 3)).epsilon(1e-3));
  CHECK(found[0].unit == "fraction");
  CHECK(found[0].seeds == 3);
}

TEST_CASE("outputs that carry a policy's name are compared by their plain name", "[compare]") {
  Grid grid = grid_of("heteroserve", {{"policy", {"jsq", "het"}}, {"seed", {"1", "2"}}});
  grid.fixed = {{"requests", "200"}};
  const auto names = output_names_at(grid, 0);
  CHECK(std::find(names.begin(), names.end(), "slo") != names.end());
  const std::vector<Paired> found = compare(grid, {"slo", "throughput"}, {});
  REQUIRE(found.size() == 2);
  CHECK(found[0].unit == "fraction");
  CHECK(found[1].unit == "tok/s");
}

TEST_CASE("an output that has its plain name already keeps it, once", "[compare]") {
  Grid grid = grid_of("cache", {{"policy", {"lru", "sieve"}}, {"seed", {"1", "2", "3"}}});
  grid.fixed = {{"requests", "1000"}, {"capacity", "10"}};
  const auto names = output_names_at(grid, 0);
  CHECK(std::count(names.begin(), names.end(), "hit_rate") == 1);
  CHECK(compare(grid, {"hit_rate"}, {}).at(0).seeds == 3);
}

TEST_CASE("a comparison takes one parameter and several seeds", "[compare]") {
  CHECK_THROWS(compare(grid_of("h2o", {{"seed", {"1", "2"}}}), {}, {}));
  CHECK_THROWS(compare(grid_of("h2o", {{"budget", {"0.1", "0.2"}}}), {}, {}));
  CHECK_THROWS(compare(
      grid_of("h2o", {{"budget", {"0.1", "0.2"}}, {"tau", {"1", "2"}}, {"seed", {"1", "2"}}}), {},
      {}));
}
