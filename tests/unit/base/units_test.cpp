// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/base/units.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <map>
#include <random>
#include <set>

#include <boost/multiprecision/cpp_int.hpp>

#include "ahub/base/text.hpp"

using namespace ahub;

namespace {

using Whole = boost::multiprecision::cpp_int;
using Source = StatedUnit::Source;

/// above / below, below > 0, not in lowest terms.
struct Fraction {
  Whole above, below = 1;
};
Fraction operator*(const Fraction& a, const Fraction& b) {
  return {a.above * b.above, a.below * b.below};
}
Fraction operator/(const Fraction& a, const Fraction& b) {
  return {a.above * b.below, a.below * b.above};
}
Fraction operator-(const Fraction& a, const Fraction& b) {
  return {a.above * b.below - b.above * a.below, a.below * b.below};
}

Whole to_power(int base, int exponent) { return pow(Whole(base), static_cast<unsigned>(exponent)); }

/// The decimal `digits` * 10^`exponent`, and what a manifest would write.
struct Written {
  std::int64_t digits;
  int exponent;  // 0 or below.
  std::string text() const { return std::to_string(digits) + "e" + std::to_string(exponent); }
  Fraction exact() const { return {digits, to_power(10, -exponent)}; }
};

Fraction exact_of(const UnitFactor& factor) {
  Fraction value{1};
  for (const auto& [prime, count] :
       {std::pair{2, factor.two}, {3, factor.three}, {5, factor.five}, {7, factor.seven}})
    (count < 0 ? value.below : value.above) *= to_power(prime, std::abs(count));
  return value;
}

/// Whether `value` is within half a unit of its last place of `exact`.
bool is_nearest(double value, const Fraction& exact) {
  if (exact.above == 0) return value == 0;
  int exponent = 0;
  Whole mantissa = static_cast<std::int64_t>(std::ldexp(std::frexp(value, &exponent), 53));
  exponent -= 53;
  Whole above = exact.above, below = exact.below;
  (exponent < 0 ? above : below) <<= static_cast<unsigned>(std::abs(exponent));
  return 2 * abs(above - mantissa * below) <= below;
}

std::string kind_of(std::string_view symbol) {
  const std::optional<Unit> unit = find_unit(symbol);
  return unit ? format_real(unit->factor.value()) + " " + unit->kind() : "unknown";
}

}  // namespace

TEST_CASE("every known unit reads as one, and so do unknown ones of the same form", "[units]") {
  for (const NamedUnit& unit : units()) CHECK(is_unit_text(unit.symbol));
  for (const char* text : {"GB/(s*W)", "m^2", "papers per hour", "req.", "case-studies"})
    CHECK(is_unit_text(text));
  for (const char* text :
       {"", "/s", "ms/", "ms/(", "(ms", "ms)", "a//b", "()", "a$", "<b>", "a\tb"})
    CHECK_FALSE(is_unit_text(text));
}

TEST_CASE("units of one kind convert, others never", "[units]") {
  CHECK(*convert(83.76, "%", "fraction") == 0.8376);
  CHECK(*convert(1500, "ms", "s") == 1.5);
  CHECK(*convert(2, "KiB", "B") == 2048);
  CHECK_FALSE(convert(11.81, "pp", "%"));
  CHECK_FALSE(convert(1, "nothing", "s"));
  CHECK(*convert(3, "nothing", "nothing") == 3);
}

TEST_CASE("a symbol stands once in the table and reads back as its unit", "[units]") {
  std::set<std::string> seen;
  for (const NamedUnit& unit : units()) {
    INFO(unit.symbol);
    CHECK(seen.insert(unit.symbol).second);
    CHECK(find_unit(unit.symbol) == unit.unit);
    CHECK(unit_advice(unit.symbol).empty());
  }
}

