// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/sim/sweep.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

#include "ahub/base/error.hpp"
#include "ahub/sim/miss_ratio.hpp"

using namespace ahub;
using namespace ahub::sim;

namespace {

using Values = std::vector<std::string>;
using Params = std::vector<std::pair<std::string, Json>>;

const Simulator& cache() { return *find_simulator("cache"); }

Values values(const char* name, const char* text) { return parse_axis(cache(), name, text).values; }

Grid grid() {
  Grid grid;
  grid.simulator = &cache();
  grid.fixed = {{"requests", "2000"}, {"catalog", "100"}};
  grid.axes = {parse_axis(cache(), "policy", "lru,sieve,arc"),
               parse_axis(cache(), "capacity", "1:64:x2"), parse_axis(cache(), "seed", "1,2")};
  return grid;
}

std::string rows_of(const SweepOptions& options) {
  std::string text;
  sweep(grid(), options, [&](const SweepRow& row) {
    text += std::to_string(row.point);
    for (const std::string& value : row.at) text += "," + value;
    for (const Output& output : row.outputs) text += "," + to_json(output.value);
    text += "\n";
  });
  return text;
}

}  // namespace

TEST_CASE("grids are lists, even, geometric and stepped ranges", "[sweep]") {
  CHECK(values("capacity", "10:1000:log3") == Values{"10", "100", "1000"});
  CHECK(values("zipf_s", "0.5:1:lin6") == Values{"0.5", "0.6", "0.7", "0.8", "0.9", "1"});
  CHECK(values("capacity", "1:20:x2") == Values{"1", "2", "4", "8", "16"});
  CHECK(values("capacity", "10:30:+10") == Values{"10", "20", "30"});
  CHECK(values("capacity", "1:3:log9") == Values{"1", "2", "3"});
  CHECK(values("policy", "lru,lru+sieve") == Values{"lru", "lru,sieve"});
  CHECK(values("trace", "a,b:c") == Values{"a,b:c"});
  for (const char* text : {"1:2", "9:1:lin3", "0:5:log3", "1:5:x1", "1:5:+0", "1:5:y2", "a:b:lin2",
                           "1:5:lin1", "1:5:"}) {
    CAPTURE(text);
    CHECK_THROWS_AS(values("capacity", text), Error);
  }
}

TEST_CASE("a sweep gives the same rows for any number of jobs, and shards share them out",
          "[sweep]") {
  SweepOptions options;
  const std::string all = rows_of(options);
  CHECK(std::count(all.begin(), all.end(), '\n') == 42);
  for (const int jobs : {2, 5}) {
    options.jobs = jobs;
    CHECK(rows_of(options) == all);
  }
  options.shard = {2, 3};
  const std::string part = rows_of(options);
  CHECK(std::count(part.begin(), part.end(), '\n') == 14);
  CHECK(part.substr(0, 2) == "1,");
  options.skip = 13;
  CHECK(part.substr(part.size() - rows_of(options).size()) == rows_of(options));
}

TEST_CASE("a point that fails stops the sweep after the rows before it", "[sweep]") {
  Grid failing = grid();
  failing.axes = {parse_axis(cache(), "warmup", "0,10,5000,20")};
  for (const int jobs : {1, 4}) {
    SweepOptions options;
    options.jobs = jobs;
    int rows = 0;
    CHECK_THROWS_AS(sweep(failing, options, [&](const SweepRow&) { ++rows; }), Error);
    CHECK(rows == 2);
  }
}

TEST_CASE("a point that hits a limit leaves the others, when asked to keep going", "[sweep]") {
  Grid costly = grid();
  costly.fixed = {{"catalog", "100"},
                  {"policy", "lru,fifo,sieve,arc,lirs,2q,clock,slru,belady,mru"}};
  // Over what any run may cost, so that no clock is involved.
  costly.axes = {parse_axis(cache(), "requests", "100,100000000,200"),
                 parse_axis(cache(), "capacity", "10,20")};
  for (const int jobs : {1, 4}) {
    SweepOptions options;
    options.jobs = jobs;
    options.keep_going = true;
    std::vector<SweepRow> rows;
    sweep(costly, options, [&](const SweepRow& row) { rows.push_back(row); });
    REQUIRE(rows.size() == 6);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const bool fails = i == 2 || i == 3;
      CHECK(rows[i].point == i);
      CHECK(rows[i].error == (fails ? "cost" : ""));
      CHECK(rows[i].outputs.empty() == fails);
    }
    options.points = std::vector<std::size_t>{3, 5};
    rows.clear();
    sweep(costly, options, [&](const SweepRow& row) { rows.push_back(row); });
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].error == "cost");
    CHECK(rows[1].at == Values{"200", "20"});
    options.points.reset();
    options.keep_going = false;
    CHECK_THROWS_WITH(sweep(costly, options, [](const SweepRow&) {}),
                      Catch::StartsWith("at requests=100000000, capacity=10: "));
  }
}

