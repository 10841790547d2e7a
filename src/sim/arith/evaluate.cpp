// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/arith/evaluate.hpp"

#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "sim/arith/quantity.hpp"
#include "sim/arith/reader.hpp"

namespace ahub::sim::arith {
namespace {

/// Reads a program from front to back and calculates while it reads: one function for each rule of
/// the grammar.
class Evaluator {
 public:
  /// `work` is kept up to date, also where a fault ends the program.
  Evaluator(std::string_view text, double& work) : in_(text), work_(work) {}

  /// The last statement's quantity; `start` is where that statement starts.
  Quantity run(std::size_t& start) {
    std::optional<Quantity> last;
    for (;;) {
      in_.skip_blanks();
      if (in_.at_end()) break;
      if (in_.at_stop()) {
        in_.go_to(in_.place() + 1);
        continue;
      }
      if (last && last->truth) {
        in_.refuse(start, {"only the last statement may be a comparison",
                           "put the comparison at the end, or leave it out"});
      }
      start = in_.place();
      last = statement();
      in_.skip_blanks();
      if (!in_.at_stop()) in_.refuse_rest();
    }
    if (!last)
      in_.refuse(in_.place(), {"the program has no statement", "such as 40.3 GB / 4.4 GB"});
    return *last;
  }

 private:
  /// One level of nesting, as long as it lives.
  class Level {
   public:
    explicit Level(Evaluator& evaluator) : depth_(evaluator.depth_) {
      if (++depth_ <= kDeepest) return;
      evaluator.in_.refuse(
          evaluator.in_.place(),
          {fmt::format("nested deeper than {} levels", kDeepest), "give parts of it names"});
    }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;
    ~Level() { --depth_; }

   private:
    int& depth_;
  };

  void spend(std::size_t place, const Rational& left, const Rational& right) {
    const auto words = [](const Rational& value) {
      return static_cast<double>(value.bits() / 64 + 1);
    };
    work_ += words(left) * words(right);
    if (work_ > kMostWork)
      in_.refuse(place, {"the program takes too much work", "calculate with shorter numbers"});
  }

  /// What `calculate` gives; its fault is reported at `place`.
  template <class Calculate>
  auto calculated(std::size_t place, Calculate calculate) {
    try {
      return calculate();
    } catch (const Fault& fault) {
      in_.refuse(place, fault);
    }
  }

  using Operator = Quantity (*)(const Quantity&, const Quantity&);
  Quantity combined(std::size_t place, Operator combine, const Quantity& left,
                    const Quantity& right) {
    spend(place, left.value, right.value);
    return calculated(place, [&] { return combine(left, right); });
  }

  Quantity statement() {
    const std::size_t start = in_.place();
    const std::string name(in_.at_name() ? in_.take_word() : std::string_view());
    if (name.empty() || in_.take("==") || !in_.take("=")) {
      in_.go_to(start);
      return comparison();
    }
    if (is_function(name))
      in_.refuse(start, {fmt::format("'{}' is a function", name), "take another name"});
    if (names_.find(name) != names_.end()) {
      in_.refuse(start, {fmt::format("the name '{}' is bound twice", shown(name)),
                         "each name has one value; take another one"});
    }
    Quantity quantity = comparison();
    names_.emplace(name, quantity);
    return quantity;
  }

  Quantity comparison() {
    Quantity left = sum();
    std::optional<bool> holds;
    for (;;) {
      in_.skip_blanks();
      const std::size_t place = in_.place();
      const std::string_view sign = comparison_sign();
      if (sign.empty()) break;
      Quantity right = sum();
      spend(place, left.value, right.value);
      const Quantity verdict = calculated(place, [&] { return compare(left, sign, right); });
      holds = holds.value_or(true) && verdict.value.sign() != 0;
      left = std::move(right);
      left.exact = verdict.exact;
    }
    if (!holds) return left;
    return {*holds ? 1 : 0, {}, left.exact, true, {}};
  }

  std::string_view comparison_sign() {
    for (const std::string_view sign : {"<=", ">=", "==", "!=", "<", ">"}) {
      if (in_.take(sign)) return sign;
    }
    return {};
  }

  Quantity sum() {
    Quantity left = product();
    for (;;) {
      in_.skip_blanks();
      const std::size_t place = in_.place();
      const bool plus = in_.take("+");
      if (!plus && !in_.take("-")) return left;
      const Quantity right = product();
      left = combined(place, plus ? add : subtract, left, right);
    }
  }

  Quantity product() {
    Quantity left = signed_value();
    for (;;) {
      in_.skip_blanks();
      const std::size_t place = in_.place();
      const bool times = in_.take("*");
      if (!times && !in_.take("/")) return left;
      const Quantity right = signed_value();
      left = combined(place, times ? multiply : divide, left, right);
    }
  }

  Quantity signed_value() {
    const Level level(*this);
    in_.skip_blanks();
    const std::size_t minus = in_.place();
    if (in_.take("-")) {
      const Quantity operand = signed_value();
      return calculated(minus, [&] { return negate(operand); });
    }
    const Quantity base = value();
    in_.skip_blanks();
    const std::size_t place = in_.place();
    if (!in_.take("^")) return base;
    const Quantity exponent = signed_value();
    Quantity result = calculated(place, [&] { return raise(base, exponent); });
    spend(place, result.value, result.value);
    return result;
  }

  Quantity value() {
    in_.skip_blanks();
    if (in_.at_digit()) return number();
    if (in_.at_name()) return named();
    if (!in_.open()) in_.refuse_start();
    Quantity inside = sum();
    in_.close();
    return inside;
  }