TEST_CASE("the spellings that people use are one unit", "[units]") {
  CHECK(kind_of("kB") == "1000 B");
  CHECK(kind_of("KB") == "1000 B");
  CHECK(kind_of("MiB/s") == "1048576 B/s");
  CHECK(kind_of("Gbit/s") == "125000000 B/s");
  CHECK(kind_of("Gbps") == kind_of("Gbit/s"));
  CHECK(kind_of("kbps") == "125 B/s");
  CHECK(kind_of("MBps") == "1000000 B/s");
  CHECK(kind_of("\u00b5s") == "1e-06 s");
  CHECK(kind_of("\u03bcs") == kind_of("\u00b5s"));
  CHECK(kind_of("us") == kind_of("usec"));
  CHECK(kind_of("d") == "86400 s");
  CHECK(kind_of("hours") == "3600 s");
  CHECK(kind_of("kWh") == "3600000 J");
  CHECK(kind_of("mW") == "0.001 J/s");
  CHECK(kind_of("MHz") == "1000000 1/s");
  CHECK(kind_of("TFLOPS") == kind_of("TFLOP/s"));
  CHECK(kind_of("GFLOPs") == "1000000000 FLOP");
  CHECK(kind_of("tok/s/GPU") == "1 tok/(GPU*s)");
  CHECK(kind_of("tokens per second per GPU") == kind_of("tok/s/GPU"));
  CHECK(kind_of("MB per second") == "1000000 B/s");
  CHECK(kind_of("J/token") == "1 J/tok");
  CHECK(kind_of("GPU-hours") == "3600 GPU*s");
  CHECK(kind_of("GB/(s*W)") == "1000000000 B/J");
  CHECK(kind_of("W\u00b7h") == "3600 J");
  CHECK(kind_of("s\u207b\u00b9") == "1 1/s");
  CHECK(kind_of("case-studies") == "1 case-studies");
  CHECK(kind_of("percentage points") == "1 pp");
  CHECK(kind_of("megabytes") == "1000000 B");
  CHECK(kind_of("mebibytes") == "1048576 B");
  CHECK(kind_of("QPS") == "1 queries/s");
  CHECK(kind_of("IOPS") == "1 IO/s");
  CHECK(kind_of("%/s") == "0.01 fraction/s");
  for (const char* unknown : {"", "furlong", "GB/", "//", "GB^", "GB^x", "GB/furlong", "kmin", "mB",
                              "KiWh", "s s", "((((((((((s))))))))))", "GB^99999999999"})
    CHECK(kind_of(unknown) == "unknown");
}

TEST_CASE("what people read in two ways is no unit, and the message says what to write",
          "[units]") {
  for (const auto& [symbol, advice] : units_read_in_two_ways()) {
    INFO(symbol);
    CHECK_FALSE(find_unit(symbol));
    CHECK(unit_advice(symbol).find(advice) != std::string::npos);
  }
  CHECK(unit_advice("Mb/s") == "'Mb' is bits to some and bytes to others: write Mbit or MB");
  CHECK(unit_advice("furlong").empty());
}

TEST_CASE("share, difference of shares, ratio and counts are told apart", "[units]") {
  for (const char* left : {"%", "pp", "x", "1", "count", "hits", "dB", "s"}) {
    for (const char* right : {"fraction", "percentage points", "\u00d7", "counts", "hit", "sec"}) {
      const bool same = find_unit(left)->bases == find_unit(right)->bases;
      CHECK(convert(1, left, right).has_value() == same);
    }
  }
  CHECK(find_unit("ktok")->is_count());
  CHECK_FALSE(find_unit("FLOP")->is_count());
  CHECK_FALSE(find_unit("tok/s")->is_count());
}

TEST_CASE("digits survive conversion and difference", "[units]") {
  CHECK(*convert(0.6449, "fraction", "%") == 64.49);
  CHECK(*convert(64.49, "%", "fraction") == 0.6449);
  CHECK(*convert(0.07, "fraction", "%") == 7);
  CHECK(*convert(0.29, "s", "ms") == 290);
  CHECK(*convert(90, "min", "h") == 1.5);
  CHECK(*difference(11.81, "pp", 5.81, "pp") == 6);
  CHECK(*difference(0.3, "s", 100, "ms") == 0.2);
  CHECK(*difference(0.1, "furlong", 0.3, "furlong") == -0.2);
  CHECK_FALSE(difference(1, "s", 1, "B"));
}

TEST_CASE("what is too large or too small for a double is undefined, never infinite", "[units]") {
  CHECK_FALSE(convert(1e305, "h", "ps"));
  CHECK_FALSE(convert(5e-324, "ps", "h"));
  CHECK_FALSE(convert(std::numeric_limits<double>::infinity(), "s", "ms"));
  CHECK_FALSE(convert(std::nan(""), "s", "s"));
  CHECK_FALSE(difference(1e308, "s", -1e308, "s"));
  CHECK(*convert(0, "h", "ps") == 0);
}

