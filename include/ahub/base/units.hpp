// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Units of claims and simulator outputs, and conversion between units of one kind.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace ahub {

/// A unit: values of one `kind` convert by `factor`. "pp" (a difference of shares) is
/// of another kind than "%" (a share): 11.81 pp never becomes 11.81 %.
struct Unit {
  std::string_view symbol;  ///< As written: "%", "fraction", "pp", "ms", "tok/s".
  std::string_view kind;    ///< "share", "share-difference", "time", "bytes", "ratio", "count", ...
  double factor;            ///< Value in the kind's base unit = value * factor.
};

/// The unit that `symbol` names (a few spellings each), or null. Case-sensitive.
const Unit* find_unit(std::string_view symbol) noexcept;
/// Whether `symbol` reads as a unit at all: letters, digits, % and the signs of products, quotients,
/// powers and words ("tok/s", "GB/(s*W)", "papers per hour"), parentheses closed, no operator at an
/// end. Known or not.
bool is_unit_text(std::string_view symbol) noexcept;
/// All units, grouped by kind.
std::span<const Unit> units() noexcept;
/// `value` of unit `from` in unit `to`; nothing when either is unknown or the kinds differ.
/// Equal symbols always convert, known or not.
std::optional<double> convert(double value, std::string_view from, std::string_view to) noexcept;

}  // namespace ahub
