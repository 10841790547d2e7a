// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "interop/arxiv_text.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace ahub::interop {
namespace {

constexpr std::size_t kCategoryBytes = 64;

bool is_space(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
bool is_letter(char c) noexcept { return is_lower(c) || (c >= 'A' && c <= 'Z'); }

/// The number of one to four digits, or -1.
int number_of(std::string_view text) noexcept {
  if (text.empty() || text.size() > 4 || !std::all_of(text.begin(), text.end(), is_digit))
    return -1;
  int value = 0;
  for (const char c : text) value = value * 10 + (c - '0');
  return value;
}

std::string date(int year, int month, int day) {
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1 || month < 1 || month > 12 || day < 1) return {};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  if (day > kDays[month - 1] + (month == 2 && leap ? 1 : 0)) return {};
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

int month_of(std::string_view name) noexcept {
  static constexpr std::array<std::string_view, 12> kMonths{
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto found = std::find(kMonths.begin(), kMonths.end(), name);
  return found == kMonths.end() ? 0 : static_cast<int>(found - kMonths.begin()) + 1;
}

std::string_view next_word(std::string_view& text) noexcept {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  std::size_t end = 0;
  while (end < text.size() && !is_space(text[end])) ++end;
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(end);
  return word;
}

std::string without_brackets(std::string_view text) {
  std::string out;
  std::size_t depth = 0;
  for (const char c : text) {
    if (c == '(') ++depth;
    if (depth == 0) out += c;
    if (c == ')' && depth > 0) --depth;
  }
  return out;
}

/// What follows a comma and belongs to the name before it.
bool is_suffix(std::string_view word) noexcept {
  for (const std::string_view suffix : {"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})
    if (word == suffix) return true;
  return false;
}

}  // namespace

std::string collapsed(std::string_view text) {
  // No branch on what a character is: white space is spread over texts without a pattern.
  std::string out(text.size(), ' ');
  char* end = out.data();
  bool blank = true;
  for (const char c : text) {
    const bool space = is_space(c);
    *end = space ? ' ' : c;
    end += space && blank ? 0 : 1;
    blank = space;
  }
  if (blank && end != out.data()) --end;
  out.resize(static_cast<std::size_t>(end - out.data()));
  return out;
}

std::optional<unsigned> control_in(std::string_view text) noexcept {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) return byte;
  }
  return std::nullopt;
}

std::string date_of(std::string_view text) {
  if (text.size() >= 10 && text[4] == '-' && text[7] == '-' &&
      (text.size() == 10 || text[10] == 'T')) {
    return date(number_of(text.substr(0, 4)), number_of(text.substr(5, 2)),
                number_of(text.substr(8, 2)));
  }
  std::string_view word = next_word(text);
  if (!word.empty() && word.back() == ',') word = next_word(text);
  const int day = number_of(word);
  const int month = month_of(next_word(text));
  return date(number_of(next_word(text)), month, day);
}

std::vector<std::string> split_authors(std::string_view text) {
  const std::string plain = without_brackets(text);
  std::vector<std::string> names;
  std::string name;
  const auto close = [&] {
    if (is_suffix(name) && !names.empty()) {
      names.back() += " " + name;
    } else if (!name.empty()) {
      names.push_back(name);
    }
    name.clear();
  };
  std::string_view rest = plain;
  for (std::string_view word = next_word(rest); !word.empty(); word = next_word(rest)) {
    if (word == "and" || word == "&") {
      close();
      continue;
    }
    while (!word.empty()) {
      const std::size_t comma = std::min(word.find(','), word.size());
      if (!name.empty() && comma > 0) name += ' ';
      name += word.substr(0, comma);
      if (comma < word.size()) close();
      word.remove_prefix(std::min(comma + 1, word.size()));
    }
  }
  close();
  return names;
}

bool is_category(std::string_view text) noexcept {
  if (text.size() < 2 || text.size() > kCategoryBytes || !is_lower(text.front())) return false;
  const std::size_t dot = std::min(text.find('.'), text.size());
  const auto archive = [](char c) { return is_lower(c) || c == '-'; };
  const auto subject = [](char c) { return is_letter(c) || c == '-'; };
  const std::string_view head = text.substr(0, dot),
                         tail = text.substr(std::min(dot + 1, text.size()));
  return std::all_of(head.begin(), head.end(), archive) && (dot == text.size() || !tail.empty()) &&
         std::all_of(tail.begin(), tail.end(), subject);
}

}  // namespace ahub::interop
