// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/graph/tension.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "ahub/base/files.hpp"
#include "ahub/base/limits.hpp"
#include "ahub/base/random.hpp"

using namespace ahub;

namespace {

Package seed(const std::string& slug) {
  return parse_package(read_package_files(AHUB_SOURCE_DIR "/examples/discoveries/" + slug)).package;
}

/// Stands for the catalog of simulators: every share is a fraction.
StatedUnit unit_of(std::string_view simulator, std::span<const std::pair<std::string, Json>>,
                   std::string_view) {
  if (simulator.empty()) return {};
  return {"fraction", StatedUnit::Source::declared};
}

Package claiming(const std::string& slug, double value, const std::string& unit) {
  Package package;
  package.slug = slug;
  package.profile = "generic@0.1";
  Claim claim;
  claim.id = "c1";
  claim.structured.metric = "m";
  claim.structured.value = value;
  claim.structured.unit = unit;
  package.claims.push_back(claim);
  return package;
}

std::size_t tensions(const Package& left, const Package& right) {
  const std::vector<Package> packages{left, right};
  return find_tensions(packages, unit_of).size();
}

}  // namespace

TEST_CASE("the two cache packages are in one tension, % against fraction included", "[tension]") {
  std::vector<Package> packages{seed("cache-admission-zipfian"),
                                seed("cache-admission-capacity-sensitivity")};
  const std::vector<Tension> found = find_tensions(packages, unit_of);
  REQUIRE(found.size() == 1);
  CHECK(found[0].left_package == "cache-admission-capacity-sensitivity");
  CHECK(found[0].lead.left_claim == "c1");
  CHECK(found[0].lead.left_value == 5.81);
  CHECK(found[0].lead.right_value == 11.81);
  CHECK(found[0].lead.gap == Approx(6.00).margin(1e-9));
  // The same two experiments also have other hit rates: 83.76 % against 0.6449 as a fraction.
  REQUIRE(found[0].also.size() == 1);
  CHECK(found[0].also[0].left_claim == "c2");
  CHECK(found[0].also[0].gap == Approx(19.27).margin(1e-9));
  CHECK(found[0].also[0].unit == "%");
  std::reverse(packages.begin(), packages.end());
  const std::vector<Tension> again = find_tensions(packages, unit_of);
  REQUIRE(again.size() == 1);
  CHECK(again[0].id() == found[0].id());
}

TEST_CASE("another claimed value is another tension", "[tension]") {
  const auto id = [](double value) {
    const std::vector<Package> packages{claiming("aaa", value, "x"), claiming("bbb", 9, "x")};
    return find_tensions(packages, unit_of).at(0).id();
  };
  CHECK(id(5) == id(5));
  CHECK(id(5) != id(6));
}

TEST_CASE("claims with standard errors disagree from two of them on", "[tension]") {
  Package left = claiming("aaa", 10.1, "s"), right = claiming("bbb", 10.4, "s");
  CHECK(tensions(left, right) == 1);  // By printed digits.
  left.claims[0].structured.standard_error = 0.2;
  CHECK(tensions(left, right) == 0);
  right.claims[0].structured.standard_error = 0.2;
  right.claims[0].structured.value = 10.66;
  CHECK(tensions(left, right) == 0);  // z = 1.98
  right.claims[0].structured.value = 10.67;
  CHECK(tensions(left, right) == 1);  // z = 2.02
  right.claims[0].structured.unit = "ms";
  right.claims[0].structured.value = 10'670;
  right.claims[0].structured.standard_error = 200;
  const std::vector<Tension> found = find_tensions(std::vector<Package>{left, right}, unit_of);
  REQUIRE(found.size() == 1);
  CHECK(*found[0].lead.z == Approx(0.57 / std::hypot(0.2, 0.2)));
}

