// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Dates with a time of day, as traces write them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace ahub::sim::serving {

struct Date {
  std::int64_t nanoseconds = 0;  ///< Since 1970; in UTC when the text says its offset.
  bool has_offset = false;
};

/// "YYYY-MM-DD hh:mm:ss[.fraction][offset]", a 'T' between day and time too; the offset is Z,
/// +hh, +hhmm or +hh:mm, a blank before it allowed. Years 1970 to 2199. Digits of the fraction
/// behind the ninth do not count. Nothing for any other text.
std::optional<Date> parse_date(std::string_view text) noexcept;

}  // namespace ahub::sim::serving
