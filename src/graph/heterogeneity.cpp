// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Cochran's Q over the claims of one key.
#include <algorithm>
#include <cmath>
#include <tuple>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/base/units.hpp"
#include "ahub/graph/tension.hpp"
#include "graph/chi_square.hpp"

namespace ahub {

namespace {

constexpr const char* kTooLarge = "it is too large for a number";

/// A claim's value and error in the group's unit.
struct Weighed {
  double value, error;
};

/// Of the claims' units, which are of one kind, the first that holds all values.
std::string unit_of(const std::vector<ComparableClaim>& claims) {
  std::vector<double> values;
  std::vector<std::string_view> units;
  for (const ComparableClaim& claim : claims) {
    values.push_back(claim.value);
    units.emplace_back(claim.unit);
  }
  return std::string(units[unit_that_holds(values, units)]);
}

/// Why a claim with this value and error cannot enter; empty when it can.
std::string why_not(const ComparableClaim& claim, const Weighed& weighed, const std::string& unit) {
  if (!std::isfinite(weighed.value) || (weighed.value == 0 && claim.value != 0))
    return fmt::format("{} {} cannot be written in '{}'", format_real(claim.value), claim.unit,
                       unit);
  // A value without any uncertainty would have infinite weight.
  if (!(weighed.error > 0)) return "its error is 0 or too small for a number";
  return std::isfinite(weighed.error) ? "" : "its error is too large for a number";
}

/// Mean, Q, p and I^2 of at least two.
void pool(const std::vector<Weighed>& values, Heterogeneity& result) {
  // Relative to the claim with the smallest error: no square overflows, and no digit of the value
  // that weighs most is lost beside one that is larger by many orders.
  const Weighed& surest = *std::min_element(
      values.begin(), values.end(),
      [](const Weighed& left, const Weighed& right) { return left.error < right.error; });
  double weights = 0, sum = 0;
  for (const Weighed& one : values) {
    const double weight = (surest.error / one.error) * (surest.error / one.error);
    weights += weight;
    sum += weight * (one.value - surest.value);
  }
  const double mean = surest.value + sum / weights;
  result.degrees = static_cast<int>(values.size()) - 1;
  if (!std::isfinite(mean)) {
    result.mean_undefined = result.q_undefined = "the values lie too far apart for a number";
    return;
  }
  double q = 0;
  for (const Weighed& one : values) {
    const double deviation = (one.value - mean) / one.error;
    q += deviation * deviation;
  }
  result.mean = mean;
  result.p = chi_square_survival(q, result.degrees);
  if (!std::isfinite(q)) {
    result.q_undefined = kTooLarge;
    result.i_squared = 1;
    return;
  }
  result.q = q;
  result.i_squared = q > result.degrees ? (q - result.degrees) / q : 0;
}

}  // namespace

std::optional<Heterogeneity> heterogeneity(std::vector<ComparableClaim> claims) {
  std::sort(claims.begin(), claims.end(),
            [](const ComparableClaim& left, const ComparableClaim& right) {
              return std::tie(left.package, left.claim) < std::tie(right.package, right.claim);
            });
  std::erase_if(claims, [](const ComparableClaim& claim) { return !std::isfinite(claim.value); });
  if (claims.empty()) return std::nullopt;
  std::erase_if(claims, [unit = claims.front().unit](const ComparableClaim& claim) {
    return !same_kind(claim.unit, unit);
  });
  if (claims.size() < 3) return std::nullopt;
  Heterogeneity result;
  result.key = claims.front().key;
  result.unit = unit_of(claims);
  result.assumed = std::none_of(claims.begin(), claims.end(), [](const ComparableClaim& claim) {
    return claim.standard_error.has_value();
  });
  std::vector<Weighed> values;
  for (const ComparableClaim& claim : claims) {
    const std::string name = claim.package + "#" + claim.claim;
    if (!result.assumed && !claim.standard_error) {
      result.left_out.push_back(name);
      continue;
    }
    const double error = claim.standard_error.value_or(claim.tolerance / std::sqrt(3.0));
    const auto in_unit = [&](double number) {
      return convert_saturated(number, claim.unit, result.unit).value_or(0);
    };
    const Weighed weighed{in_unit(claim.value), in_unit(error)};
    if (std::string why = why_not(claim, weighed, result.unit); !why.empty()) {
      result.unweighed.push_back({name, std::move(why)});
      continue;
    }
    values.push_back(weighed);
    result.claims.push_back(name);
  }
  if (values.size() >= 2) {
    pool(values, result);
  } else if (result.unweighed.empty()) {
    return std::nullopt;
  } else {
    result.mean_undefined = result.q_undefined = "fewer than two claims have an error that counts";
  }
  return result;
}

}  // namespace ahub
