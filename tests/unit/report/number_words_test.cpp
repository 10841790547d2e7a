// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "report/number_words.hpp"

#include <catch2/catch.hpp>

#include "report/field_words.hpp"
#include "report/words.hpp"

using namespace ahub;
using namespace ahub::report;

namespace {

Check approx(double expected, double tolerance, double actual, const char* unit) {
  Check check;
  check.method = "sim";
  check.run = "warm";
  check.output = "gap";
  check.expected = expected;
  check.low = expected - tolerance;
  check.high = expected + tolerance;
  check.unit = unit;
  check.actual = actual;
  check.passed = actual >= check.low && actual <= check.high;
  return check;
}

Check bound(Comparison op, double expected, double actual, bool passed) {
  Check check;
  check.op = op;
  check.expected = expected;
  check.actual = actual;
  check.passed = passed;
  return check;
}

}  // namespace

TEST_CASE("a recomputed number has the digits that mean something beside the expected one",
          "[report]") {
  CHECK(actual_words(approx(5.81, 0.005, 5.812222222222222, "pp")) == "5.812 pp");
  CHECK(expected_words(approx(5.81, 0.005, 5.81, "pp")) == "5.81 pp +- 0.005");
  CHECK(actual_words(approx(61.7615, 5e-6, 61.761500000000005, "%")) == "61.7615 %");
  CHECK(actual_words(bound(Comparison::equal, 140306, 140306, true)) == "140306");
  CHECK(actual_words(bound(Comparison::at_least, 10, 562.5296975671585, true)) == "562.5");
  CHECK(actual_words(bound(Comparison::below, 1, 0.7792207792207793, true)) == "0.779");
  Check none = bound(Comparison::equal, 1, 1, false);
  none.actual.reset();
  CHECK(actual_words(none) == "no number");
}

TEST_CASE("a number is never rounded to the other side of what decides", "[report]") {
  CHECK(actual_words(bound(Comparison::at_most, 2.8, 2.8000001, false)) == "2.8000001");
  CHECK(actual_words(bound(Comparison::below, 1, 0.99999, true)) == "0.99999");
  CHECK(actual_words(bound(Comparison::equal, 8, 8.0000001, false)) == "8.0000001");
  CHECK(actual_words(approx(5.81, 0.005, 5.8151, "pp")) == "5.8151 pp");
}

TEST_CASE("a plain number stands without its unit, a gap of percentages is in points", "[report]") {
  CHECK(stated_words(0.509, "1") == "0.509");
  CHECK(stated_words(5.81, "pp") == "5.81 pp");
  CHECK(stated_words(3, "") == "3");
  CHECK(computed_words(36.376, gap_unit("%")) == "36.376 pp");
  CHECK(gap_unit("fraction") == "fraction");
  CHECK(computed_words(1234567, "hits") == "1234567 hits");
  CHECK(computed_words(0.6478520435120599, "fraction") == "0.647852 fraction");
}

TEST_CASE("a claim shows its own number, and says why none was recomputed", "[report]") {
  FieldClaim claim;
  CHECK(claimed_words(claim) == "no number");
  CHECK(recomputed_words(claim) == "not run");
  claim.claimed = 5.81;
  claim.unit = "pp";
  claim.compared = {{"other", "c1", "compares_to", 11.81, "pp"}};
  claim.receipt = "r";
  CHECK(recomputed_words(claim) == "no number came out");
  claim.checks = {approx(1, 0.5, 1.2, "ms")};
  CHECK(recomputed_words(claim) == "not this number: see checks");
  claim.recomputed = 5.812222222222222;
  claim.tolerance = 0.005;
  CHECK(claimed_words(claim) == "5.81 pp");
  CHECK(recomputed_words(claim) == "5.812 pp");
  CHECK(compared_words(claim) == std::vector<std::string>{"11.81 pp by other#c1 (compares_to)"});
}

TEST_CASE("runs that are asked the same are one line, failures stand out", "[report]") {
  FieldClaim claim;
  claim.checks = {approx(1, 0.5, 1.2, "ms"), approx(1, 0.5, 0.9, "ms"), approx(1, 0.5, 3, "ms")};
  claim.checks[1].run = "cold";
  CHECK(check_lines(claim) ==
        std::vector<std::string>{"gap (sim, 2 runs): 0.9 to 1.2 ms, expected 1 ms +- 0.5",
                                 "FAILED gap (sim/warm): 3 ms, expected 1 ms +- 0.5"});
}

TEST_CASE("what a spreadsheet would calculate gets an apostrophe, numbers do not", "[report]") {
  const auto guarded = [](const char* text) { return csv_field(text, CsvText::guarded).str(); };
  CHECK(guarded("=1+1") == "'=1+1");
  CHECK(guarded("+cmd|' /C calc'!A0") == "'+cmd|' /C calc'!A0");
  CHECK(guarded("@SUM(A1)") == "'@SUM(A1)");
  CHECK(guarded("-1+1") == "'-1+1");
  CHECK(guarded("\tx") == "'\tx");
  CHECK(guarded("\rx") == "'\\u{000D}x");
  CHECK(guarded("  =1") == "'  =1");
  CHECK(guarded("=HYPERLINK(\"a\",\"b\")") == "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\"");
  CHECK(guarded("\uff1d1") == "'\uff1d1");
  for (const char* plain : {"-3.5", "+3.5", "-1e-7", "-", "", "5.81 pp", "a=b", "'=1", "user@host"})
    CHECK(guarded(plain) == plain);
  CHECK(csv_field("=1+1", CsvText::raw).str() == "=1+1");
  CHECK(csv_field("a,b", CsvText::raw).str() == "\"a,b\"");
}
