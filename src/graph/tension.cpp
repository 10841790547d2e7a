// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/graph/tension.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "ahub/base/digest.hpp"
#include "ahub/base/limits.hpp"
#include "ahub/base/text.hpp"
#include "ahub/base/units.hpp"

namespace ahub {
namespace {

constexpr double kTensionZ = 2;  // product.md section 4.
/// What is beyond all numbers: the store holds no infinity.
constexpr double kLargest = std::numeric_limits<double>::max();

/// Half a unit of the last decimal that the shortest text of `value` shows: what its author left
/// open.
double printed_tolerance(double value) {
  const std::string text = format_real(value);
  const std::size_t exponent = std::min(text.find('e'), text.size());
  const std::size_t point = std::min(text.find('.'), exponent);
  const std::size_t decimals = point < exponent ? exponent - point - 1 : 0;
  const int power =
      exponent < text.size() ? static_cast<int>(std::floor(std::log10(std::abs(value)))) : 0;
  return 0.5 * std::pow(10.0, power - static_cast<double>(decimals));
}

/// The widest tolerance that assertions about the claim's own value state, in the claim's unit.
double stated_tolerance(const Package& package, const Claim& claim, const OutputUnit& unit_of) {
  const double value = *claim.structured.value;
  double widest = -1;
  for (const Method& method : package.methods) {
    for (const Expectation& expectation : method.expected) {
      // Only an assertion without a value of its own is about the claimed number, in a unit that
      // converts.
      if (expectation.claim != claim.id || expectation.op != Comparison::approx ||
          expectation.value)
        continue;
      if (expectation.rel) widest = std::max(widest, *expectation.rel * std::abs(value));
      if (expectation.abs) {
        // Absolute tolerances are in the output's unit: a share may be asserted as a fraction and
        // claimed in %. A script's outputs are in the claim's.
        const RunSpec* run = run_of(method, expectation);
        const StatedUnit stated = run == nullptr
                                      ? StatedUnit{}
                                      : unit_of(run->simulator, run->params, expectation.output);
        const std::string unit = compared_unit(claim.structured.unit, stated);
        widest = std::max(widest, convert_saturated(*expectation.abs, unit, claim.structured.unit)
                                      .value_or(*expectation.abs));
      }
    }
  }
  return widest >= 0 ? std::min(widest, kLargest) : printed_tolerance(value);
}

/// 0.005 + 0.0005 is 0.0055 and nothing beside it.
double decimal_sum(double a, double b) { return difference(a, "1", -b, "1").value_or(a + b); }

Tension ordered(Tension tension) {
  const bool swapped = std::tie(tension.right_package, tension.lead.right_claim) <
                       std::tie(tension.left_package, tension.lead.left_claim);
  if (swapped) {
    std::swap(tension.left_package, tension.right_package);
    std::swap(tension.lead.left_claim, tension.lead.right_claim);
  }
  return tension;
}

bool before(const Tension& left, const Tension& right) {
  return std::tie(left.left_package, left.lead.left_claim, left.right_package,
                  left.lead.right_claim, left.lead.key) <
         std::tie(right.left_package, right.lead.left_claim, right.right_package,
                  right.lead.right_claim, right.lead.key);
}

std::string protocol_of(const Claim& claim) {
  if (claim.protocol.empty()) return {};
  Json protocol = Json::object();
  for (const ProtocolEntry& entry : claim.protocol)
    protocol.set(entry.name, Json::object().set("unit", entry.unit).set("value", entry.value));
  return canonical_json(protocol);
}

/// A claim as an interval: no claim whose interval meets this one can disagree with it.
struct Interval {
  double low, high;
  std::size_t at;
};

/// The claims of one key (in `claims`) by kinds of unit; values of different kinds never compare.
/// Half widths are the tolerances or, of a stated standard error, the least that |z| >= 2 can mean:
/// 2 hypot(a, b) >= sqrt(2) (a + b).
std::vector<std::vector<Interval>> intervals(std::span<const ComparableClaim* const> claims) {
  std::vector<std::string> units;  // One of each kind.
  std::vector<std::vector<Interval>> kinds;
  std::map<std::string, std::size_t> by_kind;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const ComparableClaim& claim = *claims[i];
    const double stated =
        claim.standard_error ? std::sqrt(2.0) * *claim.standard_error : claim.tolerance;
    // As `same_kind`: what is no unit is only like itself.
    const std::optional<Unit> known = find_unit(claim.unit);
    const auto [place, fresh] =
        by_kind.try_emplace(known ? "=" + known->kind() : claim.unit, units.size());
    const std::size_t kind = place->second;
    if (fresh) {
      units.push_back(claim.unit);
      kinds.emplace_back();
    }
    const std::optional<double> value = convert(claim.value, claim.unit, units[kind]);
    std::optional<double> half = convert(stated, claim.unit, units[kind]);
    // Rounding must not hide a pair: the claims themselves are asked in the end.
    if (value && half) *half -= 1e-9 * (std::abs(*value) + *half);
    // What overflowed in another unit is compared with everything.
    constexpr double kInfinite = std::numeric_limits<double>::infinity();
    const bool finite =
        value && half && std::isfinite(*value - *half) && std::isfinite(*value + *half);
    kinds[kind].push_back(finite ? Interval{*value - *half, *value + *half, i}
                                 : Interval{kInfinite, -kInfinite, i});
  }
  return kinds;
}

/// Pairs of claims of one key that may disagree, in order; those that agree far and wide are not
/// looked at. `only`: as in find_tensions.
std::vector<std::pair<std::size_t, std::size_t>> far_apart(
    std::span<const ComparableClaim* const> claims, const std::set<std::string>* only) {
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::vector<Interval>& by_low : intervals(claims)) {
    std::sort(by_low.begin(), by_low.end(), [](const Interval& one, const Interval& other) {
      return std::tie(one.low, one.at) < std::tie(other.low, other.at);
    });
    std::vector<Interval> by_high = by_low;
    std::sort(by_high.begin(), by_high.end(), [](const Interval& one, const Interval& other) {
      return std::tie(one.high, one.at) < std::tie(other.high, other.at);
    });
    for (const Interval& one : by_low) {
      if (only != nullptr && only->count(claims[one.at]->package) == 0) continue;
      const auto add = [&](const Interval& other) {
        if (other.at != one.at) pairs.emplace_back(std::minmax(one.at, other.at));
      };
      for (auto other = by_low.rbegin(); other != by_low.rend() && other->low >= one.high; ++other)
        add(*other);
      if (only == nullptr) continue;  // The lower one finds the pair.
      for (auto other = by_high.begin(); other != by_high.end() && other->high <= one.low; ++other)
        add(*other);
    }
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

/// Of a key with more claims than `limits::kTensionClaims`: each claim with the next ones above it
/// that disagree, so that what a key costs grows with its claims and not with their square.
std::vector<std::pair<std::size_t, std::size_t>> neighbours(
    std::span<const ComparableClaim* const> claims, const std::set<std::string>* only) {
  // Those of one package lie side by side at most so often.
  constexpr std::size_t kLookedAt = limits::kClaims + 4 * limits::kTensionNeighbours;
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::vector<Interval>& by_low : intervals(claims)) {
    std::sort(by_low.begin(), by_low.end(), [](const Interval& one, const Interval& other) {
      return std::tie(one.low, one.at) < std::tie(other.low, other.at);
    });
    for (const Interval& one : by_low) {
      auto other = std::lower_bound(
          by_low.begin(), by_low.end(), one.high,
          [](const Interval& interval, double high) { return interval.low < high; });
      std::size_t looked = 0, taken = 0;
      for (; other != by_low.end() && looked < kLookedAt && taken < limits::kTensionNeighbours;
           ++other, ++looked) {
        const ComparableClaim &left = *claims[one.at], &right = *claims[other->at];
        if (left.package == right.package || !disagreement(left, right)) continue;
        ++taken;
        if (only == nullptr || only->count(left.package) > 0 || only->count(right.package) > 0)
          pairs.emplace_back(std::minmax(one.at, other->at));
      }
    }
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

/// Claims that speak of an effect lead a tension; a level of performance goes along with them.
int leading(ClaimKind kind) { return kind == ClaimKind::performance ? 1 : 0; }

}  // namespace

bool is_crowded(std::size_t claims) noexcept { return claims > limits::kTensionClaims; }

std::string Tension::id() const {
  const std::string text = fmt::format(
      "{}#{}\n{}#{}\n{}\n{} {}\n{}", left_package, lead.left_claim, right_package, lead.right_claim,
      lead.key, format_real(lead.left_value), lead.unit, format_real(lead.right_value));
  return sha256_hex(text).substr(0, 10);
}

std::optional<ClaimPair> disagreement(const ComparableClaim& left, const ComparableClaim& right) {
  if (left.package == right.package || left.key != right.key) return std::nullopt;
  if (!same_kind(right.unit, left.unit)) return std::nullopt;
  if (!std::isfinite(left.value) || !std::isfinite(right.value)) return std::nullopt;
  const double values[] = {left.value, right.value};
  const std::string_view units[] = {left.unit, right.unit};
  const bool in_left = unit_that_holds(values, units) == 0;
  ClaimPair pair;
  pair.unit = in_left ? left.unit : right.unit;
  const auto converted = [&](double number, const ComparableClaim& of) {
    return convert_saturated(number, of.unit, pair.unit).value_or(0);
  };
  pair.left_claim = left.claim;
  pair.right_claim = right.claim;
  pair.key = left.key;
  pair.left_value = converted(left.value, left);
  pair.right_value = converted(right.value, right);
  const std::optional<double> gap =
      in_left ? difference(left.value, left.unit, right.value, right.unit)
              : difference(right.value, right.unit, left.value, left.unit);
  pair.gap = std::min(std::abs(gap.value_or(pair.left_value - pair.right_value)), kLargest);
  const double left_error = converted(left.standard_error.value_or(0), left);
  const double right_error = converted(right.standard_error.value_or(0), right);
  const double left_tolerance = converted(left.tolerance, left);
  const double right_tolerance = converted(right.tolerance, right);
  const double error = std::hypot(left_error, right_error);
  pair.limit = kTensionZ * error;
  if (left.standard_error && right.standard_error && error > 0) {
    pair.z = pair.gap / error;  // Beyond all numbers it is a tension all the more.
    if (std::isnan(*pair.z) || *pair.z < kTensionZ) return std::nullopt;
    return pair;
  }
  // A tolerance is a bound, no standard error: it widens what the other side's error allows.
  if (!left.standard_error) pair.limit += left_tolerance;
  if (!right.standard_error) pair.limit += right_tolerance;
  if (!left.standard_error && !right.standard_error)
    pair.limit = decimal_sum(left_tolerance, right_tolerance);
  if (pair.gap <= pair.limit) return std::nullopt;
  return pair;
}

std::vector<ComparableClaim> comparable_claims(const Package& package, const OutputUnit& unit_of) {
  std::vector<ComparableClaim> claims;
  for (const Claim& claim : package.claims) {
    std::string key = frontier_key(package.profile, claim);
    if (key.empty() || !claim.structured.value) continue;
    claims.push_back({package.slug, claim.id, claim.kind, std::move(key), *claim.structured.value,
                      claim.structured.unit, stated_tolerance(package, claim, unit_of),
                      claim.structured.standard_error, protocol_of(claim)});
  }
  return claims;
}

std::vector<Tension> find_tensions(std::span<const ComparableClaim> claims,
                                   std::span<const StatedContradiction> stated,
                                   const std::set<std::string>* only) {
  std::vector<const ComparableClaim*> sorted;
  for (const ComparableClaim& claim : claims) sorted.push_back(&claim);
  std::sort(sorted.begin(), sorted.end(),
            [](const ComparableClaim* left, const ComparableClaim* right) {
              return std::tie(left->key, left->package, left->claim) <
                     std::tie(right->key, right->package, right->claim);
            });
  struct Found {
    ClaimPair pair;
    int rank;  // Pairs that speak of an effect come first.
  };
  // By the two experiments: packages with their protocols. Claims without a protocol stand alone.
  std::map<std::vector<std::string>, std::vector<Found>> by_experiments;
  for (std::size_t first = 0, end = 0; first < sorted.size(); first = end) {
    while (end < sorted.size() && sorted[end]->key == sorted[first]->key) ++end;
    const std::span<const ComparableClaim* const> key(sorted.data() + first, end - first);
    for (const auto& [i, j] :
         is_crowded(key.size()) ? neighbours(key, only) : far_apart(key, only)) {
      const ComparableClaim& left = *sorted[first + i];
      const ComparableClaim& right = *sorted[first + j];
      std::optional<ClaimPair> pair = disagreement(left, right);
      if (!pair) continue;
      std::vector<std::string> experiments{left.package, right.package, left.protocol,
                                           right.protocol};
      if (left.protocol.empty() || right.protocol.empty())
        experiments.insert(experiments.end(), {left.claim, right.claim, left.key});
      by_experiments[std::move(experiments)].push_back(
          {std::move(*pair), leading(left.kind) + leading(right.kind)});
    }
  }
  std::vector<Tension> tensions;
  std::set<std::pair<std::string, std::string>> known;
  for (auto& [experiments, found] : by_experiments) {
    std::sort(found.begin(), found.end(), [](const Found& left, const Found& right) {
      return std::tie(left.rank, left.pair.left_claim, left.pair.right_claim, left.pair.key) <
             std::tie(right.rank, right.pair.left_claim, right.pair.right_claim, right.pair.key);
    });
    Tension tension{experiments[0], experiments[1], std::move(found.front().pair), {}};
    for (std::size_t i = 1; i < found.size(); ++i) tension.also.push_back(std::move(found[i].pair));
    known.emplace(tension.left_package, tension.right_package);
    tensions.push_back(std::move(tension));
  }
  std::vector<Tension> by_statement;
  for (const StatedContradiction& statement : stated) {
    Tension tension{statement.package, statement.target_package, {}, {}};
    tension.lead.right_claim = statement.target_claim;
    tension.lead.key = "contradicts";
    by_statement.push_back(ordered(std::move(tension)));
  }
  // Sorted first, so that the order of the packages does not choose which statement speaks.
  std::sort(by_statement.begin(), by_statement.end(), before);
  for (Tension& tension : by_statement) {
    if (known.emplace(tension.left_package, tension.right_package).second)
      tensions.push_back(std::move(tension));
  }
  std::sort(tensions.begin(), tensions.end(), before);
  return tensions;
}

std::vector<Tension> find_tensions(std::span<const Package> packages, const OutputUnit& unit_of) {
  std::vector<ComparableClaim> claims;
  std::set<std::string> slugs;
  for (const Package& package : packages) {
    slugs.insert(package.slug);
    for (ComparableClaim& claim : comparable_claims(package, unit_of))
      claims.push_back(std::move(claim));
  }
  std::vector<StatedContradiction> stated;
  for (const Package& package : packages) {
    for (const Relation& relation : package.relations) {
      if (relation.kind != RelationKind::contradicts) continue;
      const std::optional<PackageRef> target = parse_ref(relation.target);
      if (!target || target->slug == package.slug || slugs.count(target->slug) == 0) continue;
      stated.push_back({package.slug, target->slug, target->claim});
    }
  }
  return find_tensions(claims, stated);
}

}  // namespace ahub