  Quantity named() {
    const std::size_t place = in_.place();
    const std::string name(in_.take_word());
    if (is_function(name)) return call(place, name);
    const auto known = names_.find(name);
    if (known != names_.end()) return known->second;
    std::vector<std::string> names;
    for (const auto& [bound, quantity] : names_) names.push_back(bound);
    const std::optional<std::string> near = nearest(name, names);
    in_.refuse(place, {fmt::format("there is no name '{}'", shown(name)),
                       near               ? fmt::format("did you mean '{}'?", *near)
                       : unit_named(name) ? "a unit stands behind a number: 1 " + shown(name)
                                          : "bind it before: " + shown(name) + " = ..."});
  }

  Quantity call(std::size_t place, const std::string& function) {
    if (!in_.open()) {
      in_.refuse(in_.place(), {fmt::format("'{}' is a function and takes '('", function), {}});
    }
    std::vector<Quantity> arguments;
    if (!in_.take_closing()) {
      do {
        arguments.push_back(sum());
        spend(place, arguments.back().value, arguments.back().value);
      } while (in_.take(","));
      in_.close();
    }
    return calculated(place, [&] { return value_of_function(function, arguments); });
  }

  Quantity number() {
    const std::size_t start = in_.place();
    const std::string_view digits = in_.take_number();
    Quantity quantity;
    quantity.value = calculated(start, [&] { return from_decimal(digits); });
    spend(start, quantity.value, quantity.value);
    in_.skip_spaces();
    if (symbol_length(in_.rest()) > 0) take_unit(quantity);
    return quantity;
  }

  void take_unit(Quantity& quantity) {
    const std::size_t start = in_.place();
    const std::string_view rest = in_.rest();
    const auto is_name = [&](std::string_view word) {
      return names_.find(std::string(word)) != names_.end();
    };
    const UnitText unit = calculated(start, [&] { return leading_unit(rest, is_name); });
    if (unit.end == 0) refuse_unit(rest.substr(0, symbol_length(rest)));
    for (const std::string_view symbol : unit.symbols) {
      if (names_.find(std::string(symbol)) == names_.end()) continue;
      in_.refuse(start + static_cast<std::size_t>(symbol.data() - rest.data()),
                 {fmt::format("'{}' is a unit here and a name of the program", symbol),
                  "give the name another spelling, or put blanks around the operator"});
    }
    spend(start, quantity.value, unit.unit.factor);
    quantity.value = calculated(start, [&] { return quantity.value * unit.unit.factor; });
    quantity.dimension = unit.unit.dimension;
    quantity.written = rest.substr(0, unit.end);
    in_.go_to(start + unit.end);
  }

  [[noreturn]] void refuse_unit(std::string_view symbol) const {
    const std::optional<std::string> near = unit_like(symbol);
    const bool bound = names_.find(std::string(symbol)) != names_.end();
    const std::string advice = unit_advice(symbol);
    in_.refuse(in_.place(), {fmt::format("there is no unit '{}'", shown(symbol)),
                             bound             ? "write * for a product"
                             : !advice.empty() ? advice
                             : near            ? fmt::format("did you mean '{}'?", *near)
                                    : "say in a comment what it counts, and leave the unit out"});
  }

  Reader in_;
  int depth_ = 0;
  double& work_;
  std::map<std::string, Quantity> names_;
};

UnitValue asked_unit(std::string_view text) {
  if (text.empty()) return {};
  try {
    const UnitText unit = leading_unit(text);
    if (unit.end == text.size()) return unit.unit;
    const std::string_view rest = text.substr(unit.end);
    const std::optional<std::string> near = unit_like(rest.substr(0, symbol_length(rest)));
    fail("unit", text, unit.end,
         {fmt::format("'{}' is no unit", shown(text)),
          near ? fmt::format("did you mean '{}'?", *near)
               : "a unit is written in one piece, such as GB or tok/s"});
  } catch (const Fault& fault) {
    fail("unit", text, 0, fault);
  }
}

void check_utf8(std::string_view what, std::string_view text) {
  if (const auto place = first_invalid_utf8(text)) {
    fail(what, text.substr(0, *place), *place, {"this byte is no UTF-8", "save the text as UTF-8"});
  }
}

Fault wrong_unit(const Quantity& quantity, std::string_view asked) {
  const std::string found = quantity.unit_text();
  if (asked.empty())
    return {fmt::format("the result has the unit {}", found),
            fmt::format("ask for a unit: unit={}", found)};
  return {fmt::format("the result is in {}, not in {}", found, shown(asked)),
          quantity.dimension.is_plain() ? "leave the parameter 'unit' empty"
                                        : fmt::format("ask for unit={}", found)};
}

}  // namespace

Result evaluate(std::string_view program, std::string_view unit, double* work) {
  double own = 0;
  double& spent = work != nullptr ? *work : own;
  spent = 0;
  check_utf8("program", program);
  check_utf8("unit", unit);
  const UnitValue asked = asked_unit(unit);
  std::size_t last = 0;
  const Quantity quantity = Evaluator(program, spent).run(last);
  if (quantity.dimension != asked.dimension)
    fail("program", program, last, wrong_unit(quantity, unit));
  Result result;
  result.exact = quantity.exact;
  if (quantity.truth) result.holds = quantity.value.sign() != 0;
  try {
    result.value = quantity.value / asked.factor;
    result.nearest = to_double(result.value);
  } catch (const Fault& fault) {
    fail("program", program, last, fault);
  }
  return result;
}

}  // namespace ahub::sim::arith
