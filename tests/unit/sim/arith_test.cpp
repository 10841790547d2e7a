// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <map>

#include "ahub/base/error.hpp"
#include "ahub/base/limits.hpp"
#include "ahub/base/units.hpp"
#include "ahub/sim/simulator.hpp"
#include "sim/arith/evaluate.hpp"
#include "sim/arith/unit.hpp"

using namespace ahub;
using namespace ahub::sim;

namespace {

/// The exact result as text, "403/44".
std::string result(std::string_view program, std::string_view unit = "") {
  return arith::to_text(arith::evaluate(program, unit).value);
}

/// The message of the error that must come, and its code checked.
std::string message(std::string_view program, std::string_view unit = "") {
  try {
    return "no error: " + result(program, unit);
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::input);
    CHECK(error.code() == "bad-expression");
    CHECK_FALSE(error.hint().empty());
    return error.what();
  }
}

std::map<std::string, Json> outputs(const std::string& program, const std::string& unit = "") {
  const std::vector<std::pair<std::string, Json>> params{{"program", program}, {"unit", unit}};
  std::map<std::string, Json> values;
  for (const Output& output : run(*find_simulator("arith"), params, 0, Deadline()).outputs)
    values[output.name] = output.value;
  return values;
}

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

}  // namespace

TEST_CASE("operators bind as in mathematics", "[arith]") {
  CHECK(result("1 + 2 * 3") == "7");
  CHECK(result("(1 + 2) * 3") == "9");
  CHECK(result("7 - 2 - 1") == "4");
  CHECK(result("16 / 4 / 2") == "2");
  CHECK(result("2^3^2") == "512");
  CHECK(result("(2^3)^2") == "64");
  CHECK(result("-2^2") == "-4");
  CHECK(result("2^-2") == "1/4");
  CHECK(result("--3") == "3");
  CHECK(result("2 * -3") == "-6");
  CHECK(result("0^0") == "1");
  CHECK(result("(-1)^999999999") == "-1");
  CHECK(result("1/3 + 1/6") == "1/2");
}

TEST_CASE("statements are separated by semicolons and newlines, comments run to the line's end",
          "[arith]") {
  CHECK(result("a = 3; a * 2") == "6");
  CHECK(result("# Table 3; page 4\n\na = 3 # first\r\nb = a^2;;\n b - a\n\n") == "6");
  CHECK(result("a = 3") == "3");
  CHECK(result("(1 +\n 2 # inside\n + 3)") == "6");
  CHECK(result("max(1,\n 5)") == "5");
}

TEST_CASE("numbers are exact decimals", "[arith]") {
  CHECK(result("0.1 + 0.2") == "3/10");
  CHECK(result("33_030_144") == "33030144");
  CHECK(result("1.5e-3") == "3/2000");
  CHECK(result("2E+3") == "2000");
  CHECK(result("007") == "7");
  CHECK(result("0e999999") == "0");
}

TEST_CASE("units convert exactly and cancel", "[arith]") {
  CHECK(result("40.3 GB / 4.4 GB") == "403/44");
  CHECK(result("16bit", "B") == "2");
  CHECK(result("1 GiB - 1 GB", "MB") == "1152216/15625");
  CHECK(result("93.3 %") == "933/1000");
  CHECK(result("0.5 - 40 %", "pp") == "10");
  CHECK(result("312 TFLOP/s * 2 ms", "GFLOP") == "624");
  CHECK(result("40 GB/(2 s)", "GB/s") == "20");
  CHECK(result("3 GB/(s*W)", "B/J") == "3000000000");
  CHECK(result("2 s^-1", "1/s") == "2");
  CHECK(result("1 h + 2 min + 3 s", "s") == "3723");
  CHECK(result("5 \u00b5s + 5 \u03bcs", "us") == "10");
  CHECK(result("6 GHz * 1 s") == "6000000000");
  CHECK(result("3 papers / 2 papers") == "3/2");
  CHECK(result("sqrt(9 GB^2)", "GB") == "3");
  CHECK(result("(2 GB) ^ 2", "GB^2") == "4");
  CHECK(result("2 GB^2", "GB^2") == "2");
  CHECK(result("min(3 GB, 4000 MB)", "GB") == "3");
  CHECK(result("1 kWh", "J") == "3600000");
}

