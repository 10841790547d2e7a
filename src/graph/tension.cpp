// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/graph/tension.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "ahub/base/text.hpp"
#include "ahub/base/units.hpp"

namespace ahub {
namespace {

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
        // claimed in %. Outputs without a unit are in the claim's.
        const RunSpec* run = run_of(method, expectation);
        const std::string_view unit =
            run == nullptr ? std::string_view() : unit_of(run->simulator, expectation.output);
        widest = std::max(
            widest,
            convert(*expectation.abs, unit, claim.structured.unit).value_or(*expectation.abs));
      }
    }
  }
  return widest >= 0 ? widest : printed_tolerance(value);
}

Tension ordered(Tension tension) {
  const bool swapped = std::tie(tension.right_package, tension.right_claim) <
                       std::tie(tension.left_package, tension.left_claim);
  if (swapped) {
    std::swap(tension.left_package, tension.right_package);
    std::swap(tension.left_claim, tension.right_claim);
  }
  return tension;
}

bool before(const Tension& left, const Tension& right) {
  return std::tie(left.left_package, left.left_claim, left.right_package, left.right_claim,
                  left.key) < std::tie(right.left_package, right.left_claim, right.right_package,
                                       right.right_claim, right.key);
}

void compare(const ComparableClaim& left, const ComparableClaim& right, std::vector<Tension>& out) {
  if (left.package == right.package) return;
  const std::optional<double> value = convert(right.value, right.unit, left.unit);
  const std::optional<double> tolerance = convert(right.tolerance, right.unit, left.unit);
  if (!value || !tolerance) return;
  const double gap = std::abs(left.value - *value);
  if (gap <= left.tolerance + *tolerance) return;
  out.push_back(
      ordered({left.package, left.claim, right.package, right.claim, left.key, gap, left.unit}));
}

}  // namespace

std::vector<ComparableClaim> comparable_claims(const Package& package, const OutputUnit& unit_of) {
  std::vector<ComparableClaim> claims;
  for (const Claim& claim : package.claims) {
    std::string key = frontier_key(package.profile, claim);
    if (key.empty() || !claim.structured.value) continue;
    claims.push_back({package.slug, claim.id, std::move(key), *claim.structured.value,
                      claim.structured.unit, stated_tolerance(package, claim, unit_of)});
  }
  return claims;
}

std::vector<Tension> disagreements(std::span<const ComparableClaim> claims) {
  std::vector<Tension> tensions;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    for (std::size_t j = i + 1; j < claims.size(); ++j) compare(claims[i], claims[j], tensions);
  }
  return tensions;
}

std::vector<Tension> find_tensions(std::span<const Package> packages, const OutputUnit& unit_of) {
  std::map<std::string, std::vector<ComparableClaim>> by_key;
  std::set<std::string> slugs;
  for (const Package& package : packages) {
    slugs.insert(package.slug);
    for (ComparableClaim& claim : comparable_claims(package, unit_of)) {
      std::string key = claim.key;
      by_key[std::move(key)].push_back(std::move(claim));
    }
  }
  std::vector<Tension> tensions;
  for (auto& [key, claims] : by_key) {
    std::sort(claims.begin(), claims.end(),
              [](const ComparableClaim& left, const ComparableClaim& right) {
                return std::tie(left.package, left.claim) < std::tie(right.package, right.claim);
              });
    const std::vector<Tension> found = disagreements(claims);
    tensions.insert(tensions.end(), found.begin(), found.end());
  }
  std::set<std::pair<std::string, std::string>> known;
  for (const Tension& tension : tensions)
    known.emplace(tension.left_package, tension.right_package);
  std::vector<Tension> stated;
  for (const Package& package : packages) {
    for (const Relation& relation : package.relations) {
      if (relation.kind != RelationKind::contradicts) continue;
      const std::optional<PackageRef> target = parse_ref(relation.target);
      if (!target || target->slug == package.slug || slugs.count(target->slug) == 0) continue;
      Tension tension =
          ordered({package.slug, "", target->slug, target->claim, "contradicts", 0, ""});
      stated.push_back(std::move(tension));
    }
  }
  // Sorted first, so that the order of the packages does not choose which statement speaks.
  std::sort(stated.begin(), stated.end(), before);
  for (Tension& tension : stated) {
    if (known.emplace(tension.left_package, tension.right_package).second)
      tensions.push_back(std::move(tension));
  }
  std::sort(tensions.begin(), tensions.end(), before);
  return tensions;
}

}  // namespace ahub
