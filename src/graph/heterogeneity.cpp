// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Cochran's Q over the claims of one key.
#include <algorithm>
#include <cmath>
#include <tuple>

#include "ahub/base/units.hpp"
#include "ahub/graph/tension.hpp"
#include "graph/chi_square.hpp"

namespace ahub {

std::optional<Heterogeneity> heterogeneity(std::vector<ComparableClaim> claims) {
  std::sort(claims.begin(), claims.end(),
            [](const ComparableClaim& left, const ComparableClaim& right) {
              return std::tie(left.package, left.claim) < std::tie(right.package, right.claim);
            });
  if (claims.empty()) return std::nullopt;
  const std::string& unit = claims.front().unit;
  std::erase_if(claims, [&, unit = claims.front().unit](const ComparableClaim& claim) {
    return !convert(claim.value, claim.unit, unit);
  });
  if (claims.size() < 3) return std::nullopt;
  Heterogeneity result;
  result.key = claims.front().key;
  result.unit = unit;
  result.assumed = std::none_of(claims.begin(), claims.end(), [](const ComparableClaim& claim) {
    return claim.standard_error.has_value();
  });
  std::vector<std::pair<double, double>> values;  // Value and error.
  for (const ComparableClaim& claim : claims) {
    const std::string name = claim.package + "#" + claim.claim;
    if (!result.assumed && !claim.standard_error) {
      result.left_out.push_back(name);
      continue;
    }
    const double error = claim.standard_error.value_or(claim.tolerance / std::sqrt(3.0));
    const std::optional<double> value = convert(claim.value, claim.unit, unit);
    const std::optional<double> converted = convert(error, claim.unit, unit);
    // A value without any uncertainty would have infinite weight.
    if (!value || !converted || !(*converted > 0)) {
      result.left_out.push_back(name);
      continue;
    }
    values.emplace_back(*value, *converted);
    result.claims.push_back(name);
  }
  if (values.size() < 2) return std::nullopt;
  // Relative to the smallest error and the first value, so that no square overflows.
  double smallest = values.front().second;
  for (const auto& [value, error] : values) smallest = std::min(smallest, error);
  double weights = 0, sum = 0;
  for (const auto& [value, error] : values) {
    const double weight = (smallest / error) * (smallest / error);
    weights += weight;
    sum += weight * (value - values.front().first);
  }
  result.mean = values.front().first + sum / weights;
  for (const auto& [value, error] : values) {
    const double deviation = (value - result.mean) / error;
    result.q += deviation * deviation;
  }
  if (!std::isfinite(result.mean) || !std::isfinite(result.q)) return std::nullopt;
  result.degrees = static_cast<int>(values.size()) - 1;
  result.p = chi_square_survival(result.q, result.degrees);
  result.i_squared = result.q > result.degrees ? (result.q - result.degrees) / result.q : 0;
  return result;
}

}  // namespace ahub
