// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Tensions of the store: found, listed, resolved.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "ahub/hub/tensions.hpp"
#include "ahub/sim/simulator.hpp"
#include "ahub/sim/stated_unit.hpp"
#include "hub/derive.hpp"
#include "hub/refresh.hpp"

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

bool concerns(const DerivedTension& tension, const std::string& slug) {
  return slug_of_side(tension.left) == slug || slug_of_side(tension.right) == slug;
}

/// All claims by frontier key, from the facts.
std::map<std::string, std::vector<ComparableClaim>> claims_by_key(const Facts& facts) {
  std::map<std::string, std::vector<ComparableClaim>> by_key;
  for (const Known& known : facts.packages) {
    for (ComparableClaim& claim : comparable_claims(known.package, sim::stated_unit)) {
      std::string key = claim.key;
      by_key[std::move(key)].push_back(std::move(claim));
    }
  }
  return by_key;
}

}  // namespace

std::vector<DerivedTension> with_states(const std::vector<Tension>& tensions,
                                        const std::vector<TensionEvent>& events) {
  std::map<std::string, std::string> states;
  for (const TensionEvent& event : events) states[event.tension] = event.state;
  std::vector<DerivedTension> list;
  for (const Tension& tension : tensions) {
    DerivedTension derived;
    static_cast<DisagreeingPair&>(derived) = pair_of(tension, tension.lead);
    derived.id = tension.id();
    for (const ClaimPair& pair : tension.also) derived.also.push_back(pair_of(tension, pair));
    const auto state = states.find(derived.id);
    if (state != states.end()) derived.state = state->second;
    list.push_back(std::move(derived));
  }
  return list;
}

std::vector<DerivedTension> tensions_of(const Facts& facts) {
  std::vector<Package> packages;
  packages.reserve(facts.packages.size());
  for (const Known& known : facts.packages) packages.push_back(known.package);
  return with_states(find_tensions(packages, sim::stated_unit), facts.tension_events);
}

namespace {

/// Those of one package (empty: all) with their history. `facts`, where given, are asked instead of
/// the derived tables.
std::vector<TensionItem> items_of(const Store& store, const std::string& slug,
                                  const std::optional<Facts>& facts) {
  std::vector<TensionItem> items;
  std::map<std::string, std::vector<TensionEvent>> histories;
  for (TensionEvent& event : store.tension_events())
    histories[event.tension].push_back(std::move(event));
  for (DerivedTension& tension : facts ? tensions_of(*facts) : store.tensions(slug)) {
    if (!slug.empty() && !concerns(tension, slug)) continue;
    TensionItem item;
    if (const auto found = histories.find(tension.id); found != histories.end())
      item.history = found->second;
    item.tension = std::move(tension);
    items.push_back(std::move(item));
  }
  return items;
}

/// Tables behind the facts are not asked.
std::optional<Facts> facts_if_stale(const Store& store) {
  if (!store.derived_stale()) return std::nullopt;
  return current_facts(store);
}

}  // namespace

namespace {

/// The frontier keys (of one package, or of all) with how many claims share each, largest first.
std::vector<Facet> key_sizes(const Hub& hub, const Store& store, const std::string& slug,
                             const std::map<std::string, std::vector<ComparableClaim>>* by_key) {
  std::vector<Facet> sizes;
  if (by_key != nullptr) {
    for (const auto& [key, claims] : *by_key)
      sizes.push_back({key, static_cast<std::int64_t>(claims.size())});
  } else if (slug.empty()) {
    sizes = store.frontier_sizes();
  }
  if (!slug.empty()) {
    std::set<std::string> own;
    for (const ComparableClaim& claim :
         comparable_claims(hub.parse(hub.resolve(slug)), sim::stated_unit))
      own.insert(claim.key);
    if (by_key == nullptr) {
      for (const std::string& key : own)
        sizes.push_back({key, static_cast<std::int64_t>(stored_claims(store, key).size())});
    }
    std::erase_if(sizes, [&](const Facet& size) { return own.count(size.name) == 0; });
  }
  std::stable_sort(sizes.begin(), sizes.end(),
                   [](const Facet& left, const Facet& right) { return left.count > right.count; });
  return sizes;
}

}  // namespace

TensionList Hub::tensions(const std::string& package) const {
  const std::optional<Facts> facts = facts_if_stale(store_);
  const std::string slug = package.empty() ? "" : resolve(package).slug;
  TensionList list;
  list.items = items_of(store_, slug, facts);
  std::set<std::string> keys;
  for (const TensionItem& item : list.items) keys.insert(item.tension.key);
  std::map<std::string, std::vector<ComparableClaim>> by_key;
  if (facts) by_key = claims_by_key(*facts);
  // Keys whose claims agree are of interest too, as many as a person reads.
  constexpr std::size_t kMostGroups = 200;
  for (const Facet& size : key_sizes(*this, store_, slug, facts ? &by_key : nullptr)) {
    if (is_crowded(static_cast<std::size_t>(size.count))) list.crowded.push_back(size);
    if (size.count < 3 || keys.count(size.name) != 0) continue;
    if (keys.size() < kMostGroups)
      keys.insert(size.name);
    else
      ++list.more_groups;
  }
  for (const std::string& key : keys) {
    if (std::optional<Heterogeneity> group =
            heterogeneity(facts ? by_key[key] : stored_claims(store_, key)))
      list.groups.push_back(std::move(*group));
  }
  return list;
}

TensionItem Hub::find_tension(const std::string& text) const {
  std::vector<TensionItem> found;
  for (TensionItem& item : items_of(store_, "", facts_if_stale(store_))) {
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
    refresh_packages(store_, {});
    refresh_tension(store_, item.tension);
  });
  return find_tension(item.tension.id);
}

}  // namespace ahub