TEST_CASE("behind a unit a slash with blanks divides, and one without continues the unit",
          "[arith]") {
  CHECK(result("n = 4; 40 GB/n", "GB") == "10");
  CHECK(result("n = 4; 40 GB / n", "GB") == "10");
  CHECK(result("40 GB/4", "GB") == "10");
  CHECK(result("40 GB/s", "GB/s") == "40");
  CHECK(result("s = 4; 40 GB / s", "GB") == "10");
  CHECK(message("s = 4; 40 GB/s", "GB") ==
        "program:1:14: 's' is a unit here and a name of the program");
  CHECK(message("x = 4; 40 x") == "program:1:11: 'x' is a unit here and a name of the program");
  CHECK(result("s = 4; n = 2; 40 GB/(s*n)", "GB") == "5");
}

TEST_CASE("functions", "[arith]") {
  CHECK(result("min(3, 1, 2)") == "1");
  CHECK(result("max(7)") == "7");
  CHECK(result("ceil(359 / 80)") == "5");
  CHECK(result("ceil(-1.5)") == "-1");
  CHECK(result("floor(-1.5)") == "-2");
  CHECK(result("floor(2)") == "2");
  CHECK(result("abs(-2 GB)", "GB") == "2");
  CHECK(result("sqrt(4/9)") == "2/3");
  CHECK(result("sqrt(0)") == "0");
  CHECK(result("log2(1/1024)") == "-10");
  CHECK(result("log2(1)") == "0");
  for (const auto& [value, nearest] : std::map<std::string, std::string>{{"2.5", "2"},
                                                                         {"3.5", "4"},
                                                                         {"-2.5", "-2"},
                                                                         {"-3.5", "-4"},
                                                                         {"2.51", "3"},
                                                                         {"0.5", "0"},
                                                                         {"-0.5", "0"},
                                                                         {"-0.75", "-1"}}) {
    CHECK(result("round(" + value + ")") == nearest);
  }
}

TEST_CASE("comparisons hold or not, in chains too", "[arith]") {
  CHECK(arith::evaluate("1 < 2 <= 2", "").holds == true);
  CHECK(arith::evaluate("1 < 3 <= 2", "").holds == false);
  CHECK(arith::evaluate("3 < 1 <= 2", "").holds == false);
  CHECK(arith::evaluate("1 GB == 1000 MB", "").holds == true);
  CHECK(arith::evaluate("1 GB != 1000 MB", "").holds == false);
  CHECK(arith::evaluate("2 > 1 >= 1", "").holds == true);
  CHECK(arith::evaluate("ok = 0.1 + 0.2 == 0.3", "").holds == true);
  CHECK(arith::evaluate("near(101, 100, 1 %)", "").holds == true);
  CHECK(arith::evaluate("near(101.0001, 100, 1 %)", "").holds == false);
  CHECK(arith::evaluate("near(-99 ms, -0.1 s, 0.01)", "").holds == true);
  CHECK_FALSE(arith::evaluate("1", "").holds.has_value());
}

