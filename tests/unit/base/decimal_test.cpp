// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/base/decimal.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <random>

#include "ahub/base/text.hpp"

using namespace ahub;

namespace {

std::string text_of(std::string_view text) {
  const std::optional<Decimal> value = Decimal::parse(text);
  return value ? value->text() : "nothing";
}

}  // namespace

TEST_CASE("decimals are read and written without loss", "[decimal]") {
  CHECK(text_of("11.810") == "11.81");
  CHECK(text_of("-0.50") == "-0.5");
  CHECK(text_of("+007") == "7");
  CHECK(text_of("1e3") == "1000");
  CHECK(text_of("-0") == "0");
  CHECK(text_of("0.000001") == "0.000001");
  CHECK(text_of("1.5e-7") == "1.5e-07");
  CHECK(text_of("123456789012345678901234567890") == "1.2345678901234567890123456789e+29");
  for (const char* bad : {"", ".", "1.", "-", "e3", "1e", "1e-", "0x1", "nan", "inf",
                          "1e99999999999", "1,5", "1 ", "--1", "1e20000"})
    CHECK(text_of(bad) == "nothing");
  CHECK(text_of(std::string(5'000, '1')) == "nothing");
  CHECK(Decimal::parse("2.5")->text(3) == "2.500");
  CHECK(Decimal::parse("25")->text(1) == "25.0");
}

TEST_CASE("100,000 sums, differences and products of decimals are those of whole numbers",
          "[decimal]") {
  std::mt19937_64 random(7);
  std::size_t wrong = 0;
  for (int i = 0; i < 100'000; ++i) {
    // a and b in units of 10^-6 and 10^-3: their sums in units of 10^-6 fit 64 bits.
    const auto a = static_cast<std::int64_t>(random() % 2'000'000'000) - 1'000'000'000;
    const auto b = static_cast<std::int64_t>(random() % 2'000'000) - 1'000'000;
    const Decimal x = *Decimal::parse(std::to_string(a) + "e-6"),
                  y = *Decimal::parse(std::to_string(b) + "e-3");
    const auto is = [&](const std::optional<Decimal>& value, std::int64_t digits, int exponent) {
      return value == Decimal::parse(std::to_string(digits) + "e" + std::to_string(exponent));
    };
    if (!is(Decimal::sum(x, y), a + 1000 * b, -6)) ++wrong;
    if (!is(Decimal::difference(x, y), a - 1000 * b, -6)) ++wrong;
    if (!is(Decimal::product(x, y), a * b, -9)) ++wrong;
    if ((Decimal::compare(x, y) < 0) != (a < 1000 * b)) ++wrong;
    // The double that a manifest's number becomes has its digits.
    const double value = *parse_real(std::to_string(a) + "e-6");
    if (Decimal::of(value) != x || x.nearest() != value) ++wrong;
  }
  CHECK(wrong == 0);
}

TEST_CASE("a difference has the digits of its decimals", "[decimal]") {
  CHECK(exact_difference(11.81, 5.81) == 6);
  CHECK(exact_difference(0.3, 0.1) == 0.2);
  CHECK(exact_difference(1e308, -1e308) == std::numeric_limits<double>::infinity());
}

TEST_CASE("rounding is half to even, at any place", "[decimal]") {
  const auto rounded = [](std::string_view text, int places) {
    return Decimal::parse(text)->rounded(places).text();
  };
  CHECK(rounded("2.5", 0) == "2");
  CHECK(rounded("3.5", 0) == "4");
  CHECK(rounded("-2.51", 0) == "-3");
  CHECK(rounded("9.995", 2) == "10");
  CHECK(rounded("9.985", 2) == "9.98");
  CHECK(rounded("0.004", 2) == "0");
  CHECK(rounded("0.05", 1) == "0");
  CHECK(rounded("0.06", 1) == "0.1");
  CHECK(rounded("1250", -2) == "1200");
  CHECK(rounded("51", -2) == "100");
  CHECK(rounded("50", -2) == "0");
}

TEST_CASE("numbers are shown with the digits that mean something", "[decimal]") {
  CHECK(with_digits_of(5.8134962, 5.81) == "5.813");
  CHECK(with_digits_of(5.81, 5.81) == "5.81");
  CHECK(with_digits_of(6.000000000000001, 6) == "6");
  CHECK(with_digits_of(0.64490000000000003, 0.6449) == "0.6449");
  CHECK(with_digits_of(0.333333333333, 0.3, 1e-9) == "0.333333333");
  CHECK(with_digits_of(0.00012345, 1) == "0.00012");
  CHECK(with_digits_of(1234567.891, 1234568) == "1234567.9");
  CHECK(with_digits_of(1.0000301, 1, 0.00001) == "1.00003");
  CHECK(with_digits_of(std::nan(""), 1) == "undefined");
  CHECK(with_digits(0.123456789, 3) == "0.123");
  CHECK(with_digits(1234567, 4) == "1234567");
  CHECK(with_digits(0, 4) == "0");
  CHECK(meaningful_decimals(5.81, 0.005) == 3);
  CHECK(meaningful_decimals(12, 0.5) == 1);
  CHECK(decimals_of(1.5e-6) == 7);
  CHECK(decimals_of(600) == 0);
}
