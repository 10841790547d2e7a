// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The forms in which request traces are published, told apart by their own columns and keys.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ahub/base/json.hpp"
#include "sim/trace/csv_cells.hpp"

namespace ahub::sim::serving {

/// How a form writes times; none: it has lengths alone.
enum class Clock { none, date, seconds, milliseconds, microseconds, nanoseconds };
/// "seconds", "dates".
std::string_view to_string(Clock clock) noexcept;

struct Form {
  std::string_view name;
  Clock clock;
  std::array<std::string_view, 3> columns;  ///< Time (empty: none), prompt, answer.
  /// JSON: one of these keys tells the form from those below it.
  std::array<std::string_view, 3> marks = {};
};

/// Where a header has a form's columns.
struct Placed {
  const Form* form = nullptr;
  std::array<std::size_t, 3> places{};
  std::string_view twice;    ///< A column that is there more than once.
  std::string_view missing;  ///< Of the nearest form, when `form` is null; may be empty.
};
/// Names are compared without case, blanks and punctuation.
Placed form_of_header(std::span<const CsvCell> header);

/// The form of one object of JSON lines. Null: none, `why` says what it is.
const Form* form_of_object(const Json& object, std::string& why, std::string& hint);

/// "known: Azure (...), ...".
std::string_view known_forms() noexcept;

}  // namespace ahub::sim::serving
