// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Tensions in the derived tables, brought up to date package by package.
#include <map>

#include "hub/derive.hpp"
#include "hub/refresh.hpp"

namespace ahub {
namespace {

using ById = std::map<std::string, DerivedTension>;

/// The frontier keys that the claims of these packages have, or all.
std::set<std::string> keys_of(const Store& store, const std::set<std::string>* slugs) {
  if (slugs == nullptr) return store.frontier_keys();
  std::set<std::string> keys;
  for (const std::string& slug : *slugs) {
    const std::set<std::string> own = store.keys_of_package(slug);
    keys.insert(own.begin(), own.end());
  }
  return keys;
}

ById found(const Store& store, const std::set<std::string>* slugs) {
  std::vector<ComparableClaim> claims;
  for (const std::string& key : keys_of(store, slugs)) {
    for (ComparableClaim& claim : stored_claims(store, key)) claims.push_back(std::move(claim));
  }
  std::vector<StatedContradiction> stated;
  for (const std::string& slug : slugs != nullptr ? *slugs : store.contradicting()) {
    for (Contradiction& said : store.contradictions(slug))
      stated.push_back({std::move(said.from), std::move(said.to), std::move(said.claim)});
  }
  const std::vector<Tension> tensions = find_tensions(claims, stated, slugs);
  ById by_id;
  if (tensions.empty()) return by_id;
  for (DerivedTension& tension : with_states(tensions, store.tension_events()))
    by_id.emplace(tension.id, std::move(tension));
  return by_id;
}

ById present(const Store& store, const std::set<std::string>* slugs) {
  ById by_id;
  const std::set<std::string> all{""};
  for (const std::string& slug : slugs != nullptr ? *slugs : all) {
    for (DerivedTension& tension : store.tensions(slug))
      by_id.emplace(tension.id, std::move(tension));
  }
  return by_id;
}

}  // namespace

std::vector<ComparableClaim> stored_claims(const Store& store, const std::string& key) {
  std::vector<ComparableClaim> claims;
  for (KeyedClaim& stored : store.claims_of_key(key)) {
    ComparableClaim claim;
    claim.package = std::move(stored.slug);
    claim.claim = std::move(stored.claim);
    claim.kind = parse_claim_kind(stored.kind).value_or(ClaimKind::observation);
    claim.key = key;
    claim.value = stored.value;
    claim.unit = std::move(stored.unit);
    claim.tolerance = stored.tolerance;
    claim.standard_error = stored.standard_error;
    claim.protocol = std::move(stored.protocol);
    claims.push_back(std::move(claim));
  }
  return claims;
}

namespace {

/// `slugs`, and the other packages of keys that are crowded, or were before `slugs` changed: there
/// a claim that comes or goes changes who is whose neighbour.
std::set<std::string> with_crowds(const Store& store, const std::set<std::string>& slugs,
                                  const std::map<std::string, std::size_t>& before) {
  std::set<std::string> keys = keys_of(store, &slugs), all = slugs;
  for (const auto& [key, count] : before) keys.insert(key);
  for (const std::string& key : keys) {
    const std::vector<KeyedClaim> claims = store.claims_of_key(key);
    const auto had = before.find(key);
    if (!is_crowded(claims.size() + (had == before.end() ? 0 : had->second))) continue;
    for (const KeyedClaim& claim : claims) all.insert(claim.slug);
  }
  return all;
}

}  // namespace

void refresh_tensions(Store& store, const std::set<std::string>* changed,
                      const std::map<std::string, std::size_t>& had) {
  std::set<std::string> all;
  if (changed != nullptr) all = with_crowds(store, *changed, had);
  const std::set<std::string>* const slugs = changed == nullptr ? nullptr : &all;
  const ById before = present(store, slugs), after = found(store, slugs);
  for (const auto& [id, tension] : before) {
    const auto same = after.find(id);
    if (same == after.end() || same->second != tension) store.drop_tension(tension);
  }
  for (const auto& [id, tension] : after) {
    const auto same = before.find(id);
    if (same == before.end() || same->second != tension) store.put_tension(tension);
  }
}

void refresh_tension(Store& store, const DisagreeingPair& tension) {
  const std::set<std::string> slugs{slug_of_side(tension.left), slug_of_side(tension.right)};
  refresh_tensions(store, &slugs);
}

}  // namespace ahub
