// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The verdict of one assertion: bounds in the output's unit, and whether the actual value lies
// inside.
#include <cmath>
#include <limits>
#include <optional>

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
      // A tolerance beyond all numbers accepts each: its ends are no open ends.
      constexpr double kLargest = std::numeric_limits<double>::max();
      check.low = std::max(value - tolerance, -kLargest);
      check.high = std::min(value + tolerance, kLargest);
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

/// What the output's unit is called beside the claim's, for a reason.
std::string named(const StatedUnit& output) {
  switch (output.source) {
    case StatedUnit::Source::count:
      return "in '1' (a plain count)";
    case StatedUnit::Source::number:
      return "in '1' (a plain number)";
    case StatedUnit::Source::none:
    case StatedUnit::Source::declared:
    case StatedUnit::Source::run:
      break;
  }
  return fmt::format("in '{}'", output.unit);
}

/// What the asserted bound alone says of `value`: recorded ends mean nothing where they are open.
/// Nothing for an assertion that is no bound.
std::optional<bool> beside_bound(const Check& check, double value) noexcept {
  switch (check.op) {
    case Comparison::at_most:
      return value <= check.expected;
    case Comparison::below:
      return value < check.expected;
    case Comparison::at_least:
      return value >= check.expected;
    case Comparison::above:
      return value > check.expected;
    case Comparison::equal:
    case Comparison::approx:
    case Comparison::between:
      break;
  }
  return std::nullopt;
}

/// Whether `value` lies in what the assertion accepts.
bool accepts(const Check& check, double value) {
  if (const std::optional<bool> bound = beside_bound(check, value)) return *bound;
  return value >= check.low - slack(check.low) && value <= check.high + slack(check.high);
}

}  // namespace

Check compare(const Package& package, const Method& method, const Expectation& expectation,
              const StatedUnit& output, std::optional<double> actual) {
  Check check;
  check.claim = expectation.claim;
  check.method = method.id;
  check.run = expectation.run;
  check.output = expectation.output;
  check.op = expectation.op;
  check.unit_source = output.source;
  // A plain number needs no unit behind it.
  if (output.source == StatedUnit::Source::declared || output.source == StatedUnit::Source::run)
    check.unit = output.unit;
  if (actual && std::isfinite(*actual)) check.actual = actual;

  if (expectation.value) {
    check.expected = *expectation.value;
  } else if (expectation.op != Comparison::between) {
    check.comparable = false;
    const Claim* claim = package.find_claim(expectation.claim);
    if (claim == nullptr || !claim->structured.value) {
      check.reason = "the assertion has no value and its claim states none";
      return check;
    }
    const std::string& unit = claim->structured.unit;
    const std::optional<double> claimed = in_output_unit(*claim->structured.value, unit, output);
    if (!claimed) {
      const bool overflow = same_kind(unit, output.unit);
      check.reason =
          overflow       ? fmt::format("the claim's {} {} cannot be written in '{}'",
                                       format_real(*claim->structured.value), unit, output.unit)
          : unit.empty() ? fmt::format("the claim states no unit, the output is {}", named(output))
                         : fmt::format("the claim is in '{}', the output {}", unit, named(output));
      return check;
    }
    check.comparable = true;
    check.expected = *claimed;
    check.from_claim = true;
    check.unit = compared_unit(unit, output);
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

bool is_bound(Comparison op) noexcept {
  return op != Comparison::equal && op != Comparison::approx && op != Comparison::between;
}

bool check_holds(const Check& check, double actual) noexcept {
  return beside_bound(check, actual).value_or(inside(check, actual));
}

std::string digits_without_unit(const Claim& claim, std::span<const Check> checks) {
  if (!claim.structured.value || claim.structured.unit.empty()) return {};
  const double digits = *claim.structured.value;
  const std::string& unit = claim.structured.unit;
  std::string found;
  for (const Check& check : checks) {
    if (!check.comparable || check.unit_source == StatedUnit::Source::none) return {};
    if (check.from_claim) return {};
    const bool plain = check.unit_source == StatedUnit::Source::number ||
                       check.unit_source == StatedUnit::Source::count;
    const std::optional<double> value =
        in_output_unit(digits, unit, {plain ? "1" : check.unit, check.unit_source});
    if (value && accepts(check, *value)) return {};
    // A bound in a unit of another kind is about something else.
    if (!accepts(check, digits) || (!value && is_bound(check.op))) continue;
    found = fmt::format(
        "the claim is in '{}', the output {} in '{}': the assertion accepts {} there, "
        "which is not what is claimed",
        unit, check.output, plain ? "1" : check.unit, format_real(digits));
  }
  return found;
}

}  // namespace ahub
