// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Reading units: symbols with prefixes, compound units, the spellings of people.
#include "ahub/base/units.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <unordered_map>

#include <fmt/format.h>

#include "base/unit_table.hpp"

namespace ahub {
namespace {

constexpr int kMostPower = 99, kMostFactor = 9'999;

bool is_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// The bytes of a sign beyond ASCII that a symbol may start with: the micro signs, per mille, the
/// multiplication sign; else 0.
std::size_t special_length(std::string_view text) noexcept {
  for (const std::string_view sign : {"\u00b5", "\u03bc", "\u2030", "\u00d7"}) {
    if (text.substr(0, sign.size()) == sign) return sign.size();
  }
  return 0;
}

Unit unit_of(const unit_table::Row& row, const UnitFactor& prefix) {
  Unit unit{prefix * row.factor, {}};
  if (!row.base.empty()) unit.bases.push_back({row.base, 1});
  if (!row.over.empty()) unit.bases.push_back({row.over, -1});
  std::sort(unit.bases.begin(), unit.bases.end(),
            [](const UnitBase& a, const UnitBase& b) { return a.name < b.name; });
  return unit;
}

const unit_table::Row* find_row(std::string_view symbol) {
  static const auto* const kRows = [] {
    auto* rows = new std::unordered_map<std::string_view, const unit_table::Row*>;
    for (const unit_table::Group& group : unit_table::groups()) {
      for (const unit_table::Row& row : group.rows) rows->emplace(row.symbol, &row);
    }
    return rows;
  }();
  const auto found = kRows->find(symbol);
  return found == kRows->end() ? nullptr : found->second;
}

bool needs_prefix(const unit_table::Row& row) noexcept {
  return row.prefixes.find('!') != std::string_view::npos;
}

/// a * b^sign; nothing when a power or factor leaves its limits.
std::optional<Unit> combined(const Unit& a, const Unit& b, int sign) {
  Unit result{a.factor * power(b.factor, sign), a.bases};
  for (const int part :
       {result.factor.two, result.factor.three, result.factor.five, result.factor.seven}) {
    if (std::abs(part) > kMostFactor) return std::nullopt;
  }
  for (const UnitBase& base : b.bases) {
    const auto at = std::lower_bound(
        result.bases.begin(), result.bases.end(), base,
        [](const UnitBase& left, const UnitBase& right) { return left.name < right.name; });
    if (at == result.bases.end() || at->name != base.name) {
      result.bases.insert(at, {base.name, sign * base.power});
    } else if ((at->power += sign * base.power) == 0) {
      result.bases.erase(at);
    } else if (std::abs(at->power) > kMostPower) {
      return std::nullopt;
    }
  }
  return result;
}

std::optional<Unit> raised(const Unit& unit, int exponent) {
  Unit result{power(unit.factor, exponent), {}};
  for (const int part :
       {result.factor.two, result.factor.three, result.factor.five, result.factor.seven}) {
    if (std::abs(part) > kMostFactor) return std::nullopt;
  }
  for (const UnitBase& base : unit.bases) {
    if (std::abs(base.power * exponent) > kMostPower) return std::nullopt;
    if (exponent != 0) result.bases.push_back({base.name, base.power * exponent});
  }
  return result;
}

/// Reads `leading_unit`. Where a reading fails the place and the symbols stay as they were.
class UnitReader {
 public:
  UnitReader(std::string_view text, const std::function<bool(std::string_view)>& is_name)
      : text_(text), is_name_(is_name) {}

  bool read(UnitText& result, int depth = 0) {
    if (!read_power(result, depth)) return false;
    while (next_is(result, '*') || next_is(result, '/')) {
      UnitText factor = result;
      ++factor.end;
      if (!read_power(factor, depth)) break;
      const std::optional<Unit> unit =
          combined(result.unit, factor.unit, next_is(result, '/') ? -1 : 1);
      if (!unit) return refuse(result, "the power of a unit is beyond 99");
      factor.unit = *unit;
      result = std::move(factor);
    }
    return true;
  }

  std::string problem;

 private:
  bool refuse(UnitText&, const char* why) {
    if (problem.empty()) problem = why;
    return false;
  }
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
    if (error != std::errc() || std::abs(exponent) > kMostPower)
      return refuse(result, "the power of a unit is a whole number from -99 to 99");
    const std::optional<Unit> unit = raised(result.unit, exponent);
    if (!unit) return refuse(result, "the power of a unit is beyond 99");
    result.unit = *unit;
    result.end += 1 + static_cast<std::size_t>(stop - digits.data());
    return true;
  }

