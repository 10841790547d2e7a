// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Days of the Gregorian calendar.
#pragma once

#include <chrono>

namespace ahub {

/// True for a day that there is, of the years 1 to 9999.
constexpr bool is_day(int year, int month, int day) noexcept {
  // The types of <chrono> hold small numbers: 260 would be the day 4.
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return false;
  return std::chrono::year_month_day(std::chrono::year(year),
                                     std::chrono::month(static_cast<unsigned>(month)),
                                     std::chrono::day(static_cast<unsigned>(day)))
      .ok();
}

}  // namespace ahub