TEST_CASE("Q and I^2 of a worked example", "[tension]") {
  // Values 10, 12, 17 with errors 1, 2, 2: weights 1, 1/4, 1/4; mean 17.25 / 1.5 = 11.5;
  // Q = 2.25 + 0.0625 + 7.5625 = 9.875; I^2 = (9.875 - 2) / 9.875.
  std::vector<ComparableClaim> claims;
  for (const auto& [value, error] : {std::pair{10.0, 1.0}, {12.0, 2.0}, {17.0, 2.0}}) {
    ComparableClaim claim;
    claim.package = "p" + std::to_string(claims.size());
    claim.claim = "c1";
    claim.key = "m";
    claim.unit = "s";
    claim.value = value;
    claim.standard_error = error;
    claims.push_back(claim);
  }
  const std::optional<Heterogeneity> found = heterogeneity(claims);
  REQUIRE(found);
  CHECK(found->mean == Approx(11.5));
  CHECK(found->q == Approx(9.875));
  CHECK(found->degrees == 2);
  CHECK(found->i_squared == Approx((9.875 - 2) / 9.875));
  claims[2].unit = "%";
  CHECK_FALSE(heterogeneity(claims));  // Only two are comparable.
}

TEST_CASE("values within their printed precision, and kinds that never compare, give no tension",
          "[tension]") {
  CHECK(tensions(claiming("a", 5.8, "x"), claiming("b", 5.81, "x")) == 0);
  CHECK(tensions(claiming("a", 5.8, "x"), claiming("b", 6.5, "x")) == 1);
  CHECK(tensions(claiming("a", 11.81, "pp"), claiming("b", 50, "%")) == 0);
  CHECK(tensions(claiming("a", 1500, "ms"), claiming("b", 1.5, "s")) == 0);
}

TEST_CASE("a contradicts relation is a tension of its own", "[tension]") {
  Package left = claiming("aaa", 1, "x"), right = claiming("bbb", 1, "x");
  right.relations.push_back({RelationKind::contradicts, "aaa#c1"});
  const std::vector<Package> packages{left, right};
  const std::vector<Tension> found = find_tensions(packages, unit_of);
  REQUIRE(found.size() == 1);
  CHECK(found[0].lead.key == "contradicts");
}

TEST_CASE("two packages that contradict each other give one tension in either order", "[tension]") {
  Package left = claiming("aaa", 1, "x"), right = claiming("bbb", 1, "x");
  left.relations.push_back({RelationKind::contradicts, "bbb#c1"});
  right.relations.push_back({RelationKind::contradicts, "aaa#c1"});
  const std::vector<Tension> one = find_tensions(std::vector<Package>{left, right}, unit_of);
  const std::vector<Tension> other = find_tensions(std::vector<Package>{right, left}, unit_of);
  REQUIRE(one.size() == 1);
  REQUIRE(other.size() == 1);
  CHECK(one[0].lead.left_claim == other[0].lead.left_claim);
  CHECK(one[0].lead.right_claim == other[0].lead.right_claim);
}

TEST_CASE("very small numbers disagree by their own printed precision", "[tension]") {
  CHECK(tensions(claiming("aaa", 1.5e-7, "s"), claiming("bbb", 9e-7, "s")) == 1);
}

TEST_CASE("an assertion's absolute tolerance counts in the unit of its output", "[tension]") {
  const auto with_tolerance = [](const std::string& simulator, const std::string& output) {
    Package package = claiming("aaa", 50, "%");
    Method method;
    method.runs.push_back({"r", simulator, {}, {}});
    if (simulator.empty()) method.mode = MethodMode::script;
    Expectation expectation;
    expectation.claim = "c1";
    expectation.output = output;
    expectation.op = Comparison::approx;
    expectation.abs = 0.02;
    method.expected.push_back(expectation);
    package.methods.push_back(method);
    return comparable_claims(package, unit_of).at(0).tolerance;
  };
  CHECK(with_tolerance("cache", "hit_rate_lru") == Approx(2));  // A fraction.
  CHECK(with_tolerance("", "hit_rate_lru") == Approx(0.02));    // A script's, in the claim's unit.
}