  bool read_factor(UnitText& result, int depth) {
    constexpr int kDeepest = 8;
    if (next_is(result, '(') && depth < kDeepest) {
      UnitText inside = result;
      ++inside.end;
      inside.unit = {};
      if (!read(inside, depth + 1) || !next_is(inside, ')')) return false;
      result = std::move(inside);
      ++result.end;
      return true;
    }
    const std::string_view rest = text_.substr(result.end);
    const bool one = result.end == 0 && rest.substr(0, 1) == "1";
    const std::string_view symbol = rest.substr(0, one ? 1 : symbol_length(rest));
    if (is_name_ && !one) {
      const unit_table::Row* row = find_row(symbol);
      if (row != nullptr && row->yields && is_name_(symbol)) return false;
    }
    const std::optional<Unit> known = unit_of_symbol(symbol);
    if (!known) return false;
    result.unit = *known;
    result.end += symbol.size();
    result.symbols.push_back(symbol);
    return true;
  }

  std::string_view text_;
  const std::function<bool(std::string_view)>& is_name_;
};

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

/// The spellings of people in the one of `leading_unit`: " per ", blanks around operators, the
/// signs of products and powers, hyphens between two units, "percentage points".
std::string in_one_piece(std::string_view symbol) {
  std::string text(symbol);
  for (const std::string_view words :
       {"percentage points", "percentage point", "percentage-points", "percentage-point"})
    replace_all(text, words, "pp");
  if (symbol.find_first_of(" -") == std::string_view::npos &&
      std::all_of(symbol.begin(), symbol.end(),
                  [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
    return text;
  replace_all(text, " per ", "/");
  replace_all(text, "\u00b7", "*");
  replace_all(text, "\u22c5", "*");
  replace_all(text, "\u207b\u00b9", "^-1");
  replace_all(text, "\u00b2", "^2");
  replace_all(text, "\u00b3", "^3");
  for (const char sign : {'/', '*'}) {
    const std::string one(1, sign);
    replace_all(text, " " + one, one);
    replace_all(text, one + " ", one);
  }
  return text;
}

/// The unit of the whole of `text`.
std::optional<Unit> whole(std::string_view text) {
  const UnitText unit = leading_unit(text);
  if (unit.end == 0 || unit.end != text.size() || !unit.problem.empty()) return std::nullopt;
  return unit.unit;
}

}  // namespace

double UnitFactor::value() const noexcept {
  return std::ldexp(std::pow(5.0, five), two) * std::pow(3.0, three) * std::pow(7.0, seven);
}

UnitFactor operator*(const UnitFactor& a, const UnitFactor& b) noexcept {
  return {a.two + b.two, a.three + b.three, a.five + b.five, a.seven + b.seven};
}

UnitFactor power(const UnitFactor& factor, int power) noexcept {
  return {factor.two * power, factor.three * power, factor.five * power, factor.seven * power};
}

bool Unit::is_count() const noexcept {
  if (bases.size() != 1 || bases.front().power != 1) return false;
  constexpr std::string_view kMeasures[] = {"s",   "B",        "FLOP", "J", "usd",
                                            "eur", "fraction", "pp",   "x", "dB"};
  return std::find(std::begin(kMeasures), std::end(kMeasures), bases.front().name) ==
         std::end(kMeasures);
}

std::string Unit::kind() const {
  std::vector<std::string> above, below;
  for (const UnitBase& base : bases) {
    const int size = std::abs(base.power);
    (base.power > 0 ? above : below)
        .push_back(size == 1 ? std::string(base.name) : fmt::format("{}^{}", base.name, size));
  }
  std::string text = above.empty() ? "1" : fmt::format("{}", fmt::join(above, "*"));
  if (below.empty()) return text;
  const std::string under = fmt::format("{}", fmt::join(below, "*"));
  return text + (below.size() == 1 ? "/" + under : "/(" + under + ")");
}

std::optional<Unit> unit_of_symbol(std::string_view symbol) {
  if (const unit_table::Row* row = find_row(symbol); row != nullptr && !needs_prefix(*row))
    return unit_of(*row, {});
  for (const unit_table::Prefix& prefix : unit_table::prefixes()) {
    if (symbol.size() <= prefix.text.size() || symbol.substr(0, prefix.text.size()) != prefix.text)
      continue;
    const unit_table::Row* row = find_row(symbol.substr(prefix.text.size()));
    if (row != nullptr && unit_table::takes(*row, prefix)) return unit_of(*row, prefix.factor);
  }
  return std::nullopt;
}

std::size_t symbol_length(std::string_view text) noexcept {
  if (text.substr(0, 1) == "%") return 1;
  std::size_t end = special_length(text);
  if (end == 0 && (text.empty() || !is_letter(text[0]))) return 0;
  while (end < text.size() && (is_letter(text[end]) || is_digit(text[end]) || text[end] == '_'))
    ++end;
  return end;
}

UnitText leading_unit(std::string_view text, const std::function<bool(std::string_view)>& is_name) {
  UnitText result;
  UnitReader reader(text, is_name);
  if (!reader.read(result)) result = {};
  result.problem = reader.problem;
  return result;
}

std::optional<Unit> find_unit(std::string_view symbol) {
  constexpr std::size_t kLongest = 100;
  if (symbol.empty() || symbol.size() > kLongest) return std::nullopt;
  if (std::optional<Unit> unit = unit_of_symbol(symbol)) return unit;
  std::string text = in_one_piece(symbol);
  if (std::optional<Unit> unit = whole(text)) return unit;
  // "GPU-hours" is a product, unless the word is a symbol of its own such as "case-studies".
  if (text.find('-') == std::string::npos || text.find("^-") != std::string::npos)
    return std::nullopt;
  replace_all(text, "case-stud", "case_stud");
  std::replace(text.begin(), text.end(), '-', '*');
  replace_all(text, "case_stud", "case-stud");
  return whole(text);
}

std::string unit_advice(std::string_view symbol) {
  const std::string text = in_one_piece(symbol);
  const std::string_view rest = text;
  for (std::size_t at = 0; at < rest.size();) {
    const std::size_t length = symbol_length(rest.substr(at));
    const std::string_view word = rest.substr(at, length);
    if (length > 0 && !unit_of_symbol(word)) {
      for (const unit_table::TwoWays& entry : unit_table::two_ways()) {
        if (entry.symbol == word) return fmt::format("'{}' is {}", word, entry.advice);
      }
    }
    at += std::max<std::size_t>(length, 1);
  }
  return {};
}

std::vector<std::pair<std::string_view, std::string_view>> units_read_in_two_ways() {
  std::vector<std::pair<std::string_view, std::string_view>> all;
  for (const unit_table::TwoWays& entry : unit_table::two_ways())
    all.emplace_back(entry.symbol, entry.advice);
  return all;
}

bool is_unit_text(std::string_view symbol) noexcept {
  constexpr std::string_view kOperators = "/*^", kInside = " ._-";
  const auto is_operator = [&](char c) { return kOperators.find(c) != std::string_view::npos; };
  if (symbol.empty() || is_operator(symbol.front()) || is_operator(symbol.back())) return false;
  int open = 0;
  char before = '(';
  for (const char c : symbol) {
    const bool letter =
        is_letter(c) || is_digit(c) || c == '%' || static_cast<unsigned char>(c) >= 0x80;
    const bool inside = kInside.find(c) != std::string_view::npos;
    if (!letter && !inside && !is_operator(c) && c != '(' && c != ')') return false;
    open += c == '(' ? 1 : c == ')' ? -1 : 0;
    // No operator stands at the start of a factor, and no factor is empty.
    const bool starts = before == '(' || is_operator(before);
    if (open < 0 || (starts && (is_operator(c) || c == ')'))) return false;
    before = c;
  }
  return open == 0;
}

std::span<const NamedUnit> units() {
  static const auto* const kUnits = [] {
    auto* all = new std::vector<NamedUnit>;
    for (const unit_table::Group& group : unit_table::groups()) {
      for (const unit_table::Row& row : group.rows) {
        if (!needs_prefix(row))
          all->push_back({std::string(row.symbol), unit_of(row, {}), group.name});
        for (const unit_table::Prefix& prefix : unit_table::prefixes()) {
          if (!unit_table::takes(row, prefix)) continue;
          std::string symbol = fmt::format("{}{}", prefix.text, row.symbol);
          // Another row may have the symbol: it goes first.
          if (find_row(symbol) == nullptr || find_row(symbol) == &row)
            all->push_back({std::move(symbol), unit_of(row, prefix.factor), group.name});
        }
      }
    }
    return all;
  }();
  return *kUnits;
}

}  // namespace ahub
