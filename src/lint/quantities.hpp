// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Numbers in prose and how precisely they are printed.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ahub::lint_rules {

/// One number of a text.
struct Quantity {
  double value = 0;
  double half_digit = 0;  ///< Half a unit of its last printed digit.
  bool is_signed = false;
  std::size_t begin = 0, end = 0;  ///< Bytes of the text.
};

/// The numbers of `text` in order. Thousands separators and U+2212 are understood; digits that
/// belong to a word
/// ("H100", "v1.2.3") are none.
std::vector<Quantity> find_quantities(std::string_view text);

/// Half a unit of the last digit of a number written as in JSON: "5.81" -> 0.005.
double half_digit_of(std::string_view number) noexcept;

/// The quantities of `text` that are measured in `unit`, `%` for every share, converted to `unit`.
/// A number before "and", "to", "of", "against" or a dash takes the unit of the next.
std::vector<Quantity> find_measures(std::string_view text, std::string_view unit);

/// True when `value`, rounded to the printed digits, is what `quantity` says.
bool says(const Quantity& quantity, double value) noexcept;

}  // namespace ahub::lint_rules
