// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Cells as values: whole numbers however they are spelled, and times in their order.
#include <algorithm>
#include <charconv>

#include "sim/trace/csv_columns.hpp"

namespace ahub::sim {
namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

std::string_view digits_of(std::string_view text) noexcept {
  return text.substr(0, static_cast<std::size_t>(
                            std::find_if_not(text.begin(), text.end(), is_digit) - text.begin()));
}

template <class Value>
std::optional<Value> value_of(std::string_view text) noexcept {
  Value value{};
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end) return std::nullopt;
  return value;
}

/// "2007-02-22", "2007-02-22 17:00:01.5", "2007-02-22T17:00:01Z".
bool is_date(std::string_view text) noexcept {
  constexpr std::size_t kDay = 10;
  if (text.size() < kDay || text[4] != '-' || text[7] != '-') return false;
  for (const std::size_t i : {0U, 1U, 2U, 3U, 5U, 6U, 8U, 9U})
    if (!is_digit(text[i])) return false;
  return text.find_first_of("+-", kDay) == std::string_view::npos;
}

}  // namespace

std::optional<std::uint64_t> whole_number(std::string_view cell) noexcept {
  const std::string_view whole = digits_of(cell);
  cell.remove_prefix(whole.size());
  std::string_view fraction;
  if (!cell.empty() && cell.front() == '.') {
    fraction = digits_of(cell.substr(1));
    cell.remove_prefix(1 + fraction.size());
  }
  if (whole.empty() && fraction.empty()) return std::nullopt;
  int exponent = 0;
  if (!cell.empty()) {
    if (cell.front() != 'e' && cell.front() != 'E') return std::nullopt;
    cell.remove_prefix(1);
    if (!cell.empty() && cell.front() == '+') {
      cell.remove_prefix(1);
      if (!cell.empty() && cell.front() == '-') return std::nullopt;
    }
    const std::optional<int> written = value_of<int>(cell);
    if (!written || *written > 400 || *written < -400) return std::nullopt;
    exponent = *written;
  }
  // Digit by digit, because a real would round what is not whole.
  const auto point = static_cast<std::ptrdiff_t>(whole.size()) + exponent;
  const auto count = static_cast<std::ptrdiff_t>(whole.size() + fraction.size());
  std::uint64_t value = 0;
  for (std::ptrdiff_t i = 0; i < std::max(point, count); ++i) {
    const auto place = static_cast<std::size_t>(i);
    const char c = i >= count             ? '0'
                   : place < whole.size() ? whole[place]
                                          : fraction[place - whole.size()];
    const auto digit = static_cast<std::uint64_t>(c - '0');
    if (i >= point) {
      if (digit != 0) return std::nullopt;
      continue;
    }
    if (value > (~std::uint64_t{0} - digit) / 10) return std::nullopt;
    value = value * 10 + digit;
  }
  return value;
}

int compare_times(std::string_view a, std::string_view b) noexcept {
  const auto order = [](const auto& x, const auto& y) { return x < y ? -1 : y < x ? 1 : 0; };
  if (a.empty() || b.empty()) return 0;
  // Nanoseconds since an epoch do not fit into a real.
  const auto whole_a = value_of<std::uint64_t>(a), whole_b = value_of<std::uint64_t>(b);
  if (whole_a && whole_b) return order(*whole_a, *whole_b);
  if (a.size() == b.size() && is_date(a) && is_date(b)) return order(a, b);
  const auto real_a = value_of<double>(a), real_b = value_of<double>(b);
  return real_a && real_b ? order(*real_a, *real_b) : 0;
}

}  // namespace ahub::sim
