// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Tensions of the store: found, listed, resolved.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "ahub/hub/tensions.hpp"
#include "ahub/sim/simulator.hpp"
#include "hub/derive.hpp"

namespace ahub {
namespace {

constexpr std::size_t kShortestId = 4;

DisagreeingPair pair_of(const Tension& tension, const ClaimPair& pair) {
  const auto side = [](const std::string& package, const std::string& claim) {
    return claim.empty() ? package : package + "#" + claim;
  };
  return {side(tension.left_package, pair.left_claim),
          side(tension.right_package, pair.right_claim),
          pair.key,
          pair.unit,
          pair.left_value,
          pair.right_value,
          pair.gap,
          pair.limit,
          pair.z};
}

std::vector<ComparableClaim> claims_of(const Facts& facts) {
  std::vector<ComparableClaim> claims;
  for (const Known& known : facts.packages) {
    for (ComparableClaim& claim : comparable_claims(known.package, sim::output_unit))
      claims.push_back(std::move(claim));
  }
  return claims;
}

bool concerns(const DerivedTension& tension, const std::string& slug) {
  const auto is_side = [&](const std::string& side) {
    return side.substr(0, side.find('#')) == slug;
  };
  return is_side(tension.left) || is_side(tension.right);
}

/// Q and I^2 of every key that some listed tension is about.
std::vector<Heterogeneity> heterogeneities(const Facts& facts,
                                           const std::vector<TensionItem>& items) {
  std::map<std::string, std::vector<ComparableClaim>> by_key;
  for (const TensionItem& item : items) by_key.try_emplace(item.tension.key);
  for (ComparableClaim& claim : claims_of(facts)) {
    const auto group = by_key.find(claim.key);
    if (group != by_key.end()) group->second.push_back(std::move(claim));
  }
  std::vector<Heterogeneity> found;
  for (auto& [key, claims] : by_key) {
    if (std::optional<Heterogeneity> one = heterogeneity(std::move(claims)))
      found.push_back(std::move(*one));
  }
  return found;
}

}  // namespace

std::vector<DerivedTension> tensions_of(const Facts& facts) {
  std::vector<Package> packages;
  packages.reserve(facts.packages.size());
  for (const Known& known : facts.packages) packages.push_back(known.package);
  std::map<std::string, std::string> states;
  for (const TensionEvent& event : facts.tension_events) states[event.tension] = event.state;
  std::vector<DerivedTension> tensions;
  for (const Tension& tension : find_tensions(packages, sim::output_unit)) {
    DerivedTension derived;
    static_cast<DisagreeingPair&>(derived) = pair_of(tension, tension.lead);
    derived.id = tension.id();
    for (const ClaimPair& pair : tension.also) derived.also.push_back(pair_of(tension, pair));
    const auto state = states.find(derived.id);
    if (state != states.end()) derived.state = state->second;
    tensions.push_back(std::move(derived));
  }
  return tensions;
}

TensionList Hub::tensions(const std::string& package) const {
  TensionList list;
  const std::string slug = package.empty() ? "" : resolve(package).slug;
  const Facts facts = current_facts(store_);
  for (DerivedTension& tension : tensions_of(facts)) {
    if (!slug.empty() && !concerns(tension, slug)) continue;
    TensionItem item;
    for (const TensionEvent& event : facts.tension_events) {
      if (event.tension == tension.id) item.history.push_back(event);
    }
    item.tension = std::move(tension);
    list.items.push_back(std::move(item));
  }
  list.groups = heterogeneities(facts, list.items);
  return list;
}

TensionItem Hub::find_tension(const std::string& text) const {
  TensionList list = tensions("");
  std::vector<TensionItem> found;
  for (TensionItem& item : list.items) {
    const bool named = text.size() >= kShortestId && item.tension.id.rfind(text, 0) == 0;
    if (named || item.tension.left == text || item.tension.right == text ||
        concerns(item.tension, text)) {
      found.push_back(std::move(item));
    }
  }
  if (found.size() == 1) return std::move(found.front());
  std::vector<std::string> ids;
  for (const TensionItem& item : found) ids.push_back(item.tension.id);
  throw Error(
      ErrorKind::input, found.empty() ? "not-found" : "ambiguous",
      found.empty() ? fmt::format("there is no tension '{}'", safe_text(text))
                    : fmt::format("'{}' stands for {} tensions: {}", safe_text(text), found.size(),
                                  fmt::join(ids, ", ")),
      "'ahub tensions' lists them; name one by its id, or by a package that is in one only");
}

TensionItem Hub::settle_tension(const std::string& text, const TensionEvent& event) {
  TensionItem item = find_tension(text);
  TensionEvent settled = event;
  settled.tension = item.tension.id;
  store_.write([&] {
    store_.add_tension_event(settled);
    refresh_derived(store_);
  });
  return find_tension(item.tension.id);
}

}  // namespace ahub
