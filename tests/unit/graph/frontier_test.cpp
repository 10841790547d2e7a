// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/graph/frontier.hpp"

#include <catch2/catch.hpp>

#include "ahub/graph/values.hpp"

using namespace ahub;

TEST_CASE("values stand in the first claim's unit, best first", "[frontier]") {
  const std::vector<FrontierValue> values{{0.6449, "fraction", true}, {83.76, "%", true}};
  const FrontierOrder order = order_frontier(values);
  CHECK(order.unit == "fraction");
  REQUIRE(order.best.size() == 2);
  CHECK(order.best[0].index == 1);
  CHECK(order.best[0].value == 0.8376);
  CHECK(order.best[1].place == 2);
}

TEST_CASE("lower is better where the claims say so, and equal values share a place", "[frontier]") {
  const std::vector<FrontierValue> values{{3, "ms", {}}, {0.001, "s", false}, {1, "ms", {}}};
  const FrontierOrder order = order_frontier(values);
  REQUIRE(order.best.size() == 3);
  CHECK(order.best[0].index == 1);
  CHECK(order.best[0].place == 1);
  CHECK(order.best[1].place == 1);
  CHECK(order.best[2].index == 0);
  CHECK(order.best[2].place == 3);
}

TEST_CASE("rounding of a conversion makes no difference between values", "[frontier]") {
  const std::vector<FrontierValue> values{{1, "ms", true}, {1000, "us", {}}};
  const FrontierOrder order = order_frontier(values);
  CHECK(order.best[0].place == 1);
  CHECK(order.best[1].place == 1);
  CHECK(same_value(83.76, "%", 0.8376, "fraction"));
  CHECK_FALSE(same_value(11.81, "%", 11.81, "pp"));
  CHECK(same_value(3, "widgets", 3, "widgets"));
}

TEST_CASE("percentage points never compare with percent", "[frontier]") {
  const std::vector<FrontierValue> values{
      {11.81, "pp", true}, {11.81, "%", true}, {5.81, "pp", {}}};
  const FrontierOrder order = order_frontier(values);
  CHECK(order.best.size() == 2);
  CHECK(order.incomparable == std::vector<std::size_t>{1});
}

TEST_CASE("without a direction nothing is best, and two directions are a dispute", "[frontier]") {
  const std::vector<FrontierValue> silent{{1, "x", {}}, {2, "x", {}}};
  const FrontierOrder order = order_frontier(silent);
  CHECK_FALSE(order.higher);
  CHECK(order.best[0].index == 0);
  CHECK(order.best[1].place == 1);
  const std::vector<FrontierValue> both{{1, "x", true}, {2, "x", false}};
  CHECK(order_frontier(both).disputed);
  CHECK(order_frontier({}).best.empty());
}
