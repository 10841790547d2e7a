// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The `arith` model: a small program of expressions with units, calculated exactly.
#include <exception>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ahub/base/error.hpp"
#include "ahub/base/limits.hpp"
#include "sim/arith/evaluate.hpp"
#include "sim/declare.hpp"
#include "sim/round.hpp"

namespace ahub::sim {
namespace {

struct ArithParams {
  std::string program = "a = 3; a * 2";
  std::string unit;
};

std::vector<ParamRow<ArithParams>> param_rows() {
  return {
      {"program", &ArithParams::program, 0, static_cast<double>(limits::kScalarBytes), "",
       "Statements separated by ';' or newlines; the last one is the result."},
      {"unit", &ArithParams::unit, 0, 100, "",
       "The unit in which the result is given; empty for a plain number."},
  };
}

std::vector<OutputInfo> output_infos() {
  return {
      {"value", false, "", "The result in the unit asked for; of a comparison 1 or 0."},
      {"holds", true, "", "Only of a comparison: 1 when it is true, else 0."},
      {"exact", true, "",
       "1 when every step was exact, so that the value is the nearest double; 0 when sqrt, log2 or "
       "a fraction as exponent gave up digits, so that the value has six."},
      {"numerator", true, "", "Only of an exact value whose fraction in lowest terms fits 2^53."},
      {"denominator", true, "", "Only together with the numerator."},
  };
}

/// What came of one program: it is asked for its faults, its outputs and its values in turn.
struct Calculated {
  std::string program, unit;
  std::optional<arith::Result> result;
  std::exception_ptr fault;  ///< Where there is no result.
  double work = 0;           ///< Not told yet; a program that is met again costs nothing.
};

Calculated& calculated(const ArithParams& p) {
  thread_local Calculated last;
  const bool same = (last.result || last.fault) && last.program == p.program && last.unit == p.unit;
  if (same) return last;
  last = {p.program, p.unit, std::nullopt, nullptr, 0};
  try {
    last.result = arith::evaluate(p.program, p.unit, &last.work);
  } catch (const Error&) {
    last.fault = std::current_exception();
  }
  return last;
}

double work_of(const ArithParams& p) { return std::exchange(calculated(p).work, 0); }

std::vector<Output> calculate(const ArithParams& p) {
  const Calculated& known = calculated(p);
  if (known.fault) std::rethrow_exception(known.fault);
  const arith::Result& result = *known.result;
  std::vector<Output> outputs{{"value", result.exact ? result.nearest : rounded(result.nearest)}};
  if (result.holds) outputs.push_back({"holds", *result.holds ? 1 : 0});
  outputs.push_back({"exact", result.exact ? 1 : 0});
  constexpr std::int64_t kLargest = std::int64_t{1} << 53U;
  const arith::Integer &above = result.value.numerator(), &below = result.value.denominator();
  if (result.exact && abs(above) <= kLargest && below <= kLargest) {
    outputs.push_back({"numerator", static_cast<std::int64_t>(above)});
    outputs.push_back({"denominator", static_cast<std::int64_t>(below)});
  }
  return outputs;
}

Fidelity fidelity(const ArithParams&) { return Fidelity::arithmetic; }

std::vector<std::string> outputs_of(const ArithParams& p) {
  try {
    std::vector<std::string> names;
    for (const Output& output : calculate(p)) names.push_back(output.name);
    return names;
  } catch (const Error&) {
    return {"value"};
  }
}

Cost cost(const ArithParams& p) {
  return {arith::kMostWork + 1000 * static_cast<double>(p.program.size()),
          1e6 + 200 * static_cast<double>(p.program.size())};
}

std::optional<SettingProblem> check(const ArithParams& p) {
  try {
    static_cast<void>(calculate(p));
    return std::nullopt;
  } catch (const Error& error) {
    const bool unit = std::string_view(error.what()).substr(0, 5) == "unit:";
    return SettingProblem{SettingProblem::Kind::bad_expression,
                          unit ? "unit" : "program",
                          error.what(),
                          {},
                          error.hint()};
  }
}

std::vector<Output> simulate(const ArithParams& p, std::int64_t, const Context&) {
  return calculate(p);
}

}  // namespace

Simulator arith_simulator() {
  const About about{
      "arith",
      1,
      "Exact arithmetic with units over named inputs.",
      "A program is a list of statements, separated by ';' or newlines: 'name = expression' binds "
      "a "
      "name, the last statement is the result, '#' starts a comment, which is the place for the "
      "source of a number. Numbers are decimal with an optional exponent and unit (40.3 GB, 312 "
      "TFLOP/s, 16 bit, 93.3 %). A unit is written in one piece: 2 GB/s is a rate, 2 GB / s "
      "divides by the name s. Operators are + - * / ^ and parentheses; -2^2 is -4 and ^ groups to "
      "the right. Functions are min, max, abs, sqrt, near(a, b, tolerance), which is true when |a "
      "- "
      "b| <= tolerance |b|, and on numbers without a unit ceil, floor, round (half to even) and "
      "log2. The last statement may compare: a < b <= c, ==, !=. Units are products of s, B (bit = "
      "1/8 B), tok, req, FLOP, J (W = J/s), usd, GPU, params, elements and other countables, with "
      "the usual prefixes; % and pp are 1/100. Adding what has different units is an error with "
      "line and column. All numbers are fractions of whole numbers of up to 16384 bits; sqrt and "
      "log2 of what has no rational result and fractions as exponents go through double precision. "
      "It shows what follows from the numbers in the program, and nothing about where they are "
      "from.",
      "Arithmetic; prefixes of the SI and of IEC 80000-13",
      {"value"}};
  return make_simulator<ArithParams>(about, param_rows(), output_infos(),
                                     {fidelity, outputs_of, cost, simulate, check, work_of});
}

}  // namespace ahub::sim
