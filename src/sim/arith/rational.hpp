// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Exact fractions of whole numbers of any length, up to a limit of bits.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <boost/multiprecision/cpp_int.hpp>

namespace ahub::sim::arith {

using Integer = boost::multiprecision::number<boost::multiprecision::cpp_int_backend<>,
                                              boost::multiprecision::et_off>;

/// Why an operation has no result; whoever knows the place in the program adds it.
struct Fault {
  std::string message, hint;
};

/// Longest numerator or denominator, in bits (about 4,900 decimal digits).
inline constexpr std::size_t kMostBits = 16'384;

/// A fraction in lowest terms, its denominator above 0. Every operation throws `Fault` when a part
/// of the result would be longer than `kMostBits`, and for a division by zero.
class Rational {
 public:
  Rational(std::int64_t whole = 0) : numerator_(whole), denominator_(1) {}
  Rational(Integer numerator, Integer denominator);

  const Integer& numerator() const noexcept { return numerator_; }
  const Integer& denominator() const noexcept { return denominator_; }
  bool is_whole() const { return denominator_ == 1; }
  int sign() const { return numerator_.sign(); }
  /// Bits of the longer part, at least 1.
  std::size_t bits() const;

  friend Rational operator+(const Rational& a, const Rational& b);
  friend Rational operator-(const Rational& a, const Rational& b);
  friend Rational operator*(const Rational& a, const Rational& b);
  friend Rational operator/(const Rational& a, const Rational& b);
  Rational operator-() const;
  /// To a whole power; 0^0 is 1.
  Rational power(std::int64_t exponent) const;
  friend bool operator==(const Rational& a, const Rational& b) = default;
  friend bool operator<(const Rational& a, const Rational& b);

 private:
  struct Lowest {};
  /// Of parts without a common divisor, the denominator above 0.
  Rational(Lowest, Integer numerator, Integer denominator);

  Integer numerator_, denominator_;
};

/// The number that decimal digits with an optional fraction and exponent are: "40.3", "1e-6",
/// "33_030_144". The caller has checked the grammar. Throws `Fault` when it is too long.
Rational from_decimal(std::string_view text);
/// The shortest decimal that reads back as a finite double >= 0: 13.48 for what a user wrote so.
Rational from_written(double value);
/// The exact value of a finite double.
Rational from_double(double value);
/// The nearest double, half to even, subnormal ones included. Throws `Fault` when the value is too
/// large for one, or is not 0 and would become 0.
double to_double(const Rational& value);
/// "7/3" or "7".
std::string to_text(const Rational& value);

/// Largest whole number that is not above `value`.
Rational floor_of(const Rational& value);
/// Nearest whole number, half to even.
Rational round_of(const Rational& value);
/// The square root when it is rational.
std::optional<Rational> exact_sqrt(const Rational& value);
/// The logarithm to base 2 when it is whole; `value` > 0.
std::optional<std::int64_t> exact_log2(const Rational& value);
/// The logarithm to base 2 by way of libm; `value` > 0.
double approximate_log2(const Rational& value);

}  // namespace ahub::sim::arith
