// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Units of the expression language: those of base/units.hpp as exact fractions of base dimensions.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ahub/base/units.hpp"
#include "sim/arith/rational.hpp"

namespace ahub::sim::arith {

/// Base dimensions with whole exponents, such as {B: 1, s: -1}; empty for a plain number. Bases are
/// those of base/units.hpp, but shares, differences of shares and ratios, which are plain numbers.
class Dimension {
 public:
  Dimension() = default;
  explicit Dimension(std::string_view base) : powers_{{base, 1}} {}

  bool is_plain() const noexcept { return powers_.empty(); }
  /// Every exponent times `count`. Throws `Fault` beyond 99.
  Dimension to_the(std::int64_t count) const;
  /// Half of every exponent, when all are even.
  std::optional<Dimension> root() const;
  friend Dimension operator*(const Dimension& a, const Dimension& b);
  bool operator==(const Dimension&) const = default;
  /// "B/s", "B/(s*tok)", "1/s"; "no unit" when plain.
  std::string text() const;

 private:
  struct Power {
    std::string_view base;  // Of static lifetime.
    std::int64_t exponent;
    bool operator==(const Power&) const = default;
  };
  std::vector<Power> powers_;  // Ordered by base; no exponent is 0.
};

/// A unit: one of it is `factor` in base units.
struct UnitValue {
  Rational factor = 1;
  Dimension dimension;
};

/// The unit that one symbol names, with its prefix: "GB", "ms", "bit", "%", "TFLOP".
std::optional<UnitValue> unit_named(std::string_view symbol);
/// The known symbol nearest to `symbol`.
std::optional<std::string> unit_like(std::string_view symbol);

/// As `ahub::leading_unit`. Throws `Fault` where that tells a problem.
struct UnitText {
  UnitValue unit;
  std::size_t end = 0;  ///< Bytes that it takes; 0 when `text` starts with no unit.
  std::vector<std::string_view> symbols;
};
UnitText leading_unit(std::string_view text,
                      const std::function<bool(std::string_view)>& is_name = {});

}  // namespace ahub::sim::arith
