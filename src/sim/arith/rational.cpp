// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/arith/rational.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "ahub/base/text.hpp"

namespace ahub::sim::arith {
namespace {

std::size_t length(const Integer& value) {
  return value == 0 ? 1 : static_cast<std::size_t>(msb(abs(value))) + 1;
}

[[noreturn]] void too_long() {
  throw Fault{fmt::format("the number has more than {} bits", kMostBits),
              "make the exponents smaller, or calculate in larger units"};
}

/// The greatest common divisor; above 0 unless both are 0. One division first: the library's own
/// loop takes the time of the longer operand squared, however short the other one is.
Integer common_divisor(const Integer& a, const Integer& b) {
  const Integer &longer = length(a) < length(b) ? b : a, &shorter = length(a) < length(b) ? a : b;
  return shorter == 0 ? abs(longer) : gcd(shorter, longer % shorter);
}

/// Largest whole number that is not above n / d; d > 0.
Integer floor_divide(const Integer& n, const Integer& d) {
  Integer quotient, remainder;
  divide_qr(n, d, quotient, remainder);
  return remainder < 0 ? quotient - 1 : quotient;
}

/// value / 2^count to the nearest whole number, half to even; `value` >= 0, `rest` says that more
/// than 0 was cut off below its last bit.
std::uint64_t shifted_down(const Integer& value, unsigned count, bool rest) {
  if (count > length(value)) return 0;
  const auto kept = static_cast<std::uint64_t>(value >> count);
  if (count == 0) return kept;
  const Integer cut = value - (Integer(kept) << count), half = Integer(1) << (count - 1);
  const bool up = cut > half || (cut == half && (rest || kept % 2 == 1));
  return kept + (up ? 1 : 0);
}

}  // namespace

Rational::Rational(Integer numerator, Integer denominator)
    : numerator_(std::move(numerator)), denominator_(std::move(denominator)) {
  if (denominator_ == 0) throw Fault{"division by zero", {}};
  if (denominator_ != 1) {
    const Integer divisor = common_divisor(numerator_, denominator_);
    if (divisor != 1) {
      numerator_ /= divisor;
      denominator_ /= divisor;
    }
    if (denominator_ < 0) {
      numerator_ = -numerator_;
      denominator_ = -denominator_;
    }
  }
  if (bits() > kMostBits) too_long();
}

Rational::Rational(Lowest, Integer numerator, Integer denominator)
    : numerator_(std::move(numerator)), denominator_(std::move(denominator)) {
  if (bits() > kMostBits) too_long();
}

std::size_t Rational::bits() const { return std::max(length(numerator_), length(denominator_)); }

// Sums and products by Knuth, The Art of Computer Programming, volume 2, section 4.5.1: the
// divisors are sought in the operands, which are half as long as what they make.
Rational operator+(const Rational& a, const Rational& b) {
  const Integer common = common_divisor(a.denominator_, b.denominator_);
  if (common == 1) {
    return {Rational::Lowest{}, a.numerator_ * b.denominator_ + b.numerator_ * a.denominator_,
            a.denominator_ * b.denominator_};
  }
  const Integer rest = a.denominator_ / common;
  const Integer sum = a.numerator_ * (b.denominator_ / common) + b.numerator_ * rest;
  const Integer divisor = common_divisor(sum, common);
  return {Rational::Lowest{}, sum / divisor, rest * (b.denominator_ / divisor)};
}
Rational operator-(const Rational& a, const Rational& b) { return a + -b; }
Rational operator*(const Rational& a, const Rational& b) {
  const Integer left = common_divisor(a.numerator_, b.denominator_),
                right = common_divisor(b.numerator_, a.denominator_);
  return {Rational::Lowest{}, (a.numerator_ / left) * (b.numerator_ / right),
          (a.denominator_ / right) * (b.denominator_ / left)};
}
Rational operator/(const Rational& a, const Rational& b) { return a * b.power(-1); }
Rational Rational::operator-() const {
  Rational result = *this;
  result.numerator_ = -result.numerator_;
  return result;
}
Rational Rational::power(std::int64_t exponent) const {
  const auto count = static_cast<std::uint64_t>(std::abs(exponent));
  const std::size_t longer = bits();
  // 0, 1 and -1 never grow; anything else has at least (bits - 1) bits a factor.
  if (longer > 1 && (count > kMostBits || (longer - 1) * count > kMostBits)) too_long();
  const auto times = static_cast<unsigned>(longer > 1 ? count : count == 0 ? 0 : 2 - count % 2);
  Integer above = pow(numerator_, times), below = pow(denominator_, times);
  if (exponent >= 0) return {Lowest{}, std::move(above), std::move(below)};
  if (above == 0) throw Fault{"division by zero", {}};
  if (above < 0) return {Lowest{}, -below, -above};
  return {Lowest{}, std::move(below), std::move(above)};
}
bool operator<(const Rational& a, const Rational& b) {
  return a.numerator_ * b.denominator_ < b.numerator_ * a.denominator_;
}

Rational from_decimal(std::string_view text) {
  constexpr std::int64_t kMostDigits = 5'000;
  std::string digits;
  std::int64_t places = 0, exponent = 0;
  bool fraction = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == 'e' || c == 'E') {
      const bool minus = text[i + 1] == '-';
      for (std::size_t j = i + 1; j < text.size() && exponent <= kMostDigits; ++j) {
        if (text[j] >= '0' && text[j] <= '9') exponent = exponent * 10 + (text[j] - '0');
      }
      if (minus) exponent = -exponent;
      break;
    }
    if (c == '.') fraction = true;
    if (c < '0' || c > '9') continue;
    if (!digits.empty() || c != '0') digits += c;  // A leading 0 would mean octal.
    if (fraction) ++places;
  }
  if (digits.empty()) return 0;
  exponent -= places;
  if (std::abs(exponent) > kMostDigits || digits.size() > kMostDigits) too_long();
  const Integer scale = pow(Integer(10), static_cast<unsigned>(std::abs(exponent)));
  return exponent < 0 ? Rational(Integer(digits), scale) : Rational(Integer(digits) * scale, 1);
}