TEST_CASE("sorted by value, the pairs that disagree are those of comparing every two",
          "[tension]") {
  Xoshiro256ss random(17);
  const auto pick = [&](std::initializer_list<double> values) {
    return values.begin()[random.below(values.size())];
  };
  for (int round = 0; round < 300; ++round) {
    std::vector<ComparableClaim> claims;
    const std::uint64_t count = 2 + random.below(40);
    const bool stochastic = random.below(2) == 0;
    for (std::uint64_t i = 0; i < count; ++i) {
      ComparableClaim claim;
      claim.package = "p" + std::to_string(random.below(count));
      claim.claim = "c" + std::to_string(i);
      claim.key = random.below(3) == 0 ? "other" : "key";
      claim.value = pick({0, 1, 10, 10.1, 50, 1e308, -1}) + pick({0, 0, 0.05, 0.3});
      claim.unit = std::vector<std::string>{"%", "fraction", "pp", "GiB", "bytes", "?", ""}.at(
          random.below(7));
      if (claim.unit == "fraction" && claim.value < 100) claim.value /= 100;
      claim.tolerance = pick({0, 0, 0.05, 0.1, 5, 1e308});
      if (stochastic && random.below(2) == 0) claim.standard_error = pick({0, 0.1, 0.02, 4});
      claims.push_back(claim);
    }
    std::sort(claims.begin(), claims.end(), [](const auto& left, const auto& right) {
      return std::tie(left.package, left.claim) < std::tie(right.package, right.claim);
    });
    const std::set<std::string> some{"p0", "p1", "p3"};
    for (const std::set<std::string>* only :
         {static_cast<const std::set<std::string>*>(nullptr), &some}) {
      std::set<std::string> expected, found;
      for (std::size_t i = 0; i < claims.size(); ++i) {
        for (std::size_t j = i + 1; j < claims.size(); ++j) {
          const ComparableClaim &left = claims[i], &right = claims[j];
          if (only && only->count(left.package) + only->count(right.package) == 0) continue;
          if (!disagreement(left, right)) continue;
          expected.insert(left.key + " " + left.claim + " " + right.claim);
        }
      }
      for (const Tension& tension : find_tensions(claims, {}, only)) {
        CHECK(tension.also.empty());  // Without protocols each stands alone.
        found.insert(tension.lead.key + " " + tension.lead.left_claim + " " +
                     tension.lead.right_claim);
      }
      CHECK(found == expected);
    }
  }
}

TEST_CASE("a crowded key has as many tensions as claims, not as pairs of them", "[tension]") {
  CHECK_FALSE(is_crowded(limits::kTensionClaims));
  CHECK(is_crowded(limits::kTensionClaims + 1));
  const auto claims_of = [](std::size_t count) {
    std::vector<ComparableClaim> claims;
    for (std::size_t i = 0; i < count; ++i) {
      ComparableClaim claim;
      claim.package = "p" + std::to_string(i % (count / 4));
      claim.claim = "c" + std::to_string(i / (count / 4));
      claim.key = "key";
      claim.unit = "ms";
      claim.value = static_cast<double>((i * 7919) % count);
      claim.tolerance = 0.25;
      claims.push_back(claim);
    }
    return claims;
  };
  const std::size_t few = limits::kTensionClaims, many = 4 * few;
  CHECK(find_tensions(claims_of(few), {}).size() == few * (few - 1) / 2 - few / 4 * 6);
  const std::vector<Tension> all = find_tensions(claims_of(many), {});
  CHECK(all.size() <= many * limits::kTensionNeighbours);
  CHECK(all.size() >= (many - limits::kClaims) * limits::kTensionNeighbours);
  std::vector<ComparableClaim> turned = claims_of(many);
  std::reverse(turned.begin(), turned.end());
  const std::vector<Tension> again = find_tensions(turned, {});
  REQUIRE(again.size() == all.size());
  for (std::size_t i = 0; i < all.size(); ++i) CHECK(again[i].id() == all[i].id());
  // Of some packages: those of all that they are in.
  const std::set<std::string> some{"p3", "p17"};
  std::set<std::string> expected, found;
  for (const Tension& tension : all) {
    if (some.count(tension.left_package) + some.count(tension.right_package) > 0)
      expected.insert(tension.id());
  }
  for (const Tension& tension : find_tensions(claims_of(many), {}, &some))
    found.insert(tension.id());
  CHECK(found == expected);
  CHECK_FALSE(found.empty());
}

