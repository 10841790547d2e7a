// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <algorithm>
#include <list>
#include <map>

#include "ahub/base/digest.hpp"
#include "ahub/base/random.hpp"
#include "ahub/sim/simulator.hpp"
#include "sim/cache/policy_fifo.hpp"
#include "sim/cache/policy_lfu.hpp"
#include "sim/cache/policy_lfu_perfect.hpp"
#include "sim/cache/policy_lru.hpp"
#include "sim/cache/theory.hpp"
#include "sim/cache/trace.hpp"

using namespace ahub;
using namespace ahub::sim;

namespace {

using Params = std::vector<std::pair<std::string, Json>>;

std::map<std::string, double> outputs(const Params& params, std::int64_t seed) {
  std::map<std::string, double> values;
  for (const Output& output : run(*find_simulator("cache"), params, seed, Deadline()).outputs) {
    values[output.name] = output.value.as_number();
  }
  return values;
}

Json words(std::initializer_list<const char*> list) {
  Json array = Json::array();
  for (const char* word : list) array.push(word);
  return array;
}

using Trace = std::vector<std::uint32_t>;

// Naive references, written from the policies' definitions with lists and linear scans.
int naive_lru(const Trace& trace, std::size_t capacity) {
  std::list<std::uint32_t> order;
  int hits = 0;
  for (const std::uint32_t id : trace) {
    const auto at = std::find(order.begin(), order.end(), id);
    if (at != order.end()) {
      ++hits;
      order.erase(at);
    } else if (order.size() == capacity) {
      order.pop_back();
    }
    order.push_front(id);
  }
  return hits;
}

int naive_fifo(const Trace& trace, std::size_t capacity) {
  std::list<std::uint32_t> order;
  int hits = 0;
  for (const std::uint32_t id : trace) {
    if (std::find(order.begin(), order.end(), id) != order.end()) {
      ++hits;
      continue;
    }
    if (order.size() == capacity) order.pop_back();
    order.push_front(id);
  }
  return hits;
}

// Residents in order of (perfect: admission; in-cache: last change of frequency); the first of the
// least frequent goes.
int naive_lfu(const Trace& trace, std::size_t capacity, bool perfect) {
  std::list<std::uint32_t> residents;
  std::map<std::uint32_t, int> counts;
  int hits = 0;
  for (const std::uint32_t id : trace) {
    const auto at = std::find(residents.begin(), residents.end(), id);
    if (at != residents.end()) {
      ++hits;
      ++counts[id];
      if (!perfect) residents.splice(residents.end(), residents, at);
      continue;
    }
    if (residents.size() == capacity) {
      auto victim = residents.begin();
      for (auto i = residents.begin(); i != residents.end(); ++i) {
        if (counts[*i] < counts[*victim]) victim = i;
      }
      if (!perfect) counts.erase(*victim);
      residents.erase(victim);
    }
    ++counts[id];
    residents.push_back(id);
  }
  return hits;
}

template <class Policy>
int ours(const Trace& trace, std::uint32_t catalog, std::uint32_t capacity) {
  return static_cast<int>(replay<Policy>(trace, catalog, capacity, 0, Deadline()).hits);
}

}  // namespace

TEST_CASE("the canonical trace has the published hash and beginning", "[cache]") {
  const Trace trace = make_trace({}, 42);
  const Trace first(trace.begin(), trace.begin() + 16);
  CHECK(first == Trace{91, 0, 3, 2, 265, 136, 1929, 0, 11, 0, 1, 24, 0, 1, 102, 35});
  std::string bytes;
  for (const std::uint32_t id : trace) {
    bytes += static_cast<char>(id & 0xFFU);
    bytes += static_cast<char>(id >> 8U);
  }
  CHECK(sha256_hex(bytes) == "f27b6b0d4c290ba696d571d1383445b9169855245c9111792e917e80e3a31b2e");
}