Rational from_written(double value) { return from_decimal(format_real(value)); }

Rational from_double(double value) {
  int exponent = 0;
  const auto mantissa = static_cast<std::int64_t>(std::ldexp(std::frexp(value, &exponent), 53));
  exponent -= 53;
  const Integer scale = Integer(1) << static_cast<unsigned>(std::abs(exponent));
  return exponent < 0 ? Rational(Integer(mantissa), scale) : Rational(mantissa * scale, 1);
}

double to_double(const Rational& value) {
  if (value.sign() == 0) return 0;
  const Integer magnitude = abs(value.numerator());
  // The quotient in units of 2^-shift has 64 bits or one less, eleven more than a double keeps.
  const auto shift =
      64 - static_cast<int>(length(magnitude)) + static_cast<int>(length(value.denominator())) - 1;
  Integer quotient, remainder;
  const Integer up = Integer(1) << static_cast<unsigned>(std::abs(shift));
  divide_qr(shift > 0 ? magnitude * up : magnitude,
            shift > 0 ? value.denominator() : value.denominator() * up, quotient, remainder);
  const int last = std::max(static_cast<int>(length(quotient)) - 53 - shift, -1074);
  const std::uint64_t kept =
      shifted_down(quotient, static_cast<unsigned>(last + shift), remainder != 0);
  // Exact: at most 2^53 times a power of two that is a double's.
  const double result = std::ldexp(static_cast<double>(kept), last);
  if (!std::isfinite(result)) {
    throw Fault{"the number is too large for the result of a run",
                "results go up to 1.8e308; give it in a larger unit"};
  }
  if (result == 0) {
    throw Fault{"the number is too close to 0 for the result of a run",
                "results start at 5e-324; give it in a smaller unit"};
  }
  return value.sign() < 0 ? -result : result;
}

std::string to_text(const Rational& value) {
  return value.is_whole() ? value.numerator().str()
                          : value.numerator().str() + "/" + value.denominator().str();
}

Rational floor_of(const Rational& value) {
  return {floor_divide(value.numerator(), value.denominator()), 1};
}

Rational round_of(const Rational& value) {
  const Rational half(1, 2), below = floor_of(value), rest = value - below;
  const bool up = half < rest || (rest == half && bit_test(abs(below.numerator()), 0));
  return up ? below + 1 : below;
}

std::optional<Rational> exact_sqrt(const Rational& value) {
  Integer rest_above, rest_below;
  const Integer above = sqrt(value.numerator(), rest_above);
  const Integer below = sqrt(value.denominator(), rest_below);
  if (rest_above != 0 || rest_below != 0) return std::nullopt;
  return Rational(above, below);
}

std::optional<std::int64_t> exact_log2(const Rational& value) {
  const auto above = static_cast<std::int64_t>(msb(value.numerator()));
  const auto below = static_cast<std::int64_t>(msb(value.denominator()));
  if (lsb(value.numerator()) != above || lsb(value.denominator()) != below) return std::nullopt;
  return above - below;
}

double approximate_log2(const Rational& value) {
  auto exponent = static_cast<std::int64_t>(length(value.numerator())) -
                  static_cast<std::int64_t>(length(value.denominator()));
  double mantissa = to_double(value / Rational(2).power(exponent));
  // Between 1/sqrt(2) and sqrt(2), so that nothing cancels beside 1.
  for (; mantissa > 1.4142135623730951; mantissa /= 2) ++exponent;
  for (; mantissa < 0.7071067811865476; mantissa *= 2) --exponent;
  return static_cast<double>(exponent) + std::log2(mantissa);
}

}  // namespace ahub::sim::arith