TEST_CASE("what goes through double precision says so", "[arith]") {
  const arith::Result root = arith::evaluate("2 * sqrt(2)", "");
  CHECK_FALSE(root.exact);
  CHECK(arith::to_double(root.value) == Approx(2.8284271247461903));
  CHECK(arith::to_double(arith::evaluate("2^0.5", "").value) == Approx(1.4142135623730951));
  CHECK(arith::to_double(arith::evaluate("log2(3^5000)", "").value) ==
        Approx(5000 * std::log2(3.0)));
  CHECK(arith::to_double(arith::evaluate("log2(1 + 2^-40)", "").value) ==
        Approx(std::log1p(0x1p-40) / std::log(2)).epsilon(1e-9));
  CHECK(arith::evaluate("8^(1/3) < 3", "").exact == false);
  CHECK(arith::evaluate("max(1, sqrt(2)) - max(1, sqrt(2))", "").exact == false);
  CHECK(arith::evaluate("sqrt(16) + log2(8)", "").exact == true);
}

TEST_CASE("every fault names its line and column", "[arith]") {
  const std::pair<std::string, std::string> faults[] = {
      {"", "program:1:1: the program has no statement"},
      {"# nothing\n;", "program:2:2: the program has no statement"},
      {"a = 5\n5 ms + 2 GB", "program:2:6: cannot add ms and GB"},
      {"5 ms - 2", "program:1:6: cannot subtract ms and no unit"},
      {"t = 5 ms; t < 2 GB", "program:1:13: cannot compare ms and GB"},
      {"1 GB/s * 2 + 3 GB/(s*W) * 2", "program:1:12: cannot add GB/s and GB/(s*W)"},
      {"1 GB * 2 tok + 3 s", "program:1:14: cannot add B*tok and s"},
      {"min(1 ms, 2 GB)", "program:1:1: cannot take the least of ms and GB"},
      {"near(1, 2, 1 s)", "program:1:1: the tolerance of near takes a plain number, not s"},
      {"ceil(3.5 GB)", "program:1:1: ceil takes a plain number, not GB"},
      {"2^(1 s)", "program:1:2: an exponent takes a plain number, not s"},
      {"(2 s)^0.5", "program:1:6: a fraction as exponent takes a plain number, not s"},
      {"(-2)^0.5", "program:1:5: a negative number takes a whole exponent"},
      {"0^-1", "program:1:2: division by zero"},
      {"0^(-1/2)", "program:1:2: division by zero"},
      {"1 / (2 - 2)", "program:1:3: division by zero"},
      {"sqrt(-1)", "program:1:1: sqrt takes no negative number"},
      {"sqrt(1 GB)", "program:1:1: GB has no square root"},
      {"log2(0)", "program:1:1: log2 takes a number above 0"},
      {"min()", "program:1:1: min takes 1 or more arguments, not 0"},
      {"ceil(1, 2)", "program:1:1: ceil takes 1 argument, not 2"},
      {"near(1, 2)", "program:1:1: near takes 3 arguments, not 2"},
      {"ceil 2", "program:1:6: 'ceil' is a function and takes '('"},
      {"min = 3", "program:1:1: 'min' is a function"},
      {"a = 1; a = 2", "program:1:8: the name 'a' is bound twice"},
      {"alpha = 1; alhpa + 1", "program:1:12: there is no name 'alhpa'"},
      {"GB", "program:1:1: there is no name 'GB'"},
      {"3 gb", "program:1:3: there is no unit 'gb'"},
      {"3 GB^x", "program:1:3: the power of a unit is a whole number from -99 to 99"},
      {"(1 s)^100", "program:1:6: the power of s is beyond 99"},
      {"1 < 2; 3", "program:1:1: only the last statement may be a comparison"},
      {"a = near(1, 2, 3)\na", "program:1:1: only the last statement may be a comparison"},
      {"1 + near(1, 1, 1)", "program:1:3: a comparison is no number"},
      {"(1 < 2)", "program:1:4: ')' is missing before '<'"},
      {"(1 + 2", "program:1:7: ')' is missing before the end"},
      {"1 + 2)", "program:1:6: unexpected ')'"},
      {"1 +\n2", "program:1:4: a value is missing before the end of the line"},
      {"1 + * 2", "program:1:5: a value is missing before '*'"},
      {"a = 1; a + 1 = 3", "program:1:14: unexpected '='"},
      {".5", "program:1:1: a value is missing before '.'"},
      {"5.", "program:1:3: a digit is missing behind the point"},
      {"1, 2", "program:1:2: unexpected ','"},
      {"2 (3)", "program:1:3: unexpected '('"},
      {"\u00e4 = 3", "program:1:1: a value is missing before '\u00e4'"},
      {"1 # \u00e4\u00f6\n\u00e4", "program:2:1: a value is missing before '\u00e4'"},
      {"(1 # \u00e4\u00f6\n ) \u00e4", "program:2:4: unexpected '\u00e4'"},
      {"1 \x1b[2J", "program:1:3: unexpected '\\u{001B}'"},
      {"1\xff", "program:1:2: this byte is no UTF-8"},
      {"1 ms", "program:1:1: the result has the unit ms"},
      {"a = 1 TB; a / 1 s", "program:1:11: the result has the unit B/s"},
      {"1e5000", "program:1:1: the number has more than 16384 bits"},
      {"2^16384", "program:1:2: the number has more than 16384 bits"},
      {"2^2^40", "program:1:2: the exponent is beyond 1000000000"},
      {"1 + 2^(2^20000)", "program:1:9: the number has more than 16384 bits"},
  };
  CHECK(message("a = 1\n  2^1024") ==
        "program:2:3: the number is too large for the result of a run");
  for (const auto& [program, expected] : faults) {
    INFO(program);
    CHECK(message(program) == expected);
  }
  CHECK(message("1", "GB") == "program:1:1: the result is in no unit, not in GB");
  CHECK(message("1 GB", "ms") == "program:1:1: the result is in GB, not in ms");
  CHECK(message("1 < 2", "GB") == "program:1:1: the result is in no unit, not in GB");
  CHECK(message("1 s", "sek") == "unit:1:1: 'sek' is no unit");
  CHECK(message("1 s", "GB/ s") == "unit:1:3: 'GB/ s' is no unit");
}

