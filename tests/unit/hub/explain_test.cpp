// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/hub/explain.hpp"

#include <catch2/catch.hpp>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "hub/recipe.hpp"
#include "unit/hub/temporary.hpp"

using namespace ahub;

namespace {

/// A package whose claim is the hit rate of LRU under these parameters.
std::string manifest(const std::string& slug, const std::string& value, const std::string& params,
                     const std::string& output = "hit_rate_lru", const std::string& seed = "1") {
  return fmt::format(
      R"(schema: attentionhub/discovery@0.1
profile: generic@0.1
slug: {}
title: A hit rate
abstract: Of a cache.
contributors: [{{kind: human, name: Ada}}]
claims:
  - id: c1
    kind: comparison
    scope: model
    statement: "The hit rate is {} fraction."
    structured: {{metric: hit-rate, value: {}, unit: fraction}}
    evidence: [{{run: r1}}]
runs: [{{id: r1, command: ahub sim run cache}}]
verification:
  mode: simulator
  runs: [{{id: a, simulator: cache, params: {{policy: [lru], catalog: 500, {}}}, seed: {}}}]
  expected: [{{claim: c1, output: {}, op: approx, abs: 0.01}}]
)",
      slug, value, value, params, seed, output);
}

/// A store of its own with a few packages.
struct Filled {
  test::TemporaryDirectory directory;
  Hub hub{Store::open(directory.path() / "hub.db", StoreMode::create)};

  void import(const std::string& name, const std::string& text) {
    ImportOptions options;
    options.time = "2026-11-25T00:00:00.000Z";
    const auto items = hub.import({directory.package(name, text)}, options);
    REQUIRE(items.at(0).status == ImportStatus::added);
  }
};

ExplainRequest quiet() {
  ExplainRequest request;
  request.time = "2026-11-25T00:00:00.000Z";
  return request;
}

}  // namespace

TEST_CASE("five differing parameters: 32 experiments whose shares sum to the gap", "[explain]") {
  Filled store;
  store.import("left", manifest("left-side", "0.1", "capacity: 10, zipf_s: 0.8, warmup: 0"));
  store.import("right", manifest("right-side", "0.9",
                                 "capacity: 100, zipf_s: 1.2, warmup: 500, drift_every: 100, "
                                 "drift_shift: 7"));
  ExplainRequest request = quiet();
  request.seeds = 2;
  const Explanation one = store.hub.explain_tension("left-side", request);
  CHECK(one.differences.size() == 5);
  CHECK(one.hybrids.size() == 32);
  double sum = 0;
  for (const double part : one.attribution.contribution) sum += part;
  CHECK(sum == Approx(one.right_value - one.left_value).margin(1e-12));
  CHECK(one.item.tension.state == "explained");
  REQUIRE(one.noise);
  CHECK(one.noise->contribution.size() == 5);
  request.jobs = 4;
  const Explanation again = store.hub.explain_tension("left-side", request);
  CHECK(again.attribution.contribution == one.attribution.contribution);
  CHECK(again.hybrids[7].receipt == one.hybrids[7].receipt);
  CHECK(again.item.history.size() == 1);
}

TEST_CASE("a side that no simulator computes is named", "[explain]") {
  Filled store;
  store.import("left", manifest("left-side", "0.1", "capacity: 10"));
  std::string bare = manifest("right-side", "0.9", "capacity: 100");
  bare.resize(bare.find("verification:"));
  store.import("right", bare);
  try {
    static_cast<void>(store.hub.explain_tension("left-side", quiet()));
    FAIL("it was explained");
  } catch (const Error& error) {
    CHECK(error.code() == "not-executable");
    CHECK(std::string(error.what()).find("right-side@1#c1") != std::string::npos);
  }
}

TEST_CASE("an experiment in between that cannot be run is told, and nothing is recorded",
          "[explain]") {
  Filled store;
  store.import("left", manifest("left-side", "0.1", "capacity: 10, requests: 1000"));
  store.import("right", manifest("right-side", "0.9", "capacity: 100, warmup: 1500"));
  CHECK_THROWS_WITH(store.hub.explain_tension("left-side", quiet()),
                    Catch::Matchers::Contains("in between") && Catch::Matchers::Contains("warmup"));
  CHECK(store.hub.tensions("").items.at(0).tension.state == "open");
}

TEST_CASE("the same experiment with two claims has no differing parameter", "[explain]") {
  Filled store;
  store.import("left", manifest("left-side", "0.1", "capacity: 10"));
  store.import("right", manifest("right-side", "0.9", "capacity: 10"));
  CHECK_THROWS_WITH(store.hub.explain_tension("left-side", quiet()),
                    Catch::Matchers::Contains("the same experiment"));
}

TEST_CASE("a seed that differs is a parameter like others, without noise over seeds", "[explain]") {
  Filled store;
  store.import("left", manifest("left-side", "0.1", "capacity: 10"));
  store.import("right", manifest("right-side", "0.9", "capacity: 20", "hit_rate_lru", "5"));
  const Explanation found = store.hub.explain_tension("left-side", quiet());
  REQUIRE(found.differences.size() == 2);
  CHECK(found.differences[1].name == "seed");
  CHECK_FALSE(found.noise);
}

TEST_CASE("a resolved tension stays resolved, another value opens a new one", "[explain]") {
  Filled store;
  store.import("left", manifest("left-side", "0.1", "capacity: 10"));
  store.import("right", manifest("right-side", "0.9", "capacity: 100"));
  TensionEvent event;
  event.state = "resolved";
  event.by = "ada";
  event.note = "settled";
  event.time = quiet().time;
  CHECK(store.hub.settle_tension("left-side", event).tension.state == "resolved");
  CHECK(store.hub.explain_tension("left-side", quiet()).item.tension.state == "resolved");
  std::string next = manifest("right-side", "0.95", "capacity: 100");
  next.insert(next.find("title:"), "version: 2\n");
  store.import("right2", next);
  CHECK(store.hub.tensions("").items.at(0).tension.state == "open");
}

TEST_CASE("sweeps go from one side to the other and keep integers", "[explain]") {
  const std::vector<Json> values = sweep_values({"capacity", "", 1000, 100}, 9);
  CHECK(values.size() == 9);
  CHECK(values.front() == Json(100));
  CHECK(values.back() == Json(1000));
  CHECK(values[4] == Json(316));
  CHECK(sweep_values({"capacity", "", 1, 3}, 9).size() == 3);
  CHECK(sweep_values({"policy", "", Json("a"), Json("b")}, 9).empty());
}
