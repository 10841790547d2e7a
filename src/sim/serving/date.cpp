// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/serving/date.hpp"

#include <chrono>

namespace ahub::sim::serving {
namespace {

/// Reads from the front of a text.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  /// Exactly so many digits.
  std::optional<int> digits(std::size_t count) {
    if (rest_.size() < count) return std::nullopt;
    int value = 0;
    for (const char c : rest_.substr(0, count)) {
      if (!is_digit(c)) return std::nullopt;
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(count);
    return value;
  }
  /// ".123456789" in billionths; nothing when no digit follows the point.
  std::optional<std::int64_t> fraction() {
    if (!take('.')) return 0;
    if (rest_.empty() || !is_digit(rest_.front())) return std::nullopt;
    std::int64_t value = 0, scale = 100'000'000;
    for (; !rest_.empty() && is_digit(rest_.front()); rest_.remove_prefix(1), scale /= 10)
      value += (rest_.front() - '0') * scale;
    return value;
  }
  bool at_digit() const { return !rest_.empty() && is_digit(rest_.front()); }
  bool done() const { return rest_.empty(); }

 private:
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }
  std::string_view rest_;
};

}  // namespace

std::optional<Date> parse_date(std::string_view text) noexcept {
  Scanner scan(text);
  const auto year = scan.digits(4);
  if (!year || !scan.take('-')) return std::nullopt;
  const auto month = scan.digits(2);
  if (!month || !scan.take('-')) return std::nullopt;
  const auto day = scan.digits(2);
  if (!day || (!scan.take(' ') && !scan.take('T'))) return std::nullopt;
  const auto hour = scan.digits(2);
  if (!hour || !scan.take(':')) return std::nullopt;
  const auto minute = scan.digits(2);
  if (!minute || !scan.take(':')) return std::nullopt;
  const auto second = scan.digits(2);
  const auto fraction = second ? scan.fraction() : std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  // A leap second is the second after it.
  if (!fraction || *year < 1970 || *year >= 2200 || !date.ok() || *hour > 23 || *minute > 59 ||
      *second > 60)
    return std::nullopt;
  Date result;
  std::int64_t offset = 0;  // Minutes east.
  const bool blank = scan.take(' ');
  if (blank && scan.done()) return std::nullopt;
  if (scan.take('Z')) {
    result.has_offset = true;
  } else if (const bool east = scan.take('+'); east || scan.take('-')) {
    const auto hours = scan.digits(2);
    if (!hours || *hours > 18) return std::nullopt;
    std::optional<int> minutes = 0;
    if (scan.take(':') || scan.at_digit()) minutes = scan.digits(2);
    if (!minutes || *minutes > 59) return std::nullopt;
    offset = (east ? 1 : -1) * (*hours * 60 + *minutes);
    result.has_offset = true;
  }
  if (!scan.done()) return std::nullopt;
  const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
  result.nanoseconds = ((days * 24 + *hour) * 60 + *minute - offset) * 60'000'000'000 +
                       *second * std::int64_t{1'000'000'000} + *fraction;
  return result;
}

}  // namespace ahub::sim::serving
