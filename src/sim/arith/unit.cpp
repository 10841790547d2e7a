// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/arith/unit.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/base/units.hpp"

namespace ahub::sim::arith {
namespace {

constexpr std::string_view kSmall = "pnum", kDecimal = "kKMGTPE", kBytes = "kKMGTPEi";

/// One symbol: factor numerator / denominator of the bases `per` and over `over`.
struct Row {
  std::string_view symbol, base, over;
  std::int64_t numerator, denominator;
  std::string_view prefixes;  ///< Letters that may stand before it; 'i' allows Ki, Mi, Gi, Ti too.
};

constexpr Row kRows[] = {
    {"s", "s", "", 1, 1, kSmall},
    {"min", "s", "", 60, 1, ""},
    {"h", "s", "", 3600, 1, ""},
    {"day", "s", "", 86400, 1, ""},
    {"days", "s", "", 86400, 1, ""},
    {"Hz", "", "s", 1, 1, kDecimal},
    {"B", "B", "", 1, 1, kBytes},
    {"byte", "B", "", 1, 1, ""},
    {"bytes", "B", "", 1, 1, ""},
    {"bit", "B", "", 1, 8, kBytes},
    {"bits", "B", "", 1, 8, ""},
    {"tok", "tok", "", 1, 1, kDecimal},
    {"token", "tok", "", 1, 1, ""},
    {"tokens", "tok", "", 1, 1, ""},
    {"req", "req", "", 1, 1, kDecimal},
    {"request", "req", "", 1, 1, ""},
    {"requests", "req", "", 1, 1, ""},
    {"FLOP", "FLOP", "", 1, 1, kDecimal},
    {"FLOPs", "FLOP", "", 1, 1, kDecimal},
    {"J", "J", "", 1, 1, "mkMG"},
    {"W", "J", "s", 1, 1, "mkMG"},
    {"Wh", "J", "", 3600, 1, "kMG"},
    {"usd", "usd", "", 1, 1, ""},
    {"GPU", "GPU", "", 1, 1, ""},
    {"GPUs", "GPU", "", 1, 1, ""},
    {"param", "params", "", 1, 1, kDecimal},
    {"params", "params", "", 1, 1, kDecimal},
    {"element", "elements", "", 1, 1, ""},
    {"item", "items", "", 1, 1, ""},
    {"%", "", "", 1, 100, ""},
    {"percent", "", "", 1, 100, ""},
    {"pp", "", "", 1, 100, ""},
    {"x", "", "", 1, 1, ""},
    {"fraction", "", "", 1, 1, ""},
};

Rational prefix_factor(char prefix, bool binary) {
  constexpr std::string_view kUp = "kMGTPE", kDown = "munp";
  const char upper = prefix == 'K' ? 'k' : prefix;
  if (const std::size_t at = kDown.find(prefix); at != std::string_view::npos && !binary)
    return Rational(1000).power(-static_cast<std::int64_t>(at) - 1);
  return Rational(binary ? 1024 : 1000).power(static_cast<std::int64_t>(kUp.find(upper)) + 1);
}

UnitValue value_of(const Row& row, const Rational& prefix) {
  UnitValue unit{prefix * Rational(row.numerator, row.denominator), {}};
  if (!row.base.empty()) unit.dimension = Dimension(row.base);
  if (!row.over.empty()) unit.dimension = unit.dimension * Dimension(row.over).to_the(-1);
  return unit;
}

const Row* find_row(std::string_view symbol) {
  const Row* const found = std::find_if(std::begin(kRows), std::end(kRows),
                                        [&](const Row& row) { return row.symbol == symbol; });
  return found == std::end(kRows) ? nullptr : found;
}

bool is_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// Whether `text` starts with a micro sign (U+00B5) or a mu (U+03BC), which take two bytes each.
bool starts_with_micro(std::string_view text) noexcept {
  return text.substr(0, 2) == "\u00b5" || text.substr(0, 2) == "\u03bc";
}

/// Reads `leading_unit`. Where a reading fails the place and the symbols stay as they were.
class UnitReader {
 public:
  explicit UnitReader(std::string_view text) : text_(text) {}

