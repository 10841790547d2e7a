// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Units of the expression language: products of base dimensions with an exact factor.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/arith/rational.hpp"

namespace ahub::sim::arith {

/// Base dimensions with whole exponents, such as {B: 1, s: -1}; empty for a plain number.
/// Bases are named by their unit of factor 1: s, B, tok, req, FLOP, J, usd, GPU, params, elements,
/// and each countable of base/units.hpp (items, hits, papers, ...) by its kind.
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
/// The bytes of the symbol that `text` starts with; 0 when it starts with none.
std::size_t symbol_length(std::string_view text) noexcept;

/// The longest unit that `text` starts with, written in one piece: symbols joined by '*' and '/'
/// with whole powers and parentheses, "TB/s", "GB/(s*W)", "s^-1", "1/s". It ends before an operator
/// that no unit follows, so that "GB/4" holds the unit GB.
struct UnitText {
  UnitValue unit;
  std::size_t end = 0;  ///< Bytes that it takes; 0 when `text` starts with no unit.
  std::vector<std::string_view> symbols;
};
UnitText leading_unit(std::string_view text);

}  // namespace ahub::sim::arith
