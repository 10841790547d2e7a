// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/base/decimal.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "base/whole.hpp"

namespace ahub {
namespace {

constexpr int kMostExponent = 9'999;
constexpr std::size_t kMostDigits = 2'000;

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

Whole integer_of(bool negative, const std::string& digits, int zeros) {
  Whole value(digits.empty() ? "0" : digits);
  value *= whole_power(10, zeros);
  return negative ? -value : value;
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
  Decimal result;
  std::size_t at = 0;
  if (at < text.size() && (text[at] == '-' || text[at] == '+'))
    result.negative_ = text[at++] == '-';
  std::string digits;
  bool fraction = false, any = false;
  int places = 0;
  for (; at < text.size() && (is_digit(text[at]) || (text[at] == '.' && !fraction)); ++at) {
    if (text[at] == '.') {
      fraction = true;
      continue;
    }
    any = true;
    if (digits.size() > 2 * kMostDigits) return std::nullopt;
    if (!digits.empty() || text[at] != '0') digits += text[at];
    if (fraction && ++places > kMostExponent) return std::nullopt;
  }
  if (!any || text[at - 1] == '.') return std::nullopt;
  int exponent = 0;
  if (at < text.size()) {
    if (text[at] != 'e' && text[at] != 'E') return std::nullopt;
    std::string_view rest = text.substr(at + 1);
    if (rest.substr(0, 1) == "+") rest.remove_prefix(1);
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), exponent);
    if (error != std::errc() || end != rest.data() + rest.size() || rest == "-" ||
        std::abs(exponent) > 2 * kMostExponent)
      return std::nullopt;
  }
  exponent -= places;
  while (!digits.empty() && digits.back() == '0') {
    digits.pop_back();
    ++exponent;
  }
  if (digits.empty()) return Decimal();
  if (digits.size() > kMostDigits || std::abs(exponent) > kMostExponent) return std::nullopt;
  result.digits_ = std::move(digits);
  result.exponent_ = exponent;
  return result;
}

std::optional<Decimal> Decimal::of(double value) {
  return std::isfinite(value) ? parse(format_real(value)) : std::nullopt;
}

Decimal Decimal::negated() const {
  Decimal result = *this;
  result.negative_ = !is_zero() && !negative_;
  return result;
}

std::optional<Decimal> Decimal::sum(const Decimal& a, const Decimal& b) {
  if (a.is_zero()) return b;
  if (b.is_zero()) return a;
  // One more digit than from the first of either to the last of either.
  const int low = std::min(a.exponent_, b.exponent_), high = std::max(a.magnitude(), b.magnitude());
  if (high - low > static_cast<int>(kMostDigits)) return std::nullopt;
  const Whole total = integer_of(a.negative_, a.digits_, a.exponent_ - low) +
                      integer_of(b.negative_, b.digits_, b.exponent_ - low);
  return parse(fmt::format("{}e{}", total.str(), low));
}

std::optional<Decimal> Decimal::difference(const Decimal& a, const Decimal& b) {
  return sum(a, b.negated());
}

std::optional<Decimal> Decimal::product(const Decimal& a, const Decimal& b) {
  if (a.is_zero() || b.is_zero()) return Decimal();
  const Whole value = integer_of(a.negative_, a.digits_, 0) * integer_of(b.negative_, b.digits_, 0);
  return parse(fmt::format("{}e{}", value.str(), a.exponent_ + b.exponent_));
}

int Decimal::compare(const Decimal& a, const Decimal& b) {
  const auto sign = [](const Decimal& d) { return d.is_zero() ? 0 : d.negative_ ? -1 : 1; };
  if (sign(a) != sign(b)) return sign(a) < sign(b) ? -1 : 1;
  if (a == b) return 0;
  const int larger = a.negative_ ? -1 : 1;  // What it means that |a| is larger.
  if (a.magnitude() != b.magnitude()) return a.magnitude() > b.magnitude() ? larger : -larger;
  // The same first place and no zeros at the end: the texts compare as the numbers do.
  return a.digits_ > b.digits_ ? larger : -larger;
}

