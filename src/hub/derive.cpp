// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "hub/derive.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "ahub/base/error.hpp"

namespace ahub {
namespace {

constexpr std::int64_t kPointsPerLevel = 3000;
constexpr std::int64_t kInfluenceCap = 6000;

Endorsement endorsement(RelationKind kind) {
  switch (kind) {
    case RelationKind::confirms:
      return Endorsement::confirms;
    case RelationKind::builds_on:
      return Endorsement::builds_on;
    case RelationKind::uses:
      return Endorsement::uses;
    case RelationKind::contradicts:
    case RelationKind::supersedes:
    case RelationKind::compares_to:
      return Endorsement::none;
  }
  return Endorsement::none;
}

std::vector<Standing> standings_of(const Facts& facts, const std::vector<Level>& levels) {
  std::map<std::string, std::size_t, std::less<>> index;
  for (std::size_t i = 0; i < facts.packages.size(); ++i) index[facts.packages[i].package.slug] = i;

  std::vector<Standing> standings;
  standings.reserve(facts.packages.size());
  for (std::size_t i = 0; i < facts.packages.size(); ++i) {
    const Package& package = facts.packages[i].package;
    Standing standing;
    standing.sequence = facts.packages[i].stored.sequence;
    standing.level = levels[i].level;
    for (const Contributor& contributor : package.contributors) {
      standing.contributors.push_back(
          fmt::format("{}:{}", to_string(contributor.kind), contributor.name));
    }
    std::sort(standing.contributors.begin(), standing.contributors.end());
    std::vector<std::size_t> superseded;
    for (const Relation& relation : package.relations) {
      const std::optional<PackageRef> ref = parse_ref(relation.target);
      const auto found = ref ? index.find(ref->slug) : index.end();
      const std::size_t target = found == index.end() ? RankRelation::kExternal : found->second;
      standing.relations.push_back({target, endorsement(relation.kind), false});
      if (relation.kind == RelationKind::supersedes) superseded.push_back(target);
    }
    for (RankRelation& relation : standing.relations) {
      relation.supersedes =
          relation.target != RankRelation::kExternal &&
          std::find(superseded.begin(), superseded.end(), relation.target) != superseded.end();
    }
    standings.push_back(std::move(standing));
  }
  return standings;
}

FeedRow row_of(const Known& known, const Level& level, std::int64_t attention,
               std::span<const std::string> trusted) {
  FeedRow row;
  row.package = known.stored.id;
  row.sequence = known.stored.sequence;
  row.slug = known.package.slug;
  row.title = known.package.title;
  row.summary = known.package.abstract;
  row.domain = known.package.domain;
  row.date = known.package.provenance.published.empty() ? known.stored.imported_at.substr(0, 10)
                                                        : known.package.provenance.published;
  row.version = known.stored.version;
  row.attention = attention;
  row.level = level.level;
  row.claims = static_cast<int>(known.package.claims.size());
  // A manifest may name a concept twice; the feed counts it once.
  for (const std::string& concept_name : known.package.concepts) {
    if (std::find(row.concepts.begin(), row.concepts.end(), concept_name) == row.concepts.end())
      row.concepts.push_back(concept_name);
  }
  for (const std::string& badge : claim_badges(known.package, known.receipts, trusted)) {
    if (badge == "confirmed") ++row.confirmed;
    if (badge == "recomputed") ++row.recomputed;
    if (badge == "refuted") ++row.refuted;
    if (badge == "inconclusive" || badge == "error") ++row.inconclusive;
  }
  return row;
}

std::string package_of_side(const std::string& side) { return side.substr(0, side.find('#')); }

}  // namespace

Receipt to_receipt(const StoredReceipt& stored) {
  try {
    return receipt_from_parts(stored.id, stored.body, stored.meta, stored.key, stored.signature);
  } catch (const Error& error) {
    throw Error(ErrorKind::store, "damaged-store",
                fmt::format("receipt {}: {}", stored.id, error.what()),
                "run 'ahub doctor' to see what else is damaged");
  }
}

StoredReceipt to_stored(const Receipt& receipt) {
  StoredReceipt stored;
  stored.id = receipt.id;
  stored.body = receipt.body;
  stored.meta = receipt.meta;
  stored.key = receipt.key;
  stored.signature = receipt.signature;
  stored.package_digest = receipt.package_digest;
  stored.claim = receipt.claim;
  stored.method = receipt.method;
  stored.verdict = to_string(receipt.verdict);
  stored.engine = receipt.engine;
  return stored;
}

std::vector<std::string> trusted_of(const Store& store) {
  std::vector<std::string> keys;
  for (const TrustedKey& key : store.trusted_keys()) keys.push_back(key.key);
  return keys;
}

Known known_package(const Store& store, const StoredPackage& stored) {
  Known known;
  known.stored = stored;
  const PackageFiles files = store.files(stored);
  ParsedPackage parsed = parse_package(files, {.tolerant = stored.tolerant});
  known.integrity = integrity_holds(parsed.package, files);
  known.package = std::move(parsed.package);
  for (const StoredReceipt& receipt : store.receipts(stored.digest)) {
    known.receipts.push_back(to_receipt(receipt));
    known.receipt_events.push_back(receipt.event);
  }
  return known;
}

Facts current_facts(const Store& store) {
  Facts facts;
  for (const StoredPackage& stored : store.newest_packages()) {
    facts.packages.push_back(known_package(store, stored));
  }
  facts.trusted = trusted_of(store);
  facts.tension_events = store.tension_events();
  return facts;
}

Facts facts_as_of(const Store& store, const std::string& date) {
  // Times are ISO 8601 UTC, so text order is time order: everything up to the day's last instant
  // counts.
  const std::string end = date + "T23:59:59.999Z";
  std::int64_t last_event = 0;
  std::map<std::string, std::int64_t> receipt_events;
  std::vector<std::string> trusted;
  for (const Event& event : store.events()) {
    if (event.time > end) continue;
    last_event = std::max(last_event, event.sequence);
    if (event.kind == "receipt") receipt_events[event.subject] = event.sequence;
  }
  Facts facts;
  for (const TrustedKey& key : store.trusted_keys()) {
    if (key.own || key.event <= last_event) facts.trusted.push_back(key.key);
  }
  for (TensionEvent& event : store.tension_events()) {
    if (event.sequence <= last_event) facts.tension_events.push_back(std::move(event));
  }
  std::map<std::string, StoredPackage> newest;
  for (const StoredPackage& stored : store.packages()) {
    if (stored.imported_at > end) continue;
    const auto [place, inserted] = newest.try_emplace(stored.slug, stored);
    if (!inserted && place->second.version < stored.version) place->second = stored;
  }
  for (const auto& [slug, stored] : newest) {
    Known known = known_package(store, stored);
    std::vector<std::pair<std::int64_t, Receipt>> observed;
    for (Receipt& receipt : known.receipts) {
      const auto event = receipt_events.find(receipt.id);
      if (event != receipt_events.end()) observed.emplace_back(event->second, std::move(receipt));
    }
    std::sort(observed.begin(), observed.end(),
              [](const auto& left, const auto& right) { return left.first < right.first; });
    known.receipts.clear();
    known.receipt_events.clear();
    for (auto& [event, receipt] : observed) {
      known.receipt_events.push_back(event);
      known.receipts.push_back(std::move(receipt));
    }
    facts.packages.push_back(std::move(known));
  }
  std::sort(facts.packages.begin(), facts.packages.end(),
            [](const Known& left, const Known& right) {
              return left.stored.sequence < right.stored.sequence;
            });
  return facts;
}

Derived derive(const Facts& facts) {
  Derived derived;
  for (const Known& known : facts.packages) {
    derived.levels.push_back(
        compute_level(known.package, known.integrity, known.receipts, facts.trusted));
  }
  const std::vector<Standing> standings = standings_of(facts, derived.levels);
  derived.attentions = attention(standings);
  derived.tensions = tensions_of(facts);

  std::map<std::string, int> tension_counts;
  for (const DerivedTension& tension : derived.tensions) {
    if (tension.state != "open") continue;
    ++tension_counts[package_of_side(tension.left)];
    ++tension_counts[package_of_side(tension.right)];
  }
  for (const std::size_t index : feed_order(standings, derived.attentions)) {
    FeedRow row = row_of(facts.packages[index], derived.levels[index],
                         derived.attentions[index].total, facts.trusted);
    const auto count = tension_counts.find(row.slug);
    row.tensions = count == tension_counts.end() ? 0 : count->second;
    derived.rows.push_back(std::move(row));
  }
  return derived;
}

std::vector<AttentionPart> attention_parts(const Facts& facts, const Derived& derived,
                                           std::size_t index) {
  static constexpr std::string_view kRungs[] = {"published", "integrity", "runs", "verified",
                                                "reproduced"};
  const Known& known = facts.packages[index];
  std::vector<AttentionPart> parts;
  for (const LevelStep& step : derived.levels[index].steps) {
    AttentionPart part;
    part.milli = step.level == 0 ? 1000 : kPointsPerLevel;
    part.name = kRungs[static_cast<std::size_t>(step.level)];
    part.why = step.why;
    part.receipts = step.receipts;
    part.event = known.stored.event;
    for (std::size_t i = 0; i < known.receipts.size(); ++i) {
      if (std::find(step.receipts.begin(), step.receipts.end(), known.receipts[i].id) !=
          step.receipts.end()) {
        part.event = std::max(part.event, known.receipt_events[i]);
      }
    }
    parts.push_back(std::move(part));
  }
  std::int64_t left = kInfluenceCap;
  for (const Endorser& endorser : derived.attentions[index].endorsers) {
    const Known& from = facts.packages[endorser.from];
    AttentionPart part;
    part.milli = std::min(endorser.milli, left);
    if (part.milli == 0) break;  // The cap is reached: later endorsers add nothing.
    left -= part.milli;
    part.name = "influence";
    part.from = from.package.ref();
    const std::string_view how = endorser.kind == Endorsement::confirms    ? "confirms"
                                 : endorser.kind == Endorsement::builds_on ? "builds_on"
                                                                           : "uses";
    part.why = fmt::format("{} {} it", part.from, how);
    part.event = from.stored.event;
    for (const std::int64_t event : from.receipt_events) part.event = std::max(part.event, event);
    parts.push_back(std::move(part));
  }
  return parts;
}

void refresh_derived(Store& store) {
  const Derived derived = derive(current_facts(store));
  store.replace_feed(derived.rows);
  store.replace_tensions(derived.tensions);
}

}  // namespace ahub
