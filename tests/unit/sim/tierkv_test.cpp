// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "unit/sim/run_simulator.hpp"

using namespace ahub::sim;

TEST_CASE("the default configuration gives the published figures of tierkv", "[tierkv]") {
  for (const int seed : {1, 2, 42}) {
    const auto values = outputs_of_run("tierkv", {}, seed);
    CHECK(values.at("hit_rate") >= 0.99);
    CHECK(values.at("tpot_speedup") == Approx(3.6).margin(0.2));
    CHECK(values.at("throughput_speedup") == Approx(2.9).margin(0.25));
    // A cyclic ring is the worst case of LRU: only what was there at the start is found.
    CHECK(values.at("hit_rate_reactive") < 0.02);
    // An event during a prefill may not start the iteration after it.
    CHECK(values.at("stall") >= 0);
    CHECK(values.at("stall") < 0.01);
    CHECK(values.at("tpot_ms") >= 25.9);  // 69.3 GB at 2.68 TB/s, the batch full.
  }
}

TEST_CASE("without a look-ahead nearly nothing is staged in time", "[tierkv]") {
  const Params base{{"iterations", 1000}};
  double before = -1;
  for (const int lookahead : {0, 1, 2, 4}) {
    Params params = base;
    params.emplace_back("lookahead", lookahead);
    const double rate = outputs_of_run("tierkv", params, 3).at("hit_rate");
    CHECK(rate > before);
    before = rate;
    if (lookahead == 0) CHECK(rate < 0.15);
  }
}

TEST_CASE("with room for all nothing moves and both arms are the same", "[tierkv]") {
  const auto values = outputs_of_run("tierkv", {{"oversubscription", 0.5}, {"iterations", 500}}, 1);
  CHECK(values.at("tpot_speedup") == 1);
  CHECK(values.at("hit_rate") == 1);
  CHECK(values.at("pcie_gb") == 0);
}

TEST_CASE("without transfers' times the arms take equally long", "[tierkv]") {
  const auto values = outputs_of_run("tierkv",
                                     {{"iterations", 300},
                                      {"pcie_gb_s", 10000},
                                      {"ssd_read_gb_s", 10000},
                                      {"ssd_write_gb_s", 10000},
                                      {"pcie_latency_us", 0},
                                      {"ssd_latency_us", 0}},
                                     1);
  CHECK(values.at("tpot_speedup") == Approx(1).margin(0.03));
}

TEST_CASE("a request that is larger than the batch is refused", "[tierkv]") {
  CHECK(refusal("tierkv", {{"hbm_kv_gb", 0.1}}).find("the batch holds") != std::string::npos);
  CHECK(refusal("tierkv", {{"oversubscription", 17}}).find("oversubscription") !=
        std::string::npos);
}

TEST_CASE("a timeline holds both arms", "[tierkv]") {
  Timeline timeline;
  Context context;
  context.timeline = &timeline;
  outputs_of_run("tierkv", {{"iterations", 20}}, 1, context);
  CHECK(timeline.tracks().size() == 16);
  CHECK(timeline.records().size() > 100);
  CHECK(timeline.dropped() == 0);
  for (const Timeline::Record& record : timeline.records())
    REQUIRE(record.track < timeline.tracks().size());
}
