// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <cmath>
#include <map>

#include "ahub/sim/simulator.hpp"
#include "unit/sim/run_simulator.hpp"

using namespace ahub;
using namespace ahub::sim;

namespace {

std::map<std::string, double> count(const Params& params) {
  return outputs_of_run("gpu-grid", params, 0);
}

/// 16k tokens in all, hidden size 2048, as FlashAttention-2 measures.
std::map<std::string, double> point(int sequence, int head_dim = 128) {
  return count({{"sequence", sequence},
                {"batch", 16'384 / sequence},
                {"heads", 2048 / head_dim},
                {"head_dim", head_dim}});
}

}  // namespace

TEST_CASE("the head grid empties as sequences grow, the row grid stays full", "[gpu-grid]") {
  const std::map<int, double> head{
      {1024, 0.790}, {2048, 0.593}, {4096, 0.593}, {8192, 0.296}, {16'384, 0.148}};
  for (const auto& [sequence, efficiency] : head) {
    const auto values = point(sequence);
    INFO(sequence);
    CHECK(values.at("head_efficiency") == Approx(efficiency).margin(5e-4));
    CHECK(values.at("row_efficiency") == Approx(0.998).margin(5e-4));
    CHECK(values.at("row_blocks") == 2048);
    CHECK(values.at("row_waves") == 19);
  }
  CHECK(point(16'384).at("head_blocks") == 16);
  CHECK(point(16'384).at("grid_gain") == Approx(6.737).margin(5e-4));
  CHECK(point(512).at("grid_gain") < 1.1);
}

TEST_CASE("waves are those of handing blocks out one by one", "[gpu-grid]") {
  for (const int blocks : {1, 107, 108, 109, 215, 216, 217, 1000}) {
    for (const int at_once : {1, 2}) {
      int waves = 0, taken = 108 * at_once;
      for (int block = 0; block < blocks; ++block, ++taken) {
        if (taken < 108 * at_once) continue;
        taken = 0;
        ++waves;
      }
      const auto values = count({{"batch", blocks},
                                 {"heads", 1},
                                 {"sequence", 1},
                                 {"blocks_per_multiprocessor", at_once}});
      CHECK(values.at("head_waves") == waves);
      CHECK(values.at("row_waves") == waves);
      CHECK(values.at("head_efficiency") == Approx(blocks / (waves * 108.0 * at_once)));
    }
  }
}

TEST_CASE("exponentials take half the time of products at width 128, as much at 64", "[gpu-grid]") {
  const auto wide = count({{"head_dim", 128}}), narrow = count({{"head_dim", 64}});
  CHECK(wide.at("exp_ratio") == Approx(0.495).margin(5e-4));
  CHECK(narrow.at("exp_ratio") == Approx(0.990).margin(1e-3));
  CHECK(wide.at("serial_bound") == Approx(66.9).margin(0.05));
  CHECK(wide.at("overlap_bound") == 100);
  // 740 TFLOP/s are above the serial bound and 582, without pipelining, below it.
  CHECK(740 / 989.0 * 100 > wide.at("serial_bound"));
  CHECK(582 / 989.0 * 100 < wide.at("serial_bound"));
  // Where exponentials take longer, they are the bound.
  CHECK(count({{"head_dim", 32}}).at("overlap_bound") == Approx(100 / 1.981).margin(0.01));
}

TEST_CASE("FlashAttention-3's times are its rates", "[gpu-grid]") {
  const std::pair<double, double> rows[] = {{3.538, 661.00}, {4.021, 581.60}, {4.105, 569.70}};
  for (const auto& [time, rate] : rows) {
    const auto values = count({{"batch", 4}, {"sequence", 8448}, {"time", time}});
    CHECK(values.at("throughput") == Approx(rate).margin(0.005));
    CHECK(values.at("compute_share") == Approx(rate / 9.89).margin(0.001));
    CHECK(values.at("floor") <= time);
  }
  // Half the work under a causal mask.
  CHECK(count({{"mask", "causal"}}).at("flops") * 2 == count({}).at("flops"));
}

TEST_CASE("bytes over bandwidth bound a time from below", "[gpu-grid]") {
  // FlashAttention, figure 2: 40.3 GB and 4.4 GB at 1.555 TB/s, in 41.7 and 7.3 ms.
  const auto standard = count({{"traffic", 40.3}, {"bandwidth", 1.555}, {"time", 41.7}});
  CHECK(standard.at("memory_floor") == Approx(25.9).margin(0.05));
  CHECK(standard.at("memory_share") < 100);
  CHECK(count({{"traffic", 4.4}, {"bandwidth", 1.555}}).at("memory_floor") ==
        Approx(2.83).margin(0.005));
  // GPTQ, table 6: the weights of OPT-175B for each token, one GPU after the other.
  CHECK(count({{"traffic", 350}, {"bandwidth", 0.768}, {"time", 589}}).at("memory_share") ==
        Approx(77).margin(0.5));
  CHECK(count({{"traffic", 350}, {"bandwidth", 2.039}, {"time", 230}}).at("memory_share") ==
        Approx(75).margin(0.5));
}

TEST_CASE("without a traffic each tensor moves once", "[gpu-grid]") {
  const auto values =
      count({{"batch", 2}, {"heads", 4}, {"sequence", 100}, {"head_dim", 8}, {"bandwidth", 1}});
  CHECK(values.at("memory_floor") == Approx(4.0 * 2 * 4 * 100 * 8 * 2 / 1e12 * 1000));
  CHECK(values.at("flops") == Approx(4.0 * 100 * 100 * 8 * 4 * 2 / 1e9));
  // 4 N^2 d FLOPs over 4 N d elements of 2 bytes.
  CHECK(values.at("intensity") == 50);
  CHECK(values.at("ridge") == 989);
  CHECK(values.at("floor") == std::max(values.at("memory_floor"), values.at("compute_floor")));
  CHECK(values.count("throughput") == 0);
}

TEST_CASE("the ends of all ranges give finite numbers", "[gpu-grid]") {
  Params least, most;
  for (const ParamInfo& param : find_simulator("gpu-grid")->params) {
    if (param.type == ParamType::choice) continue;
    const bool integer = param.type == ParamType::integer;
    least.emplace_back(param.name,
                       integer ? Json(static_cast<std::int64_t>(param.min)) : Json(param.min));
    most.emplace_back(param.name,
                      integer ? Json(static_cast<std::int64_t>(param.max)) : Json(param.max));
  }
  for (const std::string name : {"time", "traffic"}) {
    CHECK_THROWS_WITH(count({{name, 5e-324}}), Catch::Contains("it takes 0 or at least 1e-09"));
    Params both = least;
    std::erase_if(both, [&](const auto& param) { return param.first == name; });
    both.emplace_back(name, 1e-9);
    CHECK_NOTHROW(count(both));
  }
  for (const Params& params : {least, most}) {
    for (const auto& [name, value] : count(params)) CHECK((value > 0 && std::isfinite(value)));
  }
}
