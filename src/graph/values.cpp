// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/graph/values.hpp"

#include <algorithm>
#include <cmath>

#include "ahub/base/units.hpp"

namespace ahub {

bool same_number(double left, double right) noexcept {
  constexpr double kRounding = 1e-12;
  return std::abs(left - right) <= kRounding * std::max(std::abs(left), std::abs(right));
}

bool same_value(double left, std::string_view left_unit, double right,
                std::string_view right_unit) {
  if (const std::optional<double> converted = convert(right, right_unit, left_unit))
    return same_number(left, *converted);
  // What is too large or too small for the one unit may be a number of the other.
  const std::optional<double> converted = convert(left, left_unit, right_unit);
  return converted && same_number(*converted, right);
}

}  // namespace ahub
