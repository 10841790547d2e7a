// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Whole numbers of any length, for exact decimals and conversions.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>

namespace ahub {

using Whole = boost::multiprecision::cpp_int;

/// base^exponent; `exponent` >= 0.
inline Whole whole_power(int base, int exponent) {
  return pow(Whole(base), static_cast<unsigned>(exponent));
}

}  // namespace ahub