TEST_CASE("a claim without a standard error is left out of Q when others state one", "[tension]") {
  // metafor 3.8, rma(yi = c(.2, .5), sei = c(.2, .3), method = "FE"): Q = 0.6923 with df 1, p
  // 0.4054.
  std::vector<ComparableClaim> claims;
  for (const auto& [value, error] : {std::pair{0.2, 0.2}, {0.5, 0.3}, {1.4, 0.0}}) {
    ComparableClaim claim;
    claim.package = "p" + std::to_string(claims.size());
    claim.claim = "c1";
    claim.key = "m";
    claim.unit = "s";
    claim.value = value;
    claim.tolerance = 0.05;
    if (error > 0) claim.standard_error = error;
    claims.push_back(claim);
  }
  std::optional<Heterogeneity> found = heterogeneity(claims);
  REQUIRE(found);
  CHECK(found->q == Approx(0.09 / 0.13));
  CHECK(found->degrees == 1);
  CHECK(found->p == Approx(std::erfc(std::sqrt(0.09 / 0.13 / 2))));
  CHECK(found->i_squared == 0);
  CHECK(found->left_out == std::vector<std::string>{"p2#c1"});
  CHECK_FALSE(found->assumed);
  // Nobody states one: all count alike, and that is said.
  for (ComparableClaim& claim : claims) claim.standard_error.reset();
  found = heterogeneity(claims);
  REQUIRE(found);
  CHECK(found->assumed);
  CHECK(found->degrees == 2);
  CHECK(found->left_out.empty());
}

TEST_CASE("beside one stated error the other side's tolerance is a bound, and there is no z",
          "[tension]") {
  Package left = claiming("aaa", 0.2, "s"), right = claiming("bbb", 0.6, "s");
  left.claims[0].structured.standard_error = 0.1;
  std::vector<Tension> found = find_tensions(std::vector<Package>{left, right}, unit_of);
  REQUIRE(found.size() == 1);
  CHECK_FALSE(found[0].lead.z);
  CHECK(found[0].lead.limit == Approx(0.25));
  CHECK(found[0].lead.gap == 0.4);
  right.claims[0].structured.value = 0.4;
  CHECK(tensions(left, right) == 0);
}

TEST_CASE("a gap has the digits of its decimals", "[tension]") {
  const std::vector<Tension> found = find_tensions(
      std::vector<Package>{claiming("a", 11.81, "pp"), claiming("b", 5.81, "pp")}, unit_of);
  REQUIRE(found.size() == 1);
  CHECK(found[0].lead.gap == 6);
  const std::vector<Tension> shares = find_tensions(
      std::vector<Package>{claiming("a", 0.6449, "fraction"), claiming("b", 58.68, "%")}, unit_of);
  REQUIRE(shares.size() == 1);
  CHECK(shares[0].lead.gap == 0.0581);
}

TEST_CASE("what overflows in another unit is a tension all the same, without an infinity",
          "[tension]") {
  for (const auto& [left, right] :
       {std::pair(claiming("a", 1, "ps"), claiming("b", 1e305, "h")),
        std::pair(claiming("a", 1e308, "s"), claiming("b", -1e308, "s"))}) {
    const std::vector<Tension> found = find_tensions(std::vector<Package>{left, right}, unit_of);
    REQUIRE(found.size() == 1);
    for (const double number : {found[0].lead.left_value, found[0].lead.right_value,
                                found[0].lead.gap, found[0].lead.limit})
      CHECK(std::isfinite(number));
  }
}
