// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The one table of units: of claims, outputs, the frontier, tensions and the `arith` language;
// their spellings, and exact conversion between units of one kind.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ahub {

/// 2^two * 3^three * 5^five * 7^seven: every factor between two units of the table is one, exactly.
struct UnitFactor {
  int two = 0, three = 0, five = 0, seven = 0;  ///< Each -9,999..9,999.

  bool operator==(const UnitFactor&) const = default;
  /// The nearest double; infinite or 0 beyond the range of doubles.
  double value() const noexcept;
};
UnitFactor operator*(const UnitFactor& a, const UnitFactor& b) noexcept;
/// Every exponent times `power`.
UnitFactor power(const UnitFactor& factor, int power) noexcept;

/// One base of a unit: "s", "B", "tok", "req", "FLOP", "J", "usd", "fraction" (a share), "pp" (a
/// difference of shares: 11.81 pp never becomes 11.81 %), "x" (a ratio), "dB", "count", or a
/// countable of its own ("GPU", "params", "hits", ...). Of static lifetime.
struct UnitBase {
  std::string_view name;
  int power = 1;  ///< -99..99, not 0.

  bool operator==(const UnitBase&) const = default;
};

/// A unit: one of it is `factor` of its bases. Two units convert when their bases are the same.
struct Unit {
  UnitFactor factor;
  std::vector<UnitBase> bases = {};  ///< Ordered by name; none for a plain number ("1").

  bool operator==(const Unit&) const = default;
  /// "B/s", "tok/(s*GPU)", "1/s"; "1" for a plain number.
  std::string kind() const;
  /// Whether it is a power 1 of exactly that base.
  bool is(std::string_view base) const noexcept {
    return bases.size() == 1 && bases.front() == UnitBase{base, 1};
  }
  bool is_share() const noexcept { return is("fraction"); }
  bool is_difference() const noexcept { return is("pp"); }
  bool is_ratio() const noexcept { return is("x"); }
  /// A number of things: "count", or one of the countables.
  bool is_count() const noexcept;
  bool is_plain() const noexcept { return bases.empty(); }
};

/// The unit that `symbol` names, or nothing. Symbols with their prefixes (kB, KiB, us, TFLOP),
/// products, quotients and powers ("GB/(s*W)", "s^-1"), and the spellings that have one meaning:
/// both micro signs, "MB per second", "tokens per second per GPU", "GPU-hours", "s²", "·".
/// Case-sensitive. What people read in two ways ("Mb", "m", "K") names nothing: `unit_advice`.
std::optional<Unit> find_unit(std::string_view symbol);
/// What to write instead of a spelling that people read in two ways, as one phrase: "'Mb' is
/// megabits to some and megabytes to others: write Mbit or MB". Empty for other symbols.
std::string unit_advice(std::string_view symbol);
/// All such spellings with their advice, for the manual.
std::vector<std::pair<std::string_view, std::string_view>> units_read_in_two_ways();
/// Whether `symbol` reads as a unit at all: letters, digits, % and the signs of products,
/// quotients, powers and words ("tok/s", "GB/(s*W)", "papers per hour"), parentheses closed, no
/// operator at an end. Known or not.
bool is_unit_text(std::string_view symbol) noexcept;

/// The longest unit that `text` starts with, written in one piece: symbols joined by '*' and '/'
/// with whole powers and parentheses, "TB/s", "GB/(s*W)", "s^-1", "1/s". It ends before an operator
/// that no unit follows, so that "GB/4" holds the unit GB.
struct UnitText {
  Unit unit;
  std::size_t end = 0;  ///< Bytes that it takes; 0 when `text` starts with no unit.
  std::vector<std::string_view> symbols = {};
  std::string problem = {};  ///< Not empty: a power that is no whole number from -99 to 99.
};
/// `is_name`: of countables and of "d", those that it holds for are no units (names of a program).
UnitText leading_unit(std::string_view text,
                      const std::function<bool(std::string_view)>& is_name = {});
/// The unit of one symbol with its prefix: what `leading_unit` puts together.
std::optional<Unit> unit_of_symbol(std::string_view symbol);
/// The bytes of the symbol that `text` starts with; 0 when it starts with none.
std::size_t symbol_length(std::string_view text) noexcept;

/// One symbol of the table with one prefix.
struct NamedUnit {
  std::string symbol;
  Unit unit;
  std::string_view group;  ///< Heading of the manual: "time", "bytes", "shares", "countables", ...
};
/// All symbols with all their prefixes, by group.
std::span<const NamedUnit> units();

/// Whether values in the two units are comparable: equal symbols, known or not, or units of the
/// same bases.
bool same_kind(std::string_view left, std::string_view right);
/// `value` of unit `from` in unit `to`: the decimal digits of `value` times the exact factor, then
/// the nearest double, so that 0.6449 of a fraction is 64.49 %. Nothing when the units are not
/// `same_kind`, when `value` is not finite, and when the result is too large for a double or would
/// become 0 without being it.
std::optional<double> convert(double value, std::string_view from, std::string_view to);
/// The same for a width, an error or a bound, where the ends of the range of doubles are meant:
/// infinite when the result is too large, 0 when it is too small. Nothing only when the units are
/// not `same_kind` or `value` is not a number.
std::optional<double> convert_saturated(double value, std::string_view from, std::string_view to);
/// Of `units`, which are `same_kind` and not empty, the first in which none of the values (finite,
/// each of the unit at its index) is too large for a double; the largest unit of them always is
/// one.
std::size_t unit_that_holds(std::span<const double> values,
                            std::span<const std::string_view> units);
/// left - right in `left_unit`, calculated exactly from the decimal digits of both and rounded
/// once: 11.81 - 5.81 is 6. Nothing as in `convert`.
std::optional<double> difference(double left, std::string_view left_unit, double right,
                                 std::string_view right_unit);

/// The unit that a run states for one of its outputs.
struct StatedUnit {
  enum class Source {
    none,      ///< Nobody states one: a script's output.
    declared,  ///< The simulator's declaration.
    run,       ///< A parameter of the run names it: arith's `unit`.
    number,    ///< A plain number, unit 1: a calculation without a unit.
    count,  ///< A plain count, unit 1: a whole number that its simulator declares without a unit.
  };
  std::string unit = {};  ///< Symbol; empty for none, "1" for number and count.
  Source source = Source::none;
};
/// `value` of the unit `claimed` as the number that an output of unit `output` is compared with.
/// Beyond `convert`, plain numbers and counts (also outputs declared in "1" or "count") agree with
/// what has the unit 1, counts things, or is a share; a plain number, not a count, also with a
/// ratio. Nothing else: 1 GB is never 1 GPU. `claimed` empty: a plain number.
std::optional<double> in_output_unit(double value, std::string_view claimed,
                                     const StatedUnit& output);
/// The unit that `in_output_unit` gives its number in: the output's, in the claim's spelling where
/// a run states the same unit; beside plain numbers the claim's without its prefix (fraction for
/// %); of a script the claim's. May be empty.
std::string compared_unit(std::string_view claimed, const StatedUnit& output);

}  // namespace ahub
