// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/arith/unit.hpp"

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/base/units.hpp"

namespace ahub::sim::arith {
namespace {

Rational rational_of(const UnitFactor& factor) {
  return Rational(2).power(factor.two) * Rational(3).power(factor.three) *
         Rational(5).power(factor.five) * Rational(7).power(factor.seven);
}

/// Shares, their differences and ratios are plain numbers of the language; a pp is 1/100.
UnitValue value_of(const Unit& unit) {
  UnitValue value{rational_of(unit.factor), {}};
  for (const UnitBase& base : unit.bases) {
    if (base.name == "pp") value.factor = value.factor * Rational(1, 100).power(base.power);
    if (base.name == "fraction" || base.name == "pp" || base.name == "x") continue;
    value.dimension = value.dimension * Dimension(base.name).to_the(base.power);
  }
  return value;
}

}  // namespace

Dimension Dimension::to_the(std::int64_t count) const {
  Dimension result;
  for (const Power& power : powers_) {
    if (count == 0) break;
    if (std::abs(count) > 99 || std::abs(power.exponent * count) > 99)
      throw Fault{fmt::format("the power of {} is beyond 99", power.base), {}};
    result.powers_.push_back({power.base, power.exponent * count});
  }
  return result;
}

std::optional<Dimension> Dimension::root() const {
  Dimension result;
  for (const Power& power : powers_) {
    if (power.exponent % 2 != 0) return std::nullopt;
    result.powers_.push_back({power.base, power.exponent / 2});
  }
  return result;
}

Dimension operator*(const Dimension& a, const Dimension& b) {
  Dimension result = a;
  for (const Dimension::Power& power : b.powers_) {
    const auto at = std::lower_bound(
        result.powers_.begin(), result.powers_.end(), power,
        [](const auto& left, const auto& right) { return left.base < right.base; });
    if (at == result.powers_.end() || at->base != power.base) {
      result.powers_.insert(at, power);
    } else if ((at->exponent += power.exponent) == 0) {
      result.powers_.erase(at);
    } else if (std::abs(at->exponent) > 99) {
      throw Fault{fmt::format("the power of {} is beyond 99", power.base), {}};
    }
  }
  return result;
}

std::string Dimension::text() const {
  std::vector<std::string> above, below;
  for (const Power& power : powers_) {
    const std::int64_t size = std::abs(power.exponent);
    (power.exponent > 0 ? above : below)
        .push_back(size == 1 ? std::string(power.base) : fmt::format("{}^{}", power.base, size));
  }
  if (above.empty() && below.empty()) return "no unit";
  std::string text = above.empty() ? "1" : fmt::format("{}", fmt::join(above, "*"));
  if (below.empty()) return text;
  const std::string under = fmt::format("{}", fmt::join(below, "*"));
  return text + (below.size() == 1 ? "/" + under : "/(" + under + ")");
}

std::optional<UnitValue> unit_named(std::string_view symbol) {
  const std::optional<Unit> unit = unit_of_symbol(symbol);
  return unit ? std::optional(value_of(*unit)) : std::nullopt;
}

std::optional<std::string> unit_like(std::string_view symbol) {
  std::vector<std::string> names;
  for (const NamedUnit& unit : units()) {
    // What does not start a unit behind a number is no help.
    if (symbol_length(unit.symbol) == unit.symbol.size()) names.push_back(unit.symbol);
  }
  return nearest(symbol, names);
}

UnitText leading_unit(std::string_view text, const std::function<bool(std::string_view)>& is_name) {
  const ahub::UnitText read = ahub::leading_unit(text, is_name);
  if (!read.problem.empty()) throw Fault{read.problem, {}};
  return {value_of(read.unit), read.end, read.symbols};
}

}  // namespace ahub::sim::arith
