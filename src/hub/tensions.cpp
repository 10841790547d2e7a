// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Tensions in the derived tables, brought up to date by frontier key and by package.
#include <map>
#include <tuple>

#include "ahub/graph/tension.hpp"
#include "hub/refresh.hpp"

namespace ahub {
namespace {

using Sides = std::pair<std::string, std::string>;
using BySides = std::map<std::tuple<std::string, std::string, std::string>, DerivedTension>;

std::string package_of(const std::string& side) { return side.substr(0, side.find('#')); }

/// A contradicts relation speaks for its whole package; numbers disagree between two claims.
bool is_stated(const DerivedTension& tension) {
  return tension.left.find('#') == std::string::npos ||
         tension.right.find('#') == std::string::npos;
}

void add(BySides& tensions, DerivedTension tension) {
  std::tuple key{tension.left, tension.right, tension.key};
  tensions.emplace(std::move(key), std::move(tension));
}

BySides measured(const Store& store, const std::string& key) {
  std::vector<ComparableClaim> claims;
  for (KeyedClaim& claim : store.claims_of_key(key)) {
    claims.push_back({std::move(claim.slug), std::move(claim.claim), key, claim.value,
                      std::move(claim.unit), claim.tolerance});
  }
  BySides tensions;
  for (const Tension& found : disagreements(claims)) {
    add(tensions,
        {found.left_package + "#" + found.left_claim, found.right_package + "#" + found.right_claim,
         found.key, found.unit, found.gap, "open"});
  }
  return tensions;
}

/// What contradicts relations of or about a package say: one statement a pair, and none where
/// numbers already disagree.
BySides stated(const Store& store, const std::string& slug,
               const std::vector<DerivedTension>& present) {
  std::map<Sides, Sides> first;  // By packages; the sides that sort first speak.
  for (const Contradiction& said : store.contradictions(slug)) {
    Sides sides{said.from, said.claim.empty() ? said.to : said.to + "#" + said.claim};
    Sides packages{said.from, said.to};
    if (packages.first > packages.second) {
      std::swap(packages.first, packages.second);
      std::swap(sides.first, sides.second);
    }
    const auto [place, added] = first.emplace(packages, sides);
    if (!added && sides < place->second) place->second = sides;
  }
  for (const DerivedTension& tension : present) {
    if (!is_stated(tension)) first.erase({package_of(tension.left), package_of(tension.right)});
  }
  BySides tensions;
  for (const auto& [packages, sides] : first)
    add(tensions, {sides.first, sides.second, "contradicts", "", 0, "open"});
  return tensions;
}

/// Makes `before` into `after`; packages of what changed are added to `touched`.
void replace(Store& store, const BySides& before, const BySides& after,
             std::set<std::string>* touched) {
  const auto change = [&](const DerivedTension& tension, bool put) {
    put ? store.put_tension(tension) : store.drop_tension(tension);
    if (touched != nullptr) {
      touched->insert(package_of(tension.left));
      touched->insert(package_of(tension.right));
    }
  };
  for (const auto& [key, tension] : before) {
    const auto same = after.find(key);
    if (same == after.end() || same->second != tension) change(tension, false);
  }
  for (const auto& [key, tension] : after) {
    const auto same = before.find(key);
    if (same == before.end() || same->second != tension) change(tension, true);
  }
}

}  // namespace

void refresh_tensions(Store& store, const std::set<std::string>& keys,
                      const std::set<std::string>& slugs) {
  std::set<std::string> touched = slugs;
  for (const std::string& key : keys) {
    BySides before;
    for (DerivedTension& tension : store.tensions_of_key(key)) {
      if (!is_stated(tension)) add(before, std::move(tension));
    }
    replace(store, before, measured(store, key), &touched);
  }
  for (const std::string& slug : touched) {
    const std::vector<DerivedTension> present = store.tensions(slug);
    BySides before;
    for (const DerivedTension& tension : present) {
      if (is_stated(tension)) add(before, tension);
    }
    replace(store, before, stated(store, slug, present), nullptr);
  }
}

}  // namespace ahub
