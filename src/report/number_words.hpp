// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Numbers for people: stated ones as they were stated, computed ones with the digits that mean
// something, each with its unit.
#pragma once

#include <string>
#include <string_view>

#include "ahub/verify/receipt.hpp"

namespace ahub::report {

/// A number's text and its unit, made safe; a plain number ("1" or no unit) stands alone.
std::string quantity_words(std::string_view number, std::string_view unit);
/// A number that somebody stated, with all of its digits.
std::string stated_words(double value, std::string_view unit);
/// A stated number after conversion to another unit: at most 12 digits.
std::string converted_words(double value, std::string_view unit);
/// A number that was computed and stands beside no stated one: six significant digits, whole
/// numbers whole.
std::string computed_words(double value, std::string_view unit);
/// "+3.2", "-1e+300", "undefined": `digits` significant digits at most.
std::string signed_digits(double value, int digits);
/// "3.2", "undefined": the same without a plus.
std::string digits(double value, int digits);
/// "12.5 %" of the whole; of none "0.0 %"; "undefined" where it is no number.
std::string share_words(double part, double whole);
/// The unit of a difference of two values: of percentages it is "pp", since a gap of 6 % could be
/// 6 % of the value.
std::string_view gap_unit(std::string_view unit) noexcept;

/// What a check expects: "5.81 pp +- 0.005", "between 0.638 and 0.738 fraction", ">= 10 x".
std::string expected_words(const Check& check);
/// What came out of it, in the digits that say whether it passed and one more than was expected:
/// "5.812 pp"; "no number".
std::string actual_words(const Check& check);
/// The same without its unit.
std::string actual_digits(const Check& check);

/// `actual`, recomputed, beside the claimed number it is compared with; `tolerance` in the same
/// unit, 0 for none.
std::string beside_words(double actual, double claimed, double tolerance, std::string_view unit);

}  // namespace ahub::report
