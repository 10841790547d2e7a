// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Numbers as authors write them: with signs between thousands, units behind, errors, other signs.
#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/package/spellings.hpp"

namespace ahub {
namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

void replace(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

/// Blanks, dashes and multiplication signs of typesetting as those of ASCII.
std::string plain(std::string_view text) {
  std::string out(text);
  for (const std::string_view blank : {"\u00a0", "\u2009", "\u202f", "\u2007"})
    replace(out, blank, " ");
  for (const std::string_view minus : {"\u2212", "\u2013", "\u2014", "\u2010", "\u2011"})
    replace(out, minus, "-");
  replace(out, "\u00d7", "x");
  replace(out, "\u00b1", "+-");
  replace(out, "+/-", "+-");
  const std::size_t begin = out.find_first_not_of(" \t");
  if (begin == std::string::npos) return {};
  return out.substr(begin, out.find_last_not_of(" \t\n") - begin + 1);
}

/// `text` as JSON writes a number: "+5", ".5", "5.", "007", "1_000". Nothing when it is none.
std::optional<std::string> as_number(std::string text) {
  std::string sign;
  if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
    if (text.front() == '-') sign = "-";
    text.erase(0, 1);
  }
  for (const char between : {'_', '\'', ' '}) {
    // Groups of three behind the first.
    const std::size_t first = text.find(between);
    if (first == std::string::npos || first == 0 || first > 3) continue;
    bool groups = true;
    const std::size_t dot = std::min(text.find('.'), text.size());
    for (std::size_t at = first; at < dot && groups; at += 4)
      groups = text[at] == between && at + 3 < text.size() && all_digits(text.substr(at + 1, 3));
    if (groups) text.erase(std::remove(text.begin(), text.end(), between), text.end());
  }
  if (!text.empty() && text.front() == '.') text.insert(0, "0");
  const std::size_t dot = text.find('.');
  if (dot != std::string::npos && (dot + 1 == text.size() || !is_digit(text[dot + 1])))
    text.erase(dot, 1);
  while (text.size() > 1 && text[0] == '0' && is_digit(text[1])) text.erase(0, 1);
  text.insert(0, sign);
  return parse_real(text) ? std::optional(text) : std::nullopt;
}

/// "1,234": thousands or a decimal sign.
std::string comma_advice(std::string_view text) {
  std::string signless(text);
  std::string sign;
  if (!signless.empty() && (signless[0] == '-' || signless[0] == '+')) {
    if (signless[0] == '-') sign = "-";
    signless.erase(0, 1);
  }
  const std::size_t comma = signless.find(',');
  if (comma == std::string::npos || comma == 0) return {};
  std::string without = signless;
  without.erase(std::remove(without.begin(), without.end(), ','), without.end());
  bool groups = comma <= 3;
  const std::size_t dot = std::min(signless.find('.'), signless.size());
  for (std::size_t at = comma; at < dot && groups; at += 4)
    groups = signless[at] == ',' && all_digits(signless.substr(at + 1, 3)) && at + 4 <= dot;
  const bool one = signless.find(',', comma + 1) == std::string::npos;
  std::string decimal = signless;
  // "1.234,5": full stops between thousands.
  if (dot < comma) decimal.erase(std::remove(decimal.begin(), decimal.end(), '.'), decimal.end());
  replace(decimal, ",", ".");
  const bool may_be_decimal =
      one && (dot == signless.size() || dot < comma) && parse_real(decimal).has_value();
  const bool may_group = groups && parse_real(without).has_value();
  if (may_group && may_be_decimal)
    return fmt::format("write {}{}, or {}{} if the comma is a decimal sign", sign, without, sign,
                       decimal);
  if (may_group) return fmt::format("write {}{}", sign, without);
  if (may_be_decimal) return fmt::format("write {}{}", sign, decimal);
  return {};
}

bool is_not_finite(std::string_view text) {
  std::string folded = case_folded(text);
  while (!folded.empty() && (folded[0] == '.' || folded[0] == '+' || folded[0] == '-'))
    folded.erase(0, 1);
  return folded == "nan" || folded == "inf" || folded == "infinity" || folded == "\u221e";
}

std::string unit_word(std::string_view unit) {
  const bool special = unit.find_first_of("%@`&*!|>'\"#{}[],?:- ") != std::string_view::npos;
  return special ? fmt::format("'{}'", safe_text(unit)) : safe_text(unit);
}

/// Where the number at the front ends.
std::size_t number_end(std::string_view text) {
  std::size_t end = text.find_first_not_of("+-0123456789.,_'");
  if (end == std::string_view::npos) return text.size();
  if ((text[end] == 'e' || text[end] == 'E') && end + 1 < text.size()) {
    std::size_t digits = end + 1;
    if (text[digits] == '+' || text[digits] == '-') ++digits;
    std::size_t last = digits;
    while (last < text.size() && is_digit(text[last])) ++last;
    if (last > digits) return last;
  }
  return end;
}

std::string exponent_advice(const std::string& text) {
  for (const std::string_view power : {"x10^", "x 10^", "*10^", "* 10^", "x10**", "*10**"}) {
    const std::size_t at = text.find(power);
    if (at == std::string::npos) continue;
    std::string front = text.substr(0, at);
    while (!front.empty() && front.back() == ' ') front.pop_back();
    const std::string whole = front + "e" + text.substr(at + power.size());
    if (parse_real(whole)) return fmt::format("write {}", whole);
  }
  if (text.compare(0, 3, "10^") == 0 && parse_real("1e" + text.substr(3)))
    return fmt::format("write 1e{}", text.substr(3));
  return {};
}

}  // namespace