TEST_CASE(
    "100,000 random decimals in random pairs of units convert to the nearest double, and "
    "their differences too",
    "[units]") {
  std::mt19937_64 random(20261128);
  std::map<std::string, std::vector<const NamedUnit*>> kinds;
  for (const NamedUnit& unit : units()) kinds[unit.unit.kind()].push_back(&unit);
  const auto among = [&](std::size_t count) { return static_cast<std::size_t>(random() % count); };
  std::size_t wrong = 0, back = 0;
  for (int i = 0; i < 100'000; ++i) {
    const NamedUnit& from = units()[among(units().size())];
    const auto& family = kinds[from.unit.kind()];
    const NamedUnit& to = *family[among(family.size())];
    const std::int64_t largest[] = {1'000, 1'000'000, 999'999'999'999'999};
    const auto draw = [&] {
      const std::int64_t digits =
          static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(largest[among(3)]));
      return Written{random() % 2 == 0 ? digits : -digits, -static_cast<int>(among(9))};
    };
    const Written a = draw(), b = draw();
    const Fraction factor = exact_of(from.unit.factor) / exact_of(to.unit.factor);
    const double value = *parse_real(a.text()), other = *parse_real(b.text());
    const std::optional<double> converted = convert(value, from.symbol, to.symbol);
    if (!converted || !is_nearest(*converted, a.exact() * factor)) ++wrong;
    const std::optional<double> apart = difference(other, to.symbol, value, from.symbol);
    if (!apart || !is_nearest(*apart, b.exact() - a.exact() * factor)) ++wrong;
    if (!converted || std::abs(a.digits) >= 1'000'000) continue;
    // A manifest's digits come back where the number between has a few decimals, else all but the
    // last bits.
    const UnitFactor step = from.unit.factor * power(to.unit.factor, -1);
    const bool decimal = step.two == step.five && step.three == 0 && step.seven == 0;
    const double again = convert(*converted, to.symbol, from.symbol).value_or(0);
    if (decimal ? again != value : std::abs(again - value) > 4e-16 * std::abs(value)) ++back;
  }
  CHECK(wrong == 0);
  CHECK(back == 0);
}

TEST_CASE("all pairs of units convert exactly when their bases are the same", "[units]") {
  // One symbol of each prefix and base is enough; spellings share them.
  std::vector<const NamedUnit*> different;
  for (const NamedUnit& unit : units()) {
    bool known = false;
    for (const NamedUnit* other : different) known = known || other->unit == unit.unit;
    if (!known) different.push_back(&unit);
  }
  std::size_t wrong = 0;
  for (const NamedUnit* from : different) {
    for (const NamedUnit* to : different) {
      const std::optional<double> one = convert(1, from->symbol, to->symbol);
      if (one.has_value() != (from->unit.bases == to->unit.bases)) ++wrong;
      if (one && !is_nearest(*one, exact_of(from->unit.factor) / exact_of(to->unit.factor)))
        ++wrong;
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("a plain number agrees with 1, counts, shares and ratios, a plain count not with ratios",
          "[units]") {
  const StatedUnit number{"1", Source::number}, count{"1", Source::count};
  for (const StatedUnit& plain : {number, count}) {
    CHECK(*in_output_unit(50, "%", plain) == 0.5);
    CHECK(*in_output_unit(0.5, "fraction", plain) == 0.5);
    CHECK(*in_output_unit(3, "1", plain) == 3);
    CHECK(*in_output_unit(3, "", plain) == 3);
    CHECK(*in_output_unit(3, "hits", plain) == 3);
    CHECK(*in_output_unit(7, "ktok", plain) == 7000);
    for (const char* unit : {"GB", "B", "s", "ms", "J", "W", "Hz", "tok/s", "FLOP", "TFLOP", "usd",
                             "pp", "dB", "GB/s", "furlong"})
      CHECK_FALSE(in_output_unit(1, unit, plain));
  }
  CHECK(*in_output_unit(5, "x", number) == 5);
  CHECK_FALSE(in_output_unit(5, "x", count));
  CHECK(*in_output_unit(5, "count", {"1", Source::declared}) == 5);
  CHECK(*in_output_unit(5, "1", {"count", Source::declared}) == 5);
  CHECK_FALSE(in_output_unit(5, "x", {"count", Source::declared}));
}

TEST_CASE("a stated unit is the output's, and a script's number is in the claim's", "[units]") {
  CHECK(*in_output_unit(12, "KB", {"B", Source::run}) == 12'000);
  CHECK(*in_output_unit(0.012, "ms", {"us", Source::run}) == 12);
  CHECK_FALSE(in_output_unit(1, "pp", {"%", Source::run}));
  CHECK_FALSE(in_output_unit(1, "", {"ms", Source::declared}));
  CHECK(*in_output_unit(12, "furlong", {}) == 12);
  CHECK(compared_unit("KB", {"B", Source::run}) == "B");
  CHECK(compared_unit("TFLOPs/s", {"TFLOP/s", Source::run}) == "TFLOPs/s");
  CHECK(compared_unit("tokens/s", {"tok/s", Source::declared}) == "tok/s");
  CHECK(compared_unit("%", {"1", Source::number}) == "fraction");
  CHECK(compared_unit("x", {"1", Source::number}) == "x");
  CHECK(compared_unit("KB", {}) == "KB");
}
