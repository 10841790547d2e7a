// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "report/number_words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "ahub/base/decimal.hpp"
#include "ahub/base/text.hpp"

namespace ahub::report {
namespace {

constexpr int kDigits = 6;
/// More than people state, fewer than the traces of a binary form need.
constexpr int kStatedDigits = 12;

/// Half of the accepted interval, without the rounding of its ends.
double tolerance_of(const Check& check) {
  if (check.op != Comparison::approx) return 0;
  return parse_real(with_digits(check.high / 2 - check.low / 2, kDigits)).value_or(0);
}

/// Whether a number would pass the check.
bool holds(const Check& check, double value) {
  switch (check.op) {
    case Comparison::equal:
      return value == check.expected;
    case Comparison::approx: {
      // As the page has it: 5.815 lies within 5.81 +- 0.005 whatever its binary form.
      const double tolerance = tolerance_of(check);
      return std::abs(value - check.expected) <=
             tolerance + 1e-9 * std::max(tolerance, std::abs(value) * 1e-6);
    }
    case Comparison::between:
      return value >= check.low && value <= check.high;
    case Comparison::at_most:
      return value <= check.expected;
    case Comparison::at_least:
      return value >= check.expected;
    case Comparison::below:
      return value < check.expected;
    case Comparison::above:
      return value > check.expected;
  }
  return false;
}

/// The stated number that the actual one is read beside: of an interval the end with more digits.
double neighbour(const Check& check) {
  if (check.op != Comparison::between) return check.expected;
  return decimals_of(check.low) > decimals_of(check.high) ? check.low : check.high;
}

}  // namespace

std::string quantity_words(std::string_view number, std::string_view unit) {
  return unit.empty() || unit == "1" ? std::string(number)
                                     : fmt::format("{} {}", number, safe_text(unit));
}

std::string stated_words(double value, std::string_view unit) {
  return quantity_words(format_real(value), unit);
}

std::string converted_words(double value, std::string_view unit) {
  return quantity_words(with_digits(value, kStatedDigits), unit);
}

std::string computed_words(double value, std::string_view unit) {
  return quantity_words(with_digits(value, kDigits), unit);
}

std::string signed_digits(double value, int digits) {
  return std::isfinite(value) ? fmt::format("{:+.{}g}", value, digits) : "undefined";
}

std::string digits(double value, int digits) {
  return std::isfinite(value) ? fmt::format("{:.{}g}", value, digits) : "undefined";
}

std::string share_words(double part, double whole) {
  const double share = whole != 0 ? 100 * part / whole : 0;
  return std::isfinite(share) ? fmt::format("{:.1f} %", share) : "undefined";
}

std::string_view gap_unit(std::string_view unit) noexcept { return unit == "%" ? "pp" : unit; }

std::string expected_words(const Check& check) {
  if (!check.comparable) return "a number that can be compared";
  // Receipts of earlier versions hold claims converted in binary: 0.47393500000000005.
  const auto expected = [](double value) { return with_digits(value, kStatedDigits); };
  if (check.op == Comparison::between) {
    return fmt::format("between {} and {}", expected(check.low),
                       quantity_words(expected(check.high), check.unit));
  }
  if (check.op == Comparison::approx) {
    return fmt::format("{} +- {}", quantity_words(expected(check.expected), check.unit),
                       with_digits(tolerance_of(check), kDigits));
  }
  return fmt::format("{} {}", to_string(check.op),
                     quantity_words(expected(check.expected), check.unit));
}

std::string actual_digits(const Check& check) {
  if (!check.actual) return "no number";
  const double actual = *check.actual;
  if (!std::isfinite(actual) || !check.comparable) return with_digits(actual, kDigits);
  const bool passes = holds(check, actual);
  const auto tells = [&](const std::string& text) {
    const std::optional<double> shown = parse_real(text);
    return shown && holds(check, *shown) == passes;
  };
  std::string text = with_digits_of(actual, neighbour(check), tolerance_of(check));
  // A bound is often rounder than what lies well within it.
  const bool bound = check.op != Comparison::approx && check.op != Comparison::equal;
  if (bound && with_digits(actual, 3).size() > text.size()) text = with_digits(actual, 3);
  for (int digits = 4; !tells(text) && digits <= 17; ++digits) text = with_digits(actual, digits);
  return text;
}

std::string actual_words(const Check& check) {
  return check.actual ? quantity_words(actual_digits(check), check.unit) : "no number";
}

std::string beside_words(double actual, double claimed, double tolerance, std::string_view unit) {
  return quantity_words(with_digits_of(actual, claimed, tolerance), unit);
}

}  // namespace ahub::report