  bool read(UnitText& result, int depth = 0) {
    if (!read_power(result, depth)) return false;
    while (next_is(result, '*') || next_is(result, '/')) {
      UnitText factor = result;
      ++factor.end;
      if (!read_power(factor, depth)) break;
      const std::int64_t sign = next_is(result, '/') ? -1 : 1;
      factor.unit = {result.unit.factor * factor.unit.factor.power(sign),
                     result.unit.dimension * factor.unit.dimension.to_the(sign)};
      result = std::move(factor);
    }
    return true;
  }

 private:
  bool next_is(const UnitText& result, char c) const {
    return text_.substr(result.end, 1) == std::string_view(&c, 1);
  }

  bool read_power(UnitText& result, int depth) {
    if (!read_factor(result, depth)) return false;
    if (!next_is(result, '^')) return true;
    const std::string_view digits = text_.substr(result.end + 1);
    int exponent = 0;
    const auto [stop, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
    if (error != std::errc() || std::abs(exponent) > 99)
      throw Fault{"the power of a unit is a whole number from -99 to 99", {}};
    result.unit = {result.unit.factor.power(exponent), result.unit.dimension.to_the(exponent)};
    result.end += 1 + static_cast<std::size_t>(stop - digits.data());
    return true;
  }

  bool read_factor(UnitText& result, int depth) {
    constexpr int kDeepest = 8;
    if (next_is(result, '(') && depth < kDeepest) {
      UnitText inside = result;
      ++inside.end;
      if (!read(inside, depth + 1) || !next_is(inside, ')')) return false;
      result = std::move(inside);
      ++result.end;
      return true;
    }
    const std::string_view rest = text_.substr(result.end);
    const bool one = result.end == 0 && rest.substr(0, 1) == "1";
    const std::string_view symbol = rest.substr(0, one ? 1 : symbol_length(rest));
    const std::optional<UnitValue> known = one ? UnitValue{} : unit_named(symbol);
    if (!known) return false;
    result.unit = *known;
    result.end += symbol.size();
    result.symbols.push_back(symbol);
    return true;
  }

  std::string_view text_;
};

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
  if (const Row* row = find_row(symbol)) return value_of(*row, 1);
  const bool micro = starts_with_micro(symbol);
  const std::size_t one = micro ? 2 : 1;
  if (symbol.size() > one) {
    const char prefix = micro ? 'u' : symbol[0];
    const bool binary = symbol[1] == 'i' && !micro;
    const Row* row = find_row(symbol.substr(binary ? 2 : one));
    const bool fits =
        row != nullptr && row->prefixes.find(prefix) != std::string_view::npos && prefix != 'i';
    const bool fits_binary =
        !binary || (fits && prefix != 'k' && row->prefixes.find('i') != std::string_view::npos);
    if (fits && fits_binary) return value_of(*row, prefix_factor(prefix, binary));
  }
  // Countable things of the common table: each is a dimension of its own.
  const Unit* unit = find_unit(symbol);
  const bool one_word = std::all_of(symbol.begin(), symbol.end(), is_letter);
  if (unit == nullptr || unit->factor != 1 || !one_word) return std::nullopt;
  return UnitValue{1, Dimension(unit->kind)};
}

std::optional<std::string> unit_like(std::string_view symbol) {
  std::vector<std::string> names;
  for (const Row& row : kRows) {
    names.emplace_back(row.symbol);
    for (const char prefix : row.prefixes) {
      if (prefix != 'i') names.push_back(prefix + std::string(row.symbol));
    }
  }
  for (const Unit& unit : units()) names.emplace_back(unit.symbol);
  std::erase_if(names, [](const std::string& name) { return !unit_named(name); });
  return nearest(symbol, names);
}

std::size_t symbol_length(std::string_view text) noexcept {
  if (text.substr(0, 1) == "%") return 1;
  std::size_t end = starts_with_micro(text) ? 2 : 0;
  if (end == 0 && (text.empty() || !is_letter(text[0]))) return 0;
  while (end < text.size() && (is_letter(text[end]) || is_digit(text[end]) || text[end] == '_'))
    ++end;
  return end;
}

UnitText leading_unit(std::string_view text) {
  UnitText result;
  if (!UnitReader(text).read(result)) result.end = 0;
  return result;
}

}  // namespace ahub::sim::arith
