// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Where a package's attention comes from: the rungs of its level, then who passed something on.
#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "hub/derive.hpp"
#include "hub/identities.hpp"

namespace ahub {
namespace {

std::string_view word(Endorsement kind) {
  switch (kind) {
    case Endorsement::confirms:
      return "confirms";
    case Endorsement::builds_on:
      return "builds_on";
    case Endorsement::uses:
      return "uses";
    case Endorsement::none:
      break;
  }
  return "";
}

void add_withheld(std::vector<AttentionPart>& parts, std::vector<AttentionPart> withheld) {
  std::move(withheld.begin(), withheld.end(), std::back_inserter(parts));
}

}  // namespace

std::vector<AttentionPart> attention_parts(const Known& known, const Level& level,
                                           std::span<const EndorserRow> endorsers) {
  static constexpr std::string_view kRungs[] = {"published", "integrity", "runs", "verified",
                                                "reproduced"};
  std::vector<AttentionPart> parts;
  std::int64_t before = 0;
  for (const LevelStep& step : level.steps) {
    AttentionPart part;
    const std::int64_t reached = total_attention(step.level, 0);
    part.milli = reached - before;
    before = reached;
    part.name = kRungs[static_cast<std::size_t>(step.level)];
    part.why = step.why;
    part.receipts = step.receipts;
    part.event = known.stored.event;
    for (const CountedReceipt& receipt : known.receipts.counted) {
      if (std::find(step.receipts.begin(), step.receipts.end(), receipt->id) != step.receipts.end())
        part.event = std::max(part.event, receipt.event());
    }
    parts.push_back(std::move(part));
  }
  std::int64_t left = kInfluenceCap;
  for (const EndorserRow& endorser : endorsers) {
    AttentionPart part;
    part.milli = std::min(endorser.milli, left);
    if (part.milli == 0) break;  // The cap is reached: later endorsers add nothing.
    left -= part.milli;
    part.name = "influence";
    part.from = fmt::format("{}@{}", endorser.slug, endorser.version);
    part.why = fmt::format("{} {} it", part.from, endorser.kind);
    part.event = endorser.event;
    parts.push_back(std::move(part));
  }
  return parts;
}

std::vector<AttentionPart> attention_parts(const Facts& facts, const Derived& derived,
                                           std::size_t index) {
  std::vector<EndorserRow> endorsers;
  for (const Endorser& endorser : derived.attentions[index].endorsers) {
    const Known& from = facts.packages[endorser.from];
    EndorserRow row{from.package.slug, std::string(word(endorser.kind)), from.package.version,
                    endorser.milli, newest_event(from)};
    endorsers.push_back(std::move(row));
  }
  std::vector<AttentionPart> parts =
      attention_parts(facts.packages[index], derived.levels[index], endorsers);
  add_withheld(parts, withheld_parts(facts, index));
  return parts;
}

std::vector<AttentionPart> stored_parts(const Store& store, const Known& known,
                                        const Level& level) {
  // Each endorser passes on a milli-point at least, so no more than these count.
  std::vector<AttentionPart> parts = attention_parts(
      known, level, store.endorsers(known.stored.slug, static_cast<int>(kInfluenceCap)));
  add_withheld(parts, withheld_parts(store, known.package));
  return parts;
}

std::vector<AttentionPart> Hub::explain(const std::string& slug) const {
  if (!store_.derived_stale()) {
    const std::optional<StoredPackage> stored = store_.find(slug, std::nullopt);
    if (!stored) return {};
    const Known known = known_package(store_, *stored, trusted_of(store_));
    return stored_parts(store_, known, level_of(known));
  }
  const Facts facts = current_facts(store_);
  const Derived derived = derive(facts);
  for (std::size_t i = 0; i < facts.packages.size(); ++i) {
    if (facts.packages[i].package.slug == slug) return attention_parts(facts, derived, i);
  }
  return {};
}

}  // namespace ahub