TEST_CASE("the one-pass LRU curve is that of a replay at every capacity", "[mrc]") {
  MissRatioOptions options;
  for (std::uint64_t capacity = 1; capacity <= 130; ++capacity)
    options.capacities.push_back(capacity);
  const Params params{
      {"policy", "lru"}, {"catalog", "120"}, {"requests", "5000"}, {"warmup", "500"}};
  const MissRatios ratios = miss_ratio_curves(params, 3, options);
  REQUIRE(ratios.curves.size() == 1);
  CHECK(ratios.curves[0].method == "one pass");
  for (const CurvePoint& point : ratios.curves[0].points) {
    Params one = params;
    one.emplace_back("capacity", std::to_string(point.capacity));
    for (const Output& output : run(cache(), one, 3, Deadline(), true).outputs) {
      if (output.name == "hits")
        REQUIRE(ratios.requests - point.misses == output.value.as_integer());
    }
  }
}

TEST_CASE("curves do not depend on the number of jobs", "[mrc]") {
  const Params params{{"policy", "fifo,arc,belady"}, {"requests", "3000"}, {"catalog", "200"}};
  MissRatioOptions options;
  const MissRatios one = miss_ratio_curves(params, 1, options);
  options.jobs = 6;
  const MissRatios six = miss_ratio_curves(params, 1, options);
  for (std::size_t c = 0; c < one.curves.size(); ++c) {
    for (std::size_t i = 0; i < one.curves[c].points.size(); ++i)
      CHECK(one.curves[c].points[i].misses == six.curves[c].points[i].misses);
  }
}

TEST_CASE("an estimate from a sample lies within its stated error of the exact curve", "[mrc]") {
  const Params params{{"policy", "lru,s3fifo"},
                      {"requests", "400000"},
                      {"catalog", "50000"},
                      {"zipf_s", "0.8"},
                      {"rng", "xoshiro256ss"}};
  MissRatioOptions options;
  options.jobs = 2;
  options.capacities = {1000, 3000, 10000, 30000};
  const MissRatios exact = miss_ratio_curves(params, 5, options);
  options.sample_rate = 0.2;
  const MissRatios sampled = miss_ratio_curves(params, 5, options);
  for (std::size_t c = 0; c < exact.curves.size(); ++c) {
    CHECK(sampled.curves[c].method == "sampled");
    for (std::size_t i = 0; i < options.capacities.size(); ++i) {
      const CurvePoint& estimate = sampled.curves[c].points[i];
      CAPTURE(c, estimate.capacity, estimate.standard_error);
      CHECK(estimate.standard_error > 0);
      CHECK(estimate.standard_error < 0.05);
      CHECK(std::abs(estimate.miss_ratio - exact.curves[c].points[i].miss_ratio) <
            4 * estimate.standard_error);
    }
  }
}

TEST_CASE("LRU comes near Che's approximation, perfect LFU near its ideal", "[mrc]") {
  MissRatioOptions options;
  options.theory = true;
  options.capacities = {100, 1000};
  const MissRatios ratios = miss_ratio_curves(Params{{"policy", "lru,lfu-perfect"}}, 42, options);
  REQUIRE(ratios.curves.size() == 4);
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(ratios.curves[0].points[i].miss_ratio ==
          Approx(ratios.curves[2].points[i].miss_ratio).margin(0.007));
    CHECK(ratios.curves[1].points[i].miss_ratio ==
          Approx(ratios.curves[3].points[i].miss_ratio).margin(0.012));
  }
}
