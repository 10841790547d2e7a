// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A program of expressions with units, calculated exactly.
//
//   program    = [statement] {(";" | newline) [statement]}     "#" starts a comment, to the line
//   end statement  = [name "="] comparison                         the last one is the result
//   comparison = sum {("<" | "<=" | ">" | ">=" | "==" | "!=") sum}      in the last statement only
//   sum        = product {("+" | "-") product}
//   product    = sign {("*" | "/") sign}
//   sign       = "-" sign | value ["^" sign]                   -2^2 is -4, 2^3^2 is 2^9
//   value      = number [unit] | name | function "(" comparison {"," comparison} ")" | "(" sum ")"
//   number     = digits ["." digits] [("e" | "E") ["+" | "-"] digits]         "_" between digits
//
// A unit is written in one piece, as `leading_unit` reads it: in "40 GB/s" the s is a unit, in
// "40 GB / s" a name. A name that is also a unit may not stand where it could be either.
// Inside parentheses a newline is a blank. Whatever is wrong is one error with line:column.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "sim/arith/rational.hpp"

namespace ahub::sim::arith {

/// Deepest nesting of parentheses, signs and powers.
inline constexpr int kDeepest = 256;
/// Most work of one program: words of one operand times words of the other, summed over its
/// operations. It takes some 50 ms, nearly all of it in greatest common divisors.
inline constexpr double kMostWork = 1e6;

struct Result {
  Rational value;             ///< In the unit asked for.
  double nearest = 0;         ///< The double nearest to it.
  bool exact = true;          ///< No function gave up digits on the way.
  std::optional<bool> holds;  ///< When the last statement is a comparison.
};

/// The result of `program` in `unit` (text of a unit; empty: a plain number). Throws
/// `Error{input, "bad-expression"}`, message "program:LINE:COLUMN: ..." or "unit:1:COLUMN: ...",
/// columns in code points. `work` (or null) is set to what it took, at most a little over
/// `kMostWork`, also when it throws.
Result evaluate(std::string_view program, std::string_view unit, double* work = nullptr);

}  // namespace ahub::sim::arith
