// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Numbers with units: what the operators and functions of the expression language do.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "sim/arith/rational.hpp"
#include "sim/arith/unit.hpp"

namespace ahub::sim::arith {

struct Quantity {
  Rational value;  ///< In base units.
  Dimension dimension;
  bool exact = true;    ///< No function before it lost digits.
  bool truth = false;   ///< The result of a comparison, 1 or 0: no operator takes it.
  std::string written;  ///< The unit as the program writes it, for messages; empty when unknown.

  std::string unit_text() const { return written.empty() ? dimension.text() : written; }
};

/// Each throws `Fault` when the units do not fit or there is no result.
Quantity add(const Quantity& a, const Quantity& b);
Quantity subtract(const Quantity& a, const Quantity& b);
Quantity multiply(const Quantity& a, const Quantity& b);
Quantity divide(const Quantity& a, const Quantity& b);
Quantity negate(Quantity a);
/// A whole exponent is exact. Another one goes through libm, and its base has no unit.
Quantity raise(const Quantity& base, const Quantity& exponent);
/// `sign` is one of < <= > >= == !=.
Quantity compare(const Quantity& a, std::string_view sign, const Quantity& b);

/// Whether `name` is a function: min max (any number of arguments), ceil floor round abs log2 sqrt
/// (one), near (three: |a - b| <= tolerance |b|).
bool is_function(std::string_view name) noexcept;
/// The value of a function; `is_function(name)`.
Quantity value_of_function(std::string_view name, std::span<const Quantity> arguments);

}  // namespace ahub::sim::arith
