// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Statistics over numbers at the ends of the range: defined, or undefined with a reason.
#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

#include "ahub/graph/frontier.hpp"
#include "ahub/graph/tension.hpp"
#include "ahub/graph/values.hpp"

using namespace ahub;

namespace {

using Error = std::optional<double>;

ComparableClaim claim(const std::string& package, double value, const std::string& unit,
                      Error error = {}, double tolerance = 0.5) {
  return {package, "c1", ClaimKind::observation, "m", value, unit, tolerance, error, ""};
}

bool is_finite(const Error& number) { return !number || std::isfinite(*number); }

}  // namespace

TEST_CASE("a gap beside an error that is next to nothing is a tension without a z", "[tension]") {
  const auto pair = disagreement(claim("a", 1e200, "s", 1e-300), claim("b", 3e200, "s", 1e-300));
  REQUIRE(pair);
  CHECK(std::isinf(*pair->z));
  CHECK(pair->gap == 2e200);
  CHECK_FALSE(disagreement(claim("a", 1e200, "s", 1e300), claim("b", 3e200, "s", 1e300)));
  CHECK_FALSE(disagreement(claim("a", 1, "s", 1e-300), claim("b", 1, "s", 1e-300)));
}

TEST_CASE("claims are compared in the unit that holds both", "[tension]") {
  for (const bool turned : {false, true}) {
    const ComparableClaim small = claim(turned ? "b" : "a", 5, "B");
    const ComparableClaim large = claim(turned ? "a" : "b", 1e300, "EB");
    const auto pair = turned ? disagreement(large, small) : disagreement(small, large);
    REQUIRE(pair);
    CHECK(pair->unit == "EB");
    CHECK(pair->gap == 1e300);
    CHECK((turned ? pair->right_value : pair->left_value) == 5e-18);
  }
  const auto plain = disagreement(claim("a", 5, "B"), claim("b", 1, "kB"));
  REQUIRE(plain);
  CHECK(plain->unit == "B");
  CHECK(plain->gap == 995);
  CHECK_FALSE(disagreement(claim("a", 5, "pp"), claim("b", 5000, "%")));
  // A tolerance that is beyond all numbers in the other's unit allows everything.
  CHECK_FALSE(disagreement(claim("a", 5, "B"), claim("b", 1, "EB", {}, 1e300)));
}

TEST_CASE("what is no number is compared with nothing", "[tension]") {
  for (const double none : {std::nan(""), std::numeric_limits<double>::infinity()}) {
    CHECK_FALSE(disagreement(claim("a", none, "s"), claim("b", 1, "s")));
    CHECK_FALSE(disagreement(claim("a", 1, "s"), claim("b", none, "s")));
    CHECK_FALSE(
        heterogeneity({claim("a", none, "s"), claim("b", 1, "s"), claim("c", 2, "s")}).has_value());
    const std::vector<FrontierValue> values{{none, "s", true}, {1, "s", true}};
    const FrontierOrder order = order_frontier(values);
    CHECK(order.best.size() == 1);
    CHECK(order.because.size() == 1);
  }
}

TEST_CASE("Q beyond all numbers leaves mean, p and I^2", "[tension]") {
  const auto group = heterogeneity(
      {claim("a", 1, "s", 1e-300), claim("b", 3, "s", 1e-300), claim("c", 4, "s", 1.)});
  REQUIRE(group);
  CHECK(group->mean == Approx(2));
  CHECK_FALSE(group->q);
  CHECK(group->q_undefined == "it is too large for a number");
  CHECK(group->p == 0.0);
  CHECK(group->i_squared == 1.0);
}

TEST_CASE("the value that weighs most keeps its digits", "[tension]") {
  const auto group = heterogeneity(
      {claim("a", 1e300, "s", 1e299), claim("b", 5, "s", 1.), claim("c", 6, "s", 1.)});
  REQUIRE(group);
  CHECK(group->mean == 5.5);
  CHECK(group->q == Approx(100.5));
}

TEST_CASE("errors that cannot be written have a reason", "[tension]") {
  const auto group = heterogeneity(
      {claim("a", 1, "EB*EB", 0.5), claim("b", 1, "B*B", 1e-300), claim("c", 1e-300, "B*B", 1.)});
  REQUIRE(group);
  CHECK_FALSE(group->mean);
  CHECK_FALSE(group->p);
  CHECK_FALSE(group->mean_undefined.empty());
  REQUIRE(group->unweighed.size() == 2);
  CHECK(group->unweighed[0].why == "its error is 0 or too small for a number");
  CHECK(group->unweighed[1].why == "1e-300 B*B cannot be written in 'EB*EB'");
}

TEST_CASE("no statistic over any magnitudes is infinite or not a number", "[tension]") {
  const double sizes[] = {0, 5e-324, 1e-300, 1e-160, 1, 1e160, 1e300, 1.7e308};
  for (const double value : sizes) {
    for (const double error : sizes) {
      for (const double other : sizes) {
        for (const char* const unit : {"B", "EB", "EB*B"}) {
          const auto group =
              heterogeneity({claim("a", value, "B", error), claim("b", -other, unit, 1.),
                             claim("c", 1, "B", error), claim("d", value, unit, other)});
          if (!group) continue;
          CHECK(is_finite(group->mean));
          CHECK(is_finite(group->q));
          CHECK(is_finite(group->p));
          CHECK(is_finite(group->i_squared));
          CHECK(group->mean.has_value() == group->mean_undefined.empty());
          CHECK(group->q.has_value() == group->q_undefined.empty());
          const auto pair =
              disagreement(claim("a", value, "B", error), claim("b", -other, unit, 1.));
          if (!pair) continue;
          CHECK(std::isfinite(pair->left_value));
          CHECK(std::isfinite(pair->right_value));
          CHECK_FALSE((pair->z && std::isnan(*pair->z)));
        }
      }
    }
  }
}

TEST_CASE("the frontier is in the unit that holds its values", "[frontier]") {
  const std::vector<FrontierValue> values{{5, "B", true}, {1e300, "EB", {}}, {7, "s", {}}};
  const FrontierOrder order = order_frontier(values);
  CHECK(order.unit == "EB");
  REQUIRE(order.best.size() == 2);
  CHECK(order.best[0].value == 1e300);
  CHECK(order.best[1].value == 5e-18);
  CHECK(order.because == std::vector<std::string>{"its unit is of another kind"});
}

TEST_CASE("values beyond each other's unit are the same or not", "[frontier]") {
  CHECK(same_value(1e300, "EB", 1e300, "EB"));
  CHECK_FALSE(same_value(5, "B", 1e300, "EB"));
  CHECK_FALSE(same_value(1e300, "EB", 5, "B"));
  CHECK_FALSE(same_number(1.7e308, -1.7e308));
}
