// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Exact decimal numbers, and numbers printed with the digits that mean something.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ahub {

/// coefficient * 10^exponent, exact. Limits: 2,000 digits of the coefficient, exponents from
/// -9,999 to 9,999; what would leave them is nothing (`std::nullopt`), never a rounded number.
class Decimal {
 public:
  Decimal() = default;  // 0.
  /// The shortest decimal that reads back as `value`: the digits that a manifest wrote, up to 15
  /// of them for sure. Nothing when it is not finite.
  static std::optional<Decimal> of(double value);
  /// The grammar of JSON numbers, with an optional plus and leading zeros.
  static std::optional<Decimal> parse(std::string_view text);

  static std::optional<Decimal> sum(const Decimal& a, const Decimal& b);
  static std::optional<Decimal> difference(const Decimal& a, const Decimal& b);
  static std::optional<Decimal> product(const Decimal& a, const Decimal& b);
  /// -1, 0 or 1.
  static int compare(const Decimal& a, const Decimal& b);
  bool operator==(const Decimal& other) const = default;

  bool is_zero() const noexcept { return digits_.empty(); }
  bool is_negative() const noexcept { return negative_; }
  Decimal negated() const;
  /// Rounded half to even to `places` decimals (negative: before the point), -9,999..9,999.
  Decimal rounded(int places) const;
  /// How many decimals it has: 2 for 5.81, 0 for 6 and for 600.
  int decimals() const noexcept;
  /// The exponent of ten of its first digit: 0 for 5.81, -2 for 0.05; 0 for zero.
  int magnitude() const noexcept;
  /// The nearest double, half to even. Nothing when it is too large for one.
  std::optional<double> nearest() const;
  /// Plain digits from 1e-6 to below 1e16, else "1.5e-07"; `places`: at least so many decimals.
  std::string text(int places = 0) const;

 private:
  bool negative_ = false;
  std::string digits_;  // Without zeros at either end; empty for 0.
  int exponent_ = 0;    // Of the last digit; 0 for 0.
};

/// left - right, calculated from their shortest decimals and rounded once: 11.81 - 5.81 is 6.
/// Binary arithmetic where one is not finite or the result too large for a double.
double exact_difference(double left, double right);

/// The decimals that the shortest text of a finite `value` shows: 2 for 5.81, 0 for 6, 7
/// for 1.5e-6.
int decimals_of(double value);

/// How many decimals of a recomputed number mean something beside the number that is claimed: one
/// more than `claimed` shows, or what the `tolerance` (absolute, in the same unit; 0 or less: none
/// stated) leaves open: 0.005 leaves 3 (its first digit), 1e-9 leaves 9. At most 15 digits in all.
int meaningful_decimals(double claimed, double tolerance = 0);
/// `actual` rounded half to even to those decimals, zeros at the end left out:
/// beside 5.81, 5.8134962 is "5.813" and 5.81 is "5.81". A number that rounds to 0 without being it
/// keeps two digits, and one that rounds to `claimed` while `tolerance` tells them apart keeps the
/// digits that differ. Not finite: "undefined".
std::string with_digits_of(double actual, double claimed, double tolerance = 0);
/// `value` in at most `digits` significant digits (1..17), half to even, zeros at the end left out,
/// whole digits before the point kept: 1234567 is "1234567" in 4. Not finite: "undefined".
std::string with_digits(double value, int digits);

}  // namespace ahub
