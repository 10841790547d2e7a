// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "lint/quantities.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "ahub/base/text.hpp"
#include "ahub/base/units.hpp"

namespace ahub::lint_rules {
namespace {

constexpr std::string_view kMinus = "\u2212";
constexpr std::array<std::string_view, 4> kBlanks{" ", "\u00a0", "\u2009", "\u202f"};
constexpr std::array<std::string_view, 4> kThousands{",", "\u00a0", "\u2009", "\u202f"};
constexpr std::array<std::string_view, 13> kJoints{
    "and", "or", "to", "of", "against", "versus", "vs", "vs.", "from", "-", "\u2013", "/", ","};

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool is_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool starts_with(std::string_view text, std::string_view prefix) noexcept {
  return text.substr(0, prefix.size()) == prefix;
}

bool ends_with(std::string_view text, std::string_view suffix) noexcept {
  return text.size() >= suffix.size() && text.substr(text.size() - suffix.size()) == suffix;
}

std::size_t digits_at(std::string_view text, std::size_t at) noexcept {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - at;
}

/// The length of a separator at `at` that is followed by exactly three digits, else 0.
std::size_t separator_at(std::string_view text, std::size_t at) noexcept {
  for (const std::string_view separator : kThousands) {
    if (starts_with(text.substr(at), separator) && digits_at(text, at + separator.size()) == 3)
      return separator.size();
  }
  return 0;
}

/// Whole part with separators, fraction and exponent; moves `at` past them and returns the plain
/// spelling.
std::string read_number(std::string_view text, std::size_t& at) {
  const std::size_t first = digits_at(text, at);
  std::string plain(text.substr(at, first));
  at += first;
  while (first <= 3) {
    const std::size_t separator = separator_at(text, at);
    if (separator == 0) break;
    plain += text.substr(at + separator, 3);
    at += separator + 3;
  }
  if (at < text.size() && text[at] == '.' && digits_at(text, at + 1) > 0) {
    const std::size_t length = 1 + digits_at(text, at + 1);
    plain += text.substr(at, length);
    at += length;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    const std::size_t sign =
        at + 1 < text.size() && (text[at + 1] == '-' || text[at + 1] == '+') ? 1U : 0U;
    if (const std::size_t digits = digits_at(text, at + 1 + sign); digits > 0) {
      plain += text.substr(at, 1 + sign + digits);
      at += 1 + sign + digits;
    }
  }
  const std::size_t zeros = std::min(plain.find_first_not_of('0'), plain.size());
  // "007" is no JSON number, "0.7" is.
  return zeros > 0 && zeros < plain.size() && is_digit(plain[zeros]) ? plain.substr(zeros) : plain;
}

std::string_view trimmed(std::string_view text) noexcept {
  for (bool cut = true; cut;) {
    cut = false;
    for (const std::string_view blank : kBlanks) {
      if (starts_with(text, blank)) text.remove_prefix(blank.size()), cut = true;
      if (ends_with(text, blank)) text.remove_suffix(blank.size()), cut = true;
    }
  }
  return text;
}

bool is_word_end(std::string_view rest) noexcept {
  return rest.empty() || !(is_letter(rest.front()) || is_digit(rest.front()));
}

/// What one unit of the text right after a number is worth in `unit`; nothing when it is no
/// spelling of that unit.
std::optional<double> unit_after(std::string_view text, std::size_t at,
                                 const std::optional<Unit>& unit, std::string_view symbol) {
  std::string_view rest = text.substr(at);
  for (const std::string_view blank : kBlanks) {
    if (starts_with(rest, blank)) {
      rest.remove_prefix(blank.size());
      break;
    }
  }
  if (starts_with(rest, symbol) && is_word_end(rest.substr(symbol.size()))) return 1;
  // What is counted has as many names in prose as things to be counted: only its own word tells.
  if (!unit || unit->is_count()) return std::nullopt;
  if (unit->is_ratio() && starts_with(rest, "\u00d7")) return 1;
  for (const NamedUnit& other : units()) {
    const bool same =
        other.unit.bases == unit->bases && (unit->is_share() || other.unit.factor == unit->factor);
    if (same && starts_with(rest, other.symbol) && is_word_end(rest.substr(other.symbol.size()))) {
      return convert(1, other.symbol, symbol);
    }
  }
  return std::nullopt;
}

bool is_joint(std::string_view between) {
  return std::find(kJoints.begin(), kJoints.end(), trimmed(between)) != kJoints.end();
}

}  // namespace

double half_digit_of(std::string_view number) noexcept {
  const std::size_t e = std::min(number.find_first_of("eE"), number.size());
  const std::size_t dot = number.substr(0, e).find('.');
  const auto decimals = dot == std::string_view::npos ? 0.0 : static_cast<double>(e - dot - 1);
  double exponent = 0;
  if (e < number.size()) {
    std::string_view text = number.substr(e + 1);
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    exponent = parse_real(text).value_or(0);
  }
  return 0.5 * std::pow(10.0, exponent - decimals);
}

std::vector<Quantity> find_quantities(std::string_view text) {
  std::vector<Quantity> found;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    Quantity quantity;
    quantity.begin = at;
    const std::string_view before = text.substr(0, at);
    // Digits after a letter, or after a dot inside a word, are part of a name or of a version.
    const bool in_word = !before.empty() && (is_letter(before.back()) || before.back() == '.');
    const bool minus = ends_with(before, kMinus) || ends_with(before, "-");
    const std::size_t sign = ends_with(before, kMinus) ? kMinus.size() : 1;
    // "2-4" is a range, "GPT-2" a name: a sign follows a blank or an opening bracket.
    const bool free_sign =
        minus && (before.size() == sign || before[before.size() - sign - 1] == ' ' ||
                  before[before.size() - sign - 1] == '(');
    const bool in_name = minus && !free_sign && is_letter(before[before.size() - sign - 1]);
    const std::optional<double> value = parse_real(read_number(text, at));
    const bool version = at + 1 < text.size() && text[at] == '.' && is_digit(text[at + 1]);
    if (version) {
      while (at < text.size() && (is_digit(text[at]) || text[at] == '.')) ++at;
    }
    if (in_word || in_name || version || !value) continue;
    quantity.is_signed = free_sign;
    quantity.value = free_sign ? -*value : *value;
    quantity.half_digit = half_digit_of(text.substr(quantity.begin, at - quantity.begin));
    quantity.end = at;
    found.push_back(quantity);
  }
  return found;
}

std::vector<Quantity> find_measures(std::string_view text, std::string_view unit) {
  std::vector<Quantity> measures;
  const std::vector<Quantity> all = find_quantities(text);
  const std::optional<Unit> known = find_unit(unit);
  std::optional<double> next_factor;
  for (std::size_t i = all.size(); i-- > 0;) {
    std::optional<double> factor = unit_after(text, all[i].end, known, unit);
    const bool joined = !factor && i + 1 < all.size() &&
                        is_joint(text.substr(all[i].end, all[i + 1].begin - all[i].end));
    if (joined) factor = next_factor;
    next_factor = factor;
    if (!factor) continue;
    Quantity measure = all[i];
    measure.value *= *factor;
    measure.half_digit *= *factor;
    measures.insert(measures.begin(), measure);
  }
  return measures;
}

bool says(const Quantity& quantity, double value) noexcept {
  // A fall by 3 % is -3 in the structured form: prose leaves the sign to the verb.
  if (!quantity.is_signed) value = std::abs(value);
  return std::abs(value - quantity.value) <=
         quantity.half_digit * (1 + 1e-9) + 1e-12 * std::abs(value);
}

}  // namespace ahub::lint_rules
