// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The order of the claims that share a frontier key: one unit, best first.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ahub {

/// One claim's number, as stated.
struct FrontierValue {
  double value = 0;
  std::string unit;
  std::optional<bool> higher_is_better;
};

/// A value's place among those that compare with it.
struct FrontierPlace {
  std::size_t index = 0;  ///< Into the span that was ordered.
  double value = 0;       ///< In FrontierOrder::unit.
  int place = 1;          ///< 1 is best; equal values share a place.
};

struct FrontierOrder {
  std::string unit;  ///< The first value's, or the first of its kind that holds all of its kind.
  std::optional<bool> higher;       ///< As the first claim that says so; absent: nobody says.
  bool disputed = false;            ///< Claims name both directions.
  std::vector<FrontierPlace> best;  ///< Best first; in the order given where nobody says what is.
  std::vector<std::size_t> incomparable;  ///< Of another kind, or not to be written in `unit`.
  std::vector<std::string> because;       ///< Why each is: "its unit is of another kind".
};

/// Orders the values of one key; of equal ones the earlier in the span comes first.
FrontierOrder order_frontier(std::span<const FrontierValue> values);

}  // namespace ahub
