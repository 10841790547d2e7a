// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/arith/quantity.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

namespace ahub::sim::arith {
namespace {

void refuse_truth(const Quantity& a) {
  if (a.truth)
    throw Fault{"a comparison is no number", "compare in the last statement, on its own"};
}

/// Both are numbers of one dimension, or the message says that one `cannot` the other.
void need_alike(const Quantity& a, const Quantity& b, std::string_view cannot) {
  refuse_truth(a);
  refuse_truth(b);
  if (a.dimension == b.dimension) return;
  throw Fault{fmt::format("cannot {} {} and {}", cannot, a.unit_text(), b.unit_text()),
              "both sides take units of one kind; multiply or divide by a unit such as 1 s first"};
}

void need_plain(const Quantity& a, std::string_view what) {
  refuse_truth(a);
  if (a.dimension.is_plain()) return;
  throw Fault{fmt::format("{} takes a plain number, not {}", what, a.unit_text()),
              fmt::format("divide by a unit first, such as x / 1 {}", a.unit_text())};
}

/// The unit that a sum of both is spoken of in.
std::string common_unit(const Quantity& a, const Quantity& b) {
  return a.written.empty() ? b.written : a.written;
}

Quantity inexact(double value) {
  if (!std::isfinite(value)) throw Fault{"the result is too large", {}};
  return {from_double(value), {}, false, false, {}};
}

Quantity square_root(const Quantity& a) {
  refuse_truth(a);
  if (a.value.sign() < 0) throw Fault{"sqrt takes no negative number", {}};
  const std::optional<Dimension> dimension = a.dimension.root();
  if (!dimension) throw Fault{fmt::format("{} has no square root", a.unit_text()), {}};
  if (std::optional<Rational> root = exact_sqrt(a.value))
    return {std::move(*root), *dimension, a.exact, false, {}};
  Quantity root = inexact(std::sqrt(to_double(a.value)));
  root.dimension = *dimension;
  return root;
}

Quantity logarithm(const Quantity& a) {
  need_plain(a, "log2");
  if (a.value.sign() <= 0) throw Fault{"log2 takes a number above 0", {}};
  if (const auto whole = exact_log2(a.value)) return {*whole, {}, a.exact, false, {}};
  return inexact(approximate_log2(a.value));
}

Quantity whole_number(std::string_view name, const Quantity& a) {
  need_plain(a, name);
  const Rational value = name == "ceil"    ? -floor_of(-a.value)
                         : name == "floor" ? floor_of(a.value)
                                           : round_of(a.value);
  return {value, {}, a.exact, false, {}};
}

Quantity extreme(std::string_view name, std::span<const Quantity> arguments) {
  Quantity best = arguments.front();
  refuse_truth(best);
  for (const Quantity& next : arguments.subspan(1)) {
    need_alike(best, next, name == "min" ? "take the least of" : "take the greatest of");
    const bool better = name == "min" ? next.value < best.value : best.value < next.value;
    const bool exact = best.exact && next.exact;
    if (better) best = next;
    best.exact = exact;
  }
  return best;
}

Quantity nearness(std::span<const Quantity> arguments) {
  const Quantity &a = arguments[0], &b = arguments[1], &tolerance = arguments[2];
  need_alike(a, b, "compare");
  need_plain(tolerance, "the tolerance of near");
  const Rational gap = a.value - b.value;
  const Rational size = gap.sign() < 0 ? -gap : gap;
  const Rational bound = tolerance.value * (b.value.sign() < 0 ? -b.value : b.value);
  return {bound < size ? 0 : 1, {}, a.exact && b.exact && tolerance.exact, true, {}};
}

struct Function {
  std::string_view name;
  std::size_t least, most;  // Arguments.
};
constexpr Function kFunctions[] = {{"abs", 1, 1},  {"ceil", 1, 1},       {"floor", 1, 1},
                                   {"log2", 1, 1}, {"max", 1, SIZE_MAX}, {"min", 1, SIZE_MAX},
                                   {"near", 3, 3}, {"round", 1, 1},      {"sqrt", 1, 1}};

const Function* find_function(std::string_view name) noexcept {
  const Function* const found =
      std::find_if(std::begin(kFunctions), std::end(kFunctions),
                   [&](const Function& function) { return function.name == name; });
  return found == std::end(kFunctions) ? nullptr : found;
}

}  // namespace

Quantity add(const Quantity& a, const Quantity& b) {
  need_alike(a, b, "add");
  return {a.value + b.value, a.dimension, a.exact && b.exact, false, common_unit(a, b)};
}

Quantity subtract(const Quantity& a, const Quantity& b) {
  need_alike(a, b, "subtract");
  return {a.value - b.value, a.dimension, a.exact && b.exact, false, common_unit(a, b)};
}

Quantity multiply(const Quantity& a, const Quantity& b) {
  refuse_truth(a);
  refuse_truth(b);
  const std::string& written = a.dimension.is_plain()   ? b.written
                               : b.dimension.is_plain() ? a.written
                                                        : std::string();
  return {a.value * b.value, a.dimension * b.dimension, a.exact && b.exact, false, written};
}

Quantity divide(const Quantity& a, const Quantity& b) {
  refuse_truth(a);
  refuse_truth(b);
  return {a.value / b.value, a.dimension * b.dimension.to_the(-1), a.exact && b.exact, false,
          b.dimension.is_plain() ? a.written : std::string()};
}

Quantity negate(Quantity a) {
  refuse_truth(a);
  a.value = -a.value;
  return a;
}

Quantity raise(const Quantity& base, const Quantity& exponent) {
  refuse_truth(base);
  need_plain(exponent, "an exponent");
  const bool exact = base.exact && exponent.exact;
  if (exponent.value.is_whole()) {
    constexpr std::int64_t kLargest = 1'000'000'000;
    if (exponent.value < -kLargest || Rational(kLargest) < exponent.value)
      throw Fault{fmt::format("the exponent is beyond {}", kLargest), {}};
    const auto count = static_cast<std::int64_t>(exponent.value.numerator());
    return {base.value.power(count), base.dimension.to_the(count), exact, false, {}};
  }
  need_plain(base, "a fraction as exponent");
  if (base.value.sign() < 0) throw Fault{"a negative number takes a whole exponent", {}};
  if (base.value.sign() == 0 && exponent.value.sign() < 0) throw Fault{"division by zero", {}};
  return inexact(std::pow(to_double(base.value), to_double(exponent.value)));
}

Quantity compare(const Quantity& a, std::string_view sign, const Quantity& b) {
  need_alike(a, b, "compare");
  const bool less = a.value < b.value, equal = a.value == b.value;
  const bool holds = sign == "<"    ? less
                     : sign == "<=" ? less || equal
                     : sign == ">"  ? !less && !equal
                     : sign == ">=" ? !less
                     : sign == "==" ? equal
                                    : !equal;
  return {holds ? 1 : 0, {}, a.exact && b.exact, true, {}};
}

bool is_function(std::string_view name) noexcept { return find_function(name) != nullptr; }

Quantity value_of_function(std::string_view name, std::span<const Quantity> arguments) {
  const Function& function = *find_function(name);
  if (arguments.size() < function.least || arguments.size() > function.most) {
    throw Fault{fmt::format("{} takes {} {}, not {}", name, function.least,
                            function.most > function.least ? "or more arguments"
                            : function.least == 1          ? "argument"
                                                           : "arguments",
                            arguments.size()),
                {}};
  }
  if (name == "min" || name == "max") return extreme(name, arguments);
  if (name == "near") return nearness(arguments);
  const Quantity& argument = arguments.front();
  if (name == "sqrt") return square_root(argument);
  if (name == "log2") return logarithm(argument);
  if (name != "abs") return whole_number(name, argument);
  refuse_truth(argument);
  return argument.value.sign() < 0 ? negate(argument) : argument;
}

}  // namespace ahub::sim::arith
