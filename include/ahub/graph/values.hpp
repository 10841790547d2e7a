// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// When two stated numbers are the same number.
#pragma once

#include <string_view>

namespace ahub {

/// True when the two differ by no more than the rounding of a conversion of units (1e-12 of them).
bool same_number(double left, double right) noexcept;

/// The same after unit conversion: 83.76 % is 0.8376 as a fraction; 11.81 pp is never 11.81 %.
bool same_value(double left, std::string_view left_unit, double right,
                std::string_view right_unit);

}  // namespace ahub