TEST_CASE("capacity 100 gives the published integers", "[cache]") {
  const auto values = outputs({}, 42);
  CHECK(values.at("hits_lru") == 105368);
  CHECK(values.at("hits_lfu_perfect") == 128989);
  CHECK(values.at("requests") == 200000);
  CHECK(values.at("distinct") == 8966);
  CHECK(values.at("gap_pp") == Approx(11.8105).epsilon(1e-12));
}

TEST_CASE("capacity 1000 after 20000 requests of warm-up gives the published integers", "[cache]") {
  const auto values = outputs({{"capacity", 1000}, {"warmup", 20000}}, 42);
  CHECK(values.at("hits_lru") == 140306);
  CHECK(values.at("hits_lfu_perfect") == 150768);
  CHECK(values.at("requests") == 180000);
  CHECK(values.at("gap_pp") == Approx(5.8122).epsilon(1e-4));
}

TEST_CASE("FIFO gives the reference counts at both capacities", "[cache]") {
  CHECK(outputs({{"policies", words({"fifo"})}}, 42).at("hits_fifo") == 94768);
  CHECK(outputs({{"policies", words({"fifo"})}, {"capacity", 1000}, {"warmup", 20000}}, 42)
            .at("hits_fifo") == 133468);
}

TEST_CASE("drift turns the advantage of perfect LFU around", "[cache]") {
  const Params drift{{"drift_every", 20000},
                     {"drift_shift", 1000},
                     {"policies", words({"lru", "lfu-perfect", "fifo"})}};
  const auto values = outputs(drift, 42);
  CHECK(values.at("hit_rate_lru") == Approx(0.5260).margin(0.00005));
  CHECK(values.at("hit_rate_lfu_perfect") == Approx(0.4080).margin(0.00005));
  CHECK(values.at("hit_rate_fifo") == Approx(0.4734).margin(0.00005));
}

TEST_CASE("closed forms give the reference values", "[cache]") {
  CHECK(ideal_lfu_hit_rate(10000, 100, 1.1) == Approx(0.647852).margin(1e-6));
  CHECK(ideal_lfu_hit_rate(10000, 1000, 1.1) == Approx(0.843933).margin(1e-6));
  CHECK(che_lru_hit_rate(10000, 100, 1.1) == Approx(0.528306).margin(1e-6));
  CHECK(che_lru_hit_rate(10000, 1000, 1.1) == Approx(0.780186).margin(1e-6));
}

TEST_CASE("the gap stays in its seed-free band and near theory", "[cache]") {
  for (std::int64_t seed = 0; seed < 20; ++seed) {
    const auto values = outputs({{"rng", seed % 2 == 0 ? "mt19937-py" : "xoshiro256ss"}}, seed);
    CHECK(values.at("gap_pp") > 11.4);
    CHECK(values.at("gap_pp") < 12.1);
    CHECK(std::abs(values.at("hit_rate_lru") - values.at("che_lru_hit_rate")) < 0.007);
  }
}

TEST_CASE("each policy agrees with its naive reference on random traces", "[cache]") {
  Xoshiro256ss rng(7);
  for (int round = 0; round < 500; ++round) {
    const auto catalog = static_cast<std::uint32_t>(1 + rng.below(40));
    const auto capacity = static_cast<std::uint32_t>(1 + rng.below(catalog));
    Trace trace(200);
    for (std::uint32_t& id : trace)
      id = static_cast<std::uint32_t>(std::min(rng.below(catalog), rng.below(catalog)));
    REQUIRE(ours<Lru>(trace, catalog, capacity) == naive_lru(trace, capacity));
    REQUIRE(ours<Fifo>(trace, catalog, capacity) == naive_fifo(trace, capacity));
    REQUIRE(ours<Lfu>(trace, catalog, capacity) == naive_lfu(trace, capacity, false));
    REQUIRE(ours<LfuPerfect>(trace, catalog, capacity) == naive_lfu(trace, capacity, true));
  }
}

TEST_CASE("a warm-up as long as the trace is refused", "[cache]") {
  CHECK_THROWS(outputs({{"requests", 10}, {"warmup", 10}}, 1));
}