std::string number_advice(std::string_view raw) {
  if (parse_real(raw)) return "write it without quotes";
  std::string text = plain(raw);
  if (is_not_finite(text)) return "a number is finite here: leave the key out where there is none";
  for (const std::string_view sign : {"~", "\u2248", "=", "ca. ", "c. ", "about "}) {
    if (text.compare(0, sign.size(), sign) == 0) {
      text.erase(0, sign.size());
      text = plain(text);
    }
  }
  if (const auto number = as_number(text)) return fmt::format("write {}", *number);
  if (std::string advice = comma_advice(text); !advice.empty()) return advice;
  if (std::string advice = exponent_advice(text); !advice.empty()) return advice;
  if (const std::size_t at = text.find("+-"); at != std::string::npos && at > 0) {
    const auto value = as_number(plain(text.substr(0, at)));
    const std::string rest = plain(text.substr(at + 2));
    const std::size_t end = number_end(rest);
    const auto error = as_number(rest.substr(0, end));
    if (value && error) {
      const std::string unit = plain(rest.substr(end));
      return fmt::format("write {}, and 'standard_error: {}'{}", *value, *error,
                         unit.empty() ? "" : fmt::format(", and 'unit: {}'", unit_word(unit)));
    }
  }
  const std::size_t colon = text.find(':');
  if (colon != std::string::npos && all_digits(text.substr(0, colon)))
    return "write it in one unit, as 90 with unit s for 1:30";
  if (text.compare(0, 2, "0x") == 0) return "write it as a decimal number";
  if (const std::size_t slash = text.find('/'); slash != std::string::npos &&
                                                all_digits(text.substr(0, slash)) &&
                                                all_digits(text.substr(slash + 1)))
    return "write it as a decimal number";
  const std::size_t end = number_end(text);
  const std::string front = text.substr(0, end), unit = plain(text.substr(end));
  if (front.empty() || unit.empty()) {
    const std::size_t dash = text.find('-', 1);
    if (dash != std::string::npos && as_number(plain(text.substr(0, dash))) &&
        as_number(plain(text.substr(dash + 1))))
      return "a claim states one number; an assertion checks a range with 'op: between'";
    return {};
  }
  if (const auto number = as_number(front)) {
    if (unit == "k" || unit == "K")
      return fmt::format("write {}", format_real(*parse_real(*number) * 1000));
    return fmt::format("write {}, and 'unit: {}'", *number, unit_word(unit));
  }
  return {};
}

std::string integer_advice(std::string_view raw) {
  if (parse_integer(raw)) return "write it without quotes";
  std::string text = plain(raw);
  if (text.size() > 1 && (text[0] == 'v' || text[0] == 'V') && parse_integer(text.substr(1)))
    return fmt::format("write {}", text.substr(1));
  std::optional<std::string> number = parse_real(text) ? std::optional(text) : as_number(text);
  if (!number) return number_advice(raw);
  const double value = *parse_real(*number);
  constexpr double kExact = 9007199254740992.0;
  if (value < -kExact || value > kExact) return {};
  const auto whole = static_cast<long long>(value);
  return static_cast<double>(whole) == value ? fmt::format("write {}", whole)
                                             : std::string("it is no whole number");
}

}  // namespace ahub