Decimal Decimal::rounded(int places) const {
  const int cut = -places - exponent_;  // Digits that go.
  if (cut <= 0 || is_zero()) return *this;
  const auto count = static_cast<std::size_t>(cut);
  if (count > digits_.size()) return Decimal();
  std::string kept = "0" + digits_.substr(0, digits_.size() - count);
  const std::string gone = digits_.substr(digits_.size() - count);
  const bool odd = (kept.back() - '0') % 2 != 0;
  const bool half = gone[0] == '5' && gone.find_first_not_of('0', 1) == std::string::npos;
  if (half ? odd : gone[0] >= '5') {
    std::size_t i = kept.size() - 1;
    for (; kept[i] == '9'; --i) kept[i] = '0';
    ++kept[i];
  }
  Decimal result = parse(fmt::format("{}e{}", kept, -places)).value_or(Decimal());
  result.negative_ = negative_ && !result.is_zero();
  return result;
}

int Decimal::decimals() const noexcept { return std::max(0, -exponent_); }

int Decimal::magnitude() const noexcept {
  return is_zero() ? 0 : exponent_ + static_cast<int>(digits_.size()) - 1;
}

std::optional<double> Decimal::nearest() const {
  if (is_zero()) return 0;
  const std::string text = fmt::format("{}{}e{}", negative_ ? "-" : "", digits_, exponent_);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  // Too small is out of range as well.
  if (error == std::errc::result_out_of_range)
    return magnitude() < 0 ? std::optional<double>(0.0) : std::nullopt;
  if (error != std::errc() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::string Decimal::text(int places) const {
  constexpr int kPlainFrom = -6, kPlainTo = 16;
  std::string text;
  if (magnitude() < kPlainFrom || magnitude() >= kPlainTo) {
    text = digits_.substr(0, 1);
    if (digits_.size() > 1) text += "." + digits_.substr(1);
    text += fmt::format("e{}{:02}", magnitude() < 0 ? "-" : "+", std::abs(magnitude()));
  } else {
    text = digits_.empty() ? "0" : digits_;
    if (exponent_ > 0) text.append(static_cast<std::size_t>(exponent_), '0');
    const auto behind = static_cast<std::size_t>(decimals());
    if (text.size() <= behind) text.insert(0, behind + 1 - text.size(), '0');
    if (behind > 0) text.insert(text.size() - behind, ".");
    if (places > decimals()) {
      if (behind == 0) text += ".";
      text.append(static_cast<std::size_t>(places - decimals()), '0');
    }
  }
  return negative_ ? "-" + text : text;
}

double exact_difference(double left, double right) {
  const std::optional<Decimal> a = Decimal::of(left), b = Decimal::of(right);
  const std::optional<Decimal> exact = a && b ? Decimal::difference(*a, *b) : std::nullopt;
  const std::optional<double> result = exact ? exact->nearest() : std::nullopt;
  return result.value_or(left - right);
}

int decimals_of(double value) {
  const std::optional<Decimal> decimal = Decimal::of(value);
  return decimal ? decimal->decimals() : 0;
}

int meaningful_decimals(double claimed, double tolerance) {
  constexpr int kMost = 15;
  const std::optional<Decimal> number = Decimal::of(claimed), open = Decimal::of(tolerance);
  int places = number ? number->decimals() + 1 : 1;
  if (open && tolerance > 0) places = std::max(places, -open->magnitude());
  const int before = number ? std::max(0, number->magnitude() + 1) : 0;
  return std::clamp(places, 0, std::max(0, kMost - before));
}

std::string with_digits(double value, int digits) {
  const std::optional<Decimal> exact = Decimal::of(value);
  if (!exact) return "undefined";
  return exact->rounded(std::max(0, digits - 1 - exact->magnitude())).text();
}

std::string with_digits_of(double actual, double claimed, double tolerance) {
  const std::optional<Decimal> exact = Decimal::of(actual), other = Decimal::of(claimed);
  if (!exact) return "undefined";
  const Decimal rounded = exact->rounded(meaningful_decimals(claimed, tolerance));
  if (rounded.is_zero() && !exact->is_zero()) return with_digits(actual, 2);
  const bool hidden = other && *exact != *other && rounded == *other;
  if (hidden && tolerance > 0 && std::abs(actual - claimed) > tolerance) {
    const std::optional<Decimal> gap = Decimal::difference(*exact, *other);
    if (gap) return exact->rounded(-gap->magnitude() + 1).text();
  }
  return rounded.text();
}

}  // namespace ahub
