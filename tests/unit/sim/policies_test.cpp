// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <algorithm>
#include <numeric>

#include "ahub/base/random.hpp"
#include "naive_policies.hpp"
#include "sim/cache/policy.hpp"

using namespace ahub;
using namespace ahub::sim;

namespace {

/// A trace of one of four kinds: uniform, skewed, loops, or a mixture with scans.
std::vector<std::uint32_t> random_trace(Xoshiro256ss& rng, std::uint32_t objects) {
  std::vector<std::uint32_t> trace(20 + rng.below(281));
  const std::uint64_t kind = rng.below(4);
  for (std::size_t i = 0; i < trace.size(); ++i) {
    std::uint64_t id = rng.below(objects);
    if (kind == 1 || (kind == 3 && rng.below(4) != 0)) id = id * rng.below(objects) / objects;
    if (kind == 2 && rng.below(8) != 0) id = i % objects;
    trace[i] = static_cast<std::uint32_t>(id);
  }
  return trace;
}

struct Case {
  naive::Input in;
  std::vector<std::uint32_t> sizes;  // As ReplayInput has them.

  ReplayInput replay() const {
    ReplayInput input;
    input.trace = in.trace;
    input.objects = static_cast<std::uint32_t>(in.sizes.size());
    input.sizes = sizes;
    input.weights = sizes;
    input.capacity = in.capacity;
    input.seed = in.seed;
    input.libcachesim = in.libcachesim;
    return input;
  }
};

Case random_case(Xoshiro256ss& rng, bool sized) {
  Case one;
  const auto objects = static_cast<std::uint32_t>(2 + rng.below(99));
  one.in.trace = random_trace(rng, objects);
  one.in.capacity = 1 + rng.below(sized ? 200 : 64);
  one.in.seed = rng.next();
  one.in.sizes.assign(objects, 1);
  if (sized) {
    for (std::uint64_t& size : one.in.sizes) size = 1 + rng.below(9);
    one.sizes.assign(one.in.sizes.begin(), one.in.sizes.end());
  }
  return one;
}

constexpr int kTraces = 2000;

/// The most hits of any sequence of decisions, by trying all.
int best(const std::vector<std::uint32_t>& trace, std::size_t at,
         std::vector<std::uint32_t> residents, std::size_t capacity, bool bypass) {
  if (at == trace.size()) return 0;
  const auto found = std::find(residents.begin(), residents.end(), trace[at]);
  if (found != residents.end()) return 1 + best(trace, at + 1, residents, capacity, bypass);
  int most = bypass ? best(trace, at + 1, residents, capacity, bypass) : 0;
  if (residents.size() < capacity) {
    residents.push_back(trace[at]);
    return std::max(most, best(trace, at + 1, residents, capacity, bypass));
  }
  for (std::uint32_t& place : residents) {
    const std::uint32_t victim = std::exchange(place, trace[at]);
    most = std::max(most, best(trace, at + 1, residents, capacity, bypass));
    place = victim;
  }
  return most;
}

}  // namespace

TEST_CASE("every policy agrees with its naive reference, request by request", "[policies]") {
  for (const PolicyRow& row : policies()) {
    CAPTURE(row.name);
    Xoshiro256ss rng(11);
    for (int round = 0; round < kTraces; ++round) {
      CAPTURE(round);
      const Case one = random_case(rng, row.sized && round % 2 == 1);
      REQUIRE(row.hits(one.replay()) == naive::find(row.name)(one.in));
    }
  }
}

TEST_CASE("libCacheSim's variants agree with their naive references", "[policies]") {
  for (const char* name : {"2q", "s3fifo"}) {
    CAPTURE(name);
    const PolicyRow& row = *find_policy(name);
    Xoshiro256ss rng(12);
    for (int round = 0; round < kTraces; ++round) {
      CAPTURE(round);
      Case one = random_case(rng, row.sized && round % 2 == 1);
      one.in.libcachesim = true;
      REQUIRE(row.hits(one.replay()) == naive::find(name)(one.in));
    }
  }
}

TEST_CASE("totals are the sums over the requests after the warm-up", "[policies]") {
  Xoshiro256ss rng(13);
  for (const PolicyRow& row : policies()) {
    CAPTURE(row.name);
    for (int round = 0; round < 50; ++round) {
      const Case one = random_case(rng, row.sized && round % 2 == 1);
      ReplayInput input = one.replay();
      input.warmup = static_cast<std::int64_t>(rng.below(one.in.trace.size()));
      const std::vector<std::uint8_t> hits = row.hits(input);
      std::int64_t count = 0, bytes = 0;
      for (auto i = static_cast<std::size_t>(input.warmup); i < hits.size(); ++i) {
        count += hits[i];
        bytes += hits[i] != 0 ? static_cast<std::int64_t>(one.in.sizes[one.in.trace[i]]) : 0;
      }
      const Replay total = row.replay(input, Deadline());
      REQUIRE(total.hits == count);
      REQUIRE(total.byte_hits == bytes);
    }
  }
}

TEST_CASE("a hit of LRU is a hit in every larger cache", "[policies]") {
  Xoshiro256ss rng(14);
  for (int round = 0; round < 200; ++round) {
    Case one = random_case(rng, false);
    const std::vector<std::uint8_t> small = find_policy("lru")->hits(one.replay());
    ++one.in.capacity;
    const std::vector<std::uint8_t> large = find_policy("lru")->hits(one.replay());
    for (std::size_t i = 0; i < small.size(); ++i) REQUIRE(small[i] <= large[i]);
  }
}

TEST_CASE("Belady is the optimum, with and without bypass", "[policies]") {
  Xoshiro256ss rng(15);
  const auto total = [](const std::vector<std::uint8_t>& hits) {
    return std::accumulate(hits.begin(), hits.end(), 0);
  };
  for (int round = 0; round < 300; ++round) {
    Case one;
    one.in.trace.resize(1 + rng.below(10));
    for (std::uint32_t& id : one.in.trace) id = static_cast<std::uint32_t>(rng.below(5));
    one.in.sizes.assign(5, 1);
    one.in.capacity = 1 + rng.below(3);
    REQUIRE(total(find_policy("belady")->hits(one.replay())) ==
            best(one.in.trace, 0, {}, one.in.capacity, false));
    REQUIRE(total(find_policy("belady-bypass")->hits(one.replay())) ==
            best(one.in.trace, 0, {}, one.in.capacity, true));
  }
  for (int round = 0; round < 100; ++round) {
    const Case one = random_case(rng, false);
    const int least_misses = total(find_policy("belady")->hits(one.replay()));
    for (const PolicyRow& row : policies()) {
      CAPTURE(row.name);
      if (row.name != "belady-bypass" && row.name != "w-tinylfu")  // These may decline a miss.
        REQUIRE(total(row.hits(one.replay())) <= least_misses);
    }
  }
}
