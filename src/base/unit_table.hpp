// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The rows of the table of units.
#pragma once

#include <span>
#include <string_view>

#include "ahub/base/units.hpp"

namespace ahub::unit_table {

/// One symbol: `factor` of the base `base` (empty: none) over the base `over`.
struct Row {
  std::string_view symbol, base, over;
  UnitFactor factor;
  /// Letters that may stand before it: p n u m k K M G T P E; 'i' allows Ki, Mi ... too, 'w' the
  /// words kilo, mega, milli ..., '!' says that one must.
  std::string_view prefixes;
  /// A name of a program goes before it (`leading_unit`).
  bool yields = false;
};

/// A group of rows under one heading of the manual.
struct Group {
  std::string_view name;
  std::span<const Row> rows;
};
std::span<const Group> groups() noexcept;

/// A prefix: its letter or word, and what it means.
struct Prefix {
  std::string_view text;
  char letter;  ///< That of the row's `prefixes`.
  UnitFactor factor;
};
/// Letters, then binary ones (Ki), then words; the micro signs beside u.
std::span<const Prefix> prefixes() noexcept;
/// Whether `prefix` may stand before the row's symbol.
bool takes(const Row& row, const Prefix& prefix) noexcept;

/// A spelling that people read in two ways.
struct TwoWays {
  std::string_view symbol, advice;
};
std::span<const TwoWays> two_ways() noexcept;

}  // namespace ahub::unit_table
