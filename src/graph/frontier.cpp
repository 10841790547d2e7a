// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/graph/frontier.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/base/units.hpp"
#include "ahub/graph/values.hpp"

namespace ahub {

FrontierOrder order_frontier(std::span<const FrontierValue> values) {
  FrontierOrder order;
  if (values.empty()) return order;
  std::vector<double> alike;
  std::vector<std::string_view> units;
  for (const FrontierValue& value : values) {
    if (!std::isfinite(value.value) || !same_kind(value.unit, values.front().unit)) continue;
    alike.push_back(value.value);
    units.emplace_back(value.unit);
  }
  order.unit = units.empty() ? values.front().unit : units[unit_that_holds(alike, units)];
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::optional<double> value = convert(values[i].value, values[i].unit, order.unit);
    if (!value) {
      order.incomparable.push_back(i);
      order.because.push_back(same_kind(values[i].unit, order.unit)
                                  ? fmt::format("{} {} cannot be written in '{}'",
                                                format_real(values[i].value), values[i].unit,
                                                order.unit)
                                  : "its unit is of another kind");
      continue;
    }
    order.best.push_back({i, *value, 1});
    const std::optional<bool> said = values[i].higher_is_better;
    if (!said) continue;
    if (order.higher && *order.higher != *said) order.disputed = true;
    if (!order.higher) order.higher = said;
  }
  // Without a direction nothing is best: all share the first place.
  if (!order.higher) return order;
  std::stable_sort(order.best.begin(), order.best.end(),
                   [&](const FrontierPlace& left, const FrontierPlace& right) {
                     return *order.higher ? left.value > right.value : left.value < right.value;
                   });
  for (std::size_t i = 1; i < order.best.size(); ++i) {
    const bool equal = same_number(order.best[i].value, order.best[i - 1].value);
    order.best[i].place = equal ? order.best[i - 1].place : static_cast<int>(i) + 1;
  }
  return order;
}

}  // namespace ahub
