// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The verdict of one assertion: bounds in the output's unit, and whether the actual value lies
// inside.
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/base/units.hpp"
#include "ahub/verify/verify.hpp"

namespace ahub {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Room for the rounding of a bound such as 5.81 + 0.005: a few units in the last place, never a
/// decimal of a claim.
double slack(double bound) { return 4 * std::numeric_limits<double>::epsilon() * std::abs(bound); }

/// Sets the accepted interval; strict ends are moved inside by the smallest step.
void set_bounds(Check& check, const Expectation& expectation) {
  const double value = check.expected;
  check.low = -kInfinity;
  check.high = kInfinity;
  switch (expectation.op) {
    case Comparison::equal:
      check.low = check.high = value;
      break;
    case Comparison::approx: {
      const double tolerance =
          std::max(expectation.abs.value_or(0), expectation.rel.value_or(0) * std::abs(value));
      check.low = value - tolerance;
      check.high = value + tolerance;
      break;
    }
    case Comparison::at_most:
      check.high = value;
      break;
    case Comparison::at_least:
      check.low = value;
      break;
    case Comparison::below:
      check.high = std::nextafter(value, -kInfinity);
      break;
    case Comparison::above:
      check.low = std::nextafter(value, kInfinity);
      break;
    case Comparison::between:
      check.low = *expectation.low;
      check.high = *expectation.high;
      break;
  }
}

bool inside(const Check& check, double actual) {
  if (check.op != Comparison::approx) return actual >= check.low && actual <= check.high;
  return actual >= check.low - slack(check.low) && actual <= check.high + slack(check.high);
}

/// Receipts are JSON, which has no infinity: open ends are recorded as the asserted value.
void close_open_ends(Check& check) {
  if (std::isinf(check.low)) check.low = check.expected;
  if (std::isinf(check.high)) check.high = check.expected;
}

}  // namespace

Check compare(const Package& package, const Method& method, const Expectation& expectation,
              std::string_view output_unit, std::optional<double> actual) {
  Check check;
  check.claim = expectation.claim;
  check.method = method.id;
  check.run = expectation.run;
  check.output = expectation.output;
  check.op = expectation.op;
  check.unit = output_unit;
  if (actual && std::isfinite(*actual)) check.actual = actual;

  if (expectation.value) {
    check.expected = *expectation.value;
  } else if (expectation.op != Comparison::between) {
    const Claim* claim = package.find_claim(expectation.claim);
    if (claim == nullptr || !claim->structured.value) {
      check.reason = "the assertion has no value and its claim states none";
      return check;
    }
    // A script's outputs carry no unit: its author wrote them in the claim's.
    const std::string_view unit =
        output_unit.empty() ? std::string_view(claim->structured.unit) : output_unit;
    const std::optional<double> claimed =
        convert(*claim->structured.value, claim->structured.unit, unit);
    if (!claimed) {
      check.reason = fmt::format("the claim is in '{}', the output in '{}'", claim->structured.unit,
                                 output_unit);
      return check;
    }
    check.expected = *claimed;
    check.from_claim = true;
    if (check.unit.empty()) check.unit = claim->structured.unit;
  }
  set_bounds(check, expectation);
  if (!actual) {
    check.reason = fmt::format("the run gave no output '{}'", expectation.output);
  } else if (!check.actual) {
    check.reason = "the output is not a finite number";
  } else {
    check.passed = inside(check, *check.actual);
  }
  close_open_ends(check);
  return check;
}

}  // namespace ahub
