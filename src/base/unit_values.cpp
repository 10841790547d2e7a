// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Conversion and difference of values with units: exact, rounded once at the end.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "ahub/base/text.hpp"
#include "ahub/base/units.hpp"
#include "base/whole.hpp"

namespace ahub {
namespace {

/// above / below, below > 0; not in lowest terms.
struct Fraction {
  Whole above, below = 1;
};

/// The shortest decimal that reads back as the finite `value`, as a fraction.
Fraction of_decimal(double value) {
  const std::string text = format_real(value);
  std::string digits;
  int exponent = 0;
  bool fraction = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == 'e') {
      int stated = 0;
      const std::size_t from = i + (text[i + 1] == '+' ? 2 : 1);
      std::from_chars(text.data() + from, text.data() + text.size(), stated);
      exponent += stated;
      break;
    }
    if (text[i] == '.') fraction = true;
    if (text[i] < '0' || text[i] > '9') continue;
    if (!digits.empty() || text[i] != '0') digits += text[i];  // A leading 0 would mean octal.
    if (fraction) --exponent;
  }
  Fraction result{Whole(digits.empty() ? "0" : digits)};
  if (std::signbit(value)) result.above = -result.above;
  (exponent < 0 ? result.below : result.above) *= whole_power(10, std::abs(exponent));
  return result;
}

void multiply(Fraction& value, const UnitFactor& factor) {
  const std::pair<int, int> parts[] = {
      {2, factor.two}, {3, factor.three}, {5, factor.five}, {7, factor.seven}};
  for (const auto& [prime, exponent] : parts)
    (exponent < 0 ? value.below : value.above) *= whole_power(prime, std::abs(exponent));
}

constexpr double kInfinite = std::numeric_limits<double>::infinity();

/// The nearest double: infinite when it is too large, 0 when it is too small for one.
double saturated(const Fraction& value) {
  if (value.above == 0) return 0;
  // 25 digits and a last one that stands for all others: a double's rounding needs no more.
  constexpr int kDigits = 25;
  const Whole size = abs(value.above);
  const auto length = [](const Whole& n) { return static_cast<int>(msb(n)) + 1; };
  constexpr double kDigitsOfBit = 0.30103;
  const int shift =
      kDigits - static_cast<int>(std::floor((length(size) - length(value.below)) * kDigitsOfBit));
  Whole above = size, below = value.below;
  (shift < 0 ? below : above) *= whole_power(10, std::abs(shift));
  Whole quotient, rest;
  divide_qr(above, below, quotient, rest);
  std::string text = value.above < 0 ? "-" : "";
  text += quotient.str() + (rest == 0 ? "0e" : "1e") + std::to_string(-shift - 1);
  double result = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), result);
  if (error == std::errc() && std::isfinite(result)) return result;
  return length(size) < length(value.below) ? 0 : value.above < 0 ? -kInfinite : kInfinite;
}

/// The nearest double; nothing when it is too large, or would be 0 without being it.
std::optional<double> nearest(const Fraction& value) {
  const double result = saturated(value);
  if (!std::isfinite(result) || (result == 0 && value.above != 0)) return std::nullopt;
  return result;
}

/// The factor from one unit to another; nothing when they are of different kinds.
std::optional<UnitFactor> factor_between(std::string_view from, std::string_view to) {
  if (from == to) return UnitFactor{};
  const std::optional<Unit> source = find_unit(from), target = find_unit(to);
  if (!source || !target || source->bases != target->bases) return std::nullopt;
  return source->factor * power(target->factor, -1);
}

/// value * factor.
std::optional<double> scaled(double value, const UnitFactor& factor) {
  if (!std::isfinite(value)) return std::nullopt;
  if (factor == UnitFactor{}) return value;
  Fraction exact = of_decimal(value);
  multiply(exact, factor);
  return nearest(exact);
}

}  // namespace

bool same_kind(std::string_view left, std::string_view right) {
  return factor_between(left, right).has_value();
}

std::optional<double> convert(double value, std::string_view from, std::string_view to) {
  const std::optional<UnitFactor> factor = factor_between(from, to);
  return factor ? scaled(value, *factor) : std::nullopt;
}

std::optional<double> convert_saturated(double value, std::string_view from, std::string_view to) {
  const std::optional<UnitFactor> factor = factor_between(from, to);
  if (!factor || std::isnan(value)) return std::nullopt;
  if (std::isinf(value) || *factor == UnitFactor{}) return value;
  Fraction exact = of_decimal(value);
  multiply(exact, *factor);
  return saturated(exact);
}

std::size_t unit_that_holds(std::span<const double> values,
                            std::span<const std::string_view> units) {
  // Where the largest has room all have: one pass finds it, one pass its unit.
  std::size_t largest = 0;
  for (std::size_t i = 1; i < values.size(); ++i) {
    const std::optional<UnitFactor> factor = factor_between(units[i], units[largest]);
    if (!factor) return 0;
    if (*factor == UnitFactor{}) {
      if (std::abs(values[i]) > std::abs(values[largest])) largest = i;
      continue;
    }
    Fraction one = of_decimal(std::abs(values[i]));
    multiply(one, *factor);
    const Fraction most = of_decimal(std::abs(values[largest]));
    if (one.above * most.below > most.above * one.below) largest = i;
  }
  for (std::size_t to = 0; to < units.size(); ++to) {
    const std::optional<double> value =
        convert_saturated(values[largest], units[largest], units[to]);
    if (value && std::isfinite(*value)) return to;
  }
  return 0;
}

std::optional<double> difference(double left, std::string_view left_unit, double right,
                                 std::string_view right_unit) {
  const std::optional<UnitFactor> factor = factor_between(right_unit, left_unit);
  if (!factor || !std::isfinite(left) || !std::isfinite(right)) return std::nullopt;
  Fraction a = of_decimal(left), b = of_decimal(right);
  multiply(b, *factor);
  const Fraction exact{a.above * b.below - b.above * a.below, a.below * b.below};
  return nearest(exact);
}

std::optional<double> in_output_unit(double value, std::string_view claimed,
                                     const StatedUnit& output) {
  using Source = StatedUnit::Source;
  if (output.source == Source::none) return value;
  const bool undeclared = output.source == Source::number || output.source == Source::count;
  if (claimed.empty() && undeclared) return value;
  if (const std::optional<double> converted = convert(value, claimed, output.unit))
    return converted;
  const std::optional<Unit> plain = find_unit(output.unit), unit = find_unit(claimed);
  if (!plain || !(plain->is_plain() || plain->is("count"))) return std::nullopt;
  if (claimed.empty()) return value;
  if (!unit) return std::nullopt;
  const bool ratio = unit->is_ratio() && output.source != Source::count && plain->is_plain();
  if (!unit->is_plain() && !unit->is_count() && !unit->is_share() && !ratio) return std::nullopt;
  return scaled(value, unit->factor);
}

std::string compared_unit(std::string_view claimed, const StatedUnit& output) {
  using Source = StatedUnit::Source;
  const bool undeclared = output.source == Source::number || output.source == Source::count;
  const std::string own(claimed);
  if (output.source == Source::none || (undeclared && claimed.empty())) return own;
  if (claimed.empty()) return output.unit;
  const std::optional<Unit> claim = find_unit(claimed);
  if (output.source == Source::run && claim && claim == find_unit(output.unit)) return own;
  if (!undeclared) return output.unit;
  return claim && claim->factor != UnitFactor{} ? claim->kind() : own;
}

}  // namespace ahub
