// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <map>

#include "sim/draws.hpp"
#include "sim/engine/event_queue.hpp"
#include "sim/engine/link.hpp"
#include "sim/serving/cost_model.hpp"

using namespace ahub::sim;

TEST_CASE("events come in order of time, those of one time in order of insertion", "[engine]") {
  for (int seed = 0; seed < 200; ++seed) {
    Draws draws(seed);
    EventQueue<int> queue;
    std::multimap<Nanoseconds, int> reference;  // Keeps the order of insertion within a key.
    int number = 0;
    const Nanoseconds spread = Nanoseconds{1} << draws.below(60);
    while (number < 300 || !reference.empty()) {
      if (number < 300 && (reference.empty() || draws.below(5) < 3)) {
        const Nanoseconds time = queue.now() + draws.below(spread) / (1 + draws.below(50));
        queue.push(time, number);
        reference.emplace(time, number++);
      } else {
        const auto event = queue.pop();
        REQUIRE(event.time == reference.begin()->first);
        REQUIRE(event.payload == reference.begin()->second);
        reference.erase(reference.begin());
      }
      REQUIRE(queue.size() == reference.size());
    }
    CHECK(queue.empty());
  }
}

TEST_CASE("an event in the past is refused", "[engine]") {
  EventQueue<int> queue;
  queue.push(10, 1);
  queue.pop();
  queue.push(10, 2);
  CHECK_THROWS(queue.push(9, 3));
}

TEST_CASE("a link moves one thing after the other", "[engine]") {
  Link link(1e9, 5e-9);  // A byte a nanosecond.
  CHECK(link.submit(100, 10, true) == 115);
  CHECK(link.start(103) == 110);
  CHECK(link.submit(103, 20, true) == 135);  // 110 + 20 + 5
  CHECK(link.submit(500, 1, false) == 501);
  CHECK(link.alone(7) == 12);
}

TEST_CASE("an iteration takes the slower of compute and memory", "[engine]") {
  using namespace serving;
  const Device device{1e12, 1e12, 1e9, 2e9, 1e3};
  const Efficiency all{1, 1, 0.001};
  CHECK(iteration_time(device, all, 1, 0) == 3'000'000);         // 2 GB at 1 TB/s, and 1 ms.
  CHECK(iteration_time(device, all, 1, 1e6) == 4'000'000);       // And 1 GB of keys and values.
  CHECK(iteration_time(device, all, 1000, 0) == 2'001'000'000);  // 2e12 operations.
  CHECK(to_nanoseconds(-1) == 0);
}
