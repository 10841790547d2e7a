// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Conversions at the ends of the range of doubles.
#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

#include "ahub/base/units.hpp"

using namespace ahub;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::size_t holds(std::vector<double> values, std::vector<std::string_view> units) {
  return unit_that_holds(values, units);
}

}  // namespace

TEST_CASE("a width that leaves the range is infinite or 0", "[units]") {
  CHECK(convert_saturated(1e300, "EB", "B") == kInfinity);
  CHECK(convert_saturated(-1e300, "EB", "B") == -kInfinity);
  CHECK(convert_saturated(1e-300, "B*B", "EB*EB") == 0.0);
  CHECK(convert_saturated(kInfinity, "B", "EB") == kInfinity);
  CHECK_FALSE(convert_saturated(1, "pp", "%"));
  CHECK_FALSE(convert_saturated(std::nan(""), "B", "B"));
  CHECK_FALSE(convert(1e300, "EB", "B"));
  CHECK_FALSE(convert(1e-300, "B*B", "EB*EB"));
  // Controls: inside the range it is `convert`.
  CHECK(convert_saturated(0.6449, "fraction", "%") == 64.49);
  CHECK(convert_saturated(0, "EB", "B") == 0.0);
  CHECK(convert_saturated(1e300, "B", "EB") == convert(1e300, "B", "EB"));
  CHECK(convert_saturated(1e-300, "B", "EB") == convert(1e-300, "B", "EB"));
  CHECK(convert_saturated(1e290, "EB", "B") == 1e308);
}

TEST_CASE("the first unit that holds all values", "[units]") {
  CHECK(holds({5, 1e300}, {"B", "EB"}) == 1);
  CHECK(holds({1e300, 5}, {"EB", "B"}) == 0);
  CHECK(holds({5, 1e200}, {"B", "EB"}) == 0);
  CHECK(holds({5, 1e295, 1e300}, {"B", "MB", "EB"}) == 2);
  CHECK(holds({1e300, 1e-300}, {"B*B", "EB*EB"}) == 0);
  CHECK(holds({1}, {"s"}) == 0);
}

TEST_CASE("the unit that holds all values is found in one pass over many", "[units]") {
  // 20,000 claims in bytes and one that only the largest unit holds: each with each took minutes.
  std::vector<double> values(20'000, 1);
  std::vector<std::string_view> units(20'000, "B");
  values.push_back(1e300);
  units.emplace_back("EB");
  CHECK(unit_that_holds(values, units) == 20'000);
  values.back() = -1e300;
  CHECK(unit_that_holds(values, units) == 20'000);
  values.back() = 1;
  CHECK(unit_that_holds(values, units) == 0);
  // The largest by what it means, not by its digits.
  CHECK(unit_that_holds(std::vector<double>{1e300, 1e299},
                        std::vector<std::string_view>{"B", "EB"}) == 1);
}