TEST_CASE("absurd programs are one clear error", "[arith]") {
  CHECK(message(repeated("(", 100'000)) == "program:1:257: nested deeper than 256 levels");
  CHECK(message(repeated("-", 100'000) + "1") == "program:1:257: nested deeper than 256 levels");
  CHECK(message(repeated("1^", 100'000) + "1") == "program:1:513: nested deeper than 256 levels");
  CHECK(message("1 " + repeated("GB/(", 100'000)) == "program:1:7: there is no name 'GB'");
  CHECK(message(repeated("9", 100'000)) == "program:1:1: the number has more than 16384 bits");
  CHECK(message("1e" + repeated("9", 100'000)) ==
        "program:1:1: the number has more than 16384 bits");
  CHECK(message("a = 3^5000 / 7^2900\nb = 5^2000 / 11^1000\n" + repeated("a * b;", 1000))
            .find("too much work") != std::string::npos);
  CHECK(result(repeated("(", 200) + "1" + repeated(")", 200)) == "1");
  const std::vector<std::pair<std::string, Json>> long_program{
      {"program", repeated("1+", 40'000) + "1"}};
  CHECK_THROWS_WITH(run(*find_simulator("arith"), long_program, 0, Deadline()),
                    Catch::Contains("it takes a text of at most 65536 bytes"));
}

TEST_CASE("a result becomes the nearest double, and none when it has none", "[arith]") {
  CHECK(outputs("0.1 + 0.2").at("value").as_number() == 0.3);
  CHECK(outputs("2^53 + 1").at("value").as_number() == 9007199254740992.0);
  CHECK(outputs("2^53 + 1 + 1e-30").at("value").as_number() == 9007199254740994.0);
  CHECK(outputs("2^1024 - 2^970 - 1").at("value").as_number() ==
        std::numeric_limits<double>::max());
  CHECK(outputs("2^-1074").at("value").as_number() == std::numeric_limits<double>::denorm_min());
  CHECK(outputs("2^-1075 + 2^-2000").at("value").as_number() ==
        std::numeric_limits<double>::denorm_min());
  CHECK(outputs("-3 * 2^-1075").at("value").as_number() ==
        -2 * std::numeric_limits<double>::denorm_min());
  CHECK(outputs("(2^53 + 1) * 2^-1075").at("value").as_number() == 0x1p-1022);
  CHECK_THROWS_WITH(outputs("2^1024 - 2^970"), Catch::Contains("too large for the result"));
  CHECK_THROWS_WITH(outputs("2^-1075"), Catch::Contains("too close to 0"));
  CHECK(outputs("sqrt(2)").at("value").as_number() == 1.41421);
}

TEST_CASE("fractions that fit are given whole", "[arith]") {
  const auto fits = outputs("40.3 GB / 4.4 GB");
  CHECK(fits.at("numerator") == Json(403));
  CHECK(fits.at("denominator") == Json(44));
  CHECK(fits.at("exact") == Json(1));
  CHECK(fits.count("holds") == 0);
  CHECK(outputs("-2^53").at("numerator") == Json(-9007199254740992));
  CHECK(outputs("2^53 + 1").count("numerator") == 0);
  CHECK(outputs("1 / (2^53 + 1)").count("denominator") == 0);
  CHECK(outputs("sqrt(2)").count("numerator") == 0);
  CHECK(outputs("sqrt(2)").at("exact") == Json(0));
  CHECK(outputs("2 < 1").at("holds") == Json(0));
  CHECK(outputs("7 GB", "GB").at("numerator") == Json(7));
}

TEST_CASE("binding a broken program is a problem, and its outputs are still named", "[arith]") {
  const Simulator& arith = *find_simulator("arith");
  const std::vector<std::pair<std::string, Json>> params{{"program", "1 ms + 2 GB"}};
  const Bound bound = bind_settings(arith, params);
  REQUIRE(bound.problems.size() == 1);
  CHECK(bound.problems[0].kind == SettingProblem::Kind::bad_expression);
  CHECK(bound.problems[0].name == "program");
  CHECK(bound.problems[0].message == "program:1:6: cannot add ms and GB");
  CHECK(arith.outputs_of(bound.settings) == std::vector<std::string>{"value"});
  const std::vector<std::pair<std::string, Json>> unit{{"program", "1 ms"}, {"unit", "mS"}};
  CHECK(bind_settings(arith, unit).problems.at(0).name == "unit");
}

TEST_CASE("the common table of units and the language agree", "[arith]") {
  for (const NamedUnit& unit : units()) {
    INFO(unit.symbol);
    // Words with a hyphen are no unit of the language.
    if (unit.symbol.find('-') != std::string::npos) continue;
    const arith::UnitText known = arith::leading_unit(unit.symbol);
    REQUIRE(known.end == unit.symbol.size());
    const double base = unit.unit.is_difference() ? 0.01 : 1;
    CHECK(arith::to_double(known.unit.factor) ==
          Approx(unit.unit.factor.value() * base).epsilon(1e-15));
  }
}

TEST_CASE("a program survives the way to a shell and back", "[arith]") {
  const Simulator& arith = *find_simulator("arith");
  const auto command = [&](const std::string& program) {
    const std::vector<std::pair<std::string, Json>> params{{"program", program}};
    return reproduce_command(arith, bind_settings(arith, params).settings, 0, "value");
  };
  CHECK(command("40.3 GB / 4.4 GB") ==
        "ahub sim run arith -p 'program=40.3 GB / 4.4 GB' --seed 0 --output value");
  CHECK(command("1 # it's") ==
        "ahub sim run arith -p 'program=1 # it'\\''s' --seed 0 --output value");
  CHECK(
      command("a = 1 # it's \\\u00e4\na") ==
      "ahub sim run arith -p $'program=a = 1 # it\\'s \\\\\\303\\244\\na' --seed 0 --output value");
}
