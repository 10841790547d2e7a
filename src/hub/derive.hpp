// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// From facts to what is derived from them: levels, rows, attention, tensions.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ahub/graph/tension.hpp"
#include "ahub/hub/hub.hpp"
#include "ahub/rank/rank.hpp"

namespace ahub {

/// One package as the derivation sees it.
struct Known {
  StoredPackage stored;
  Package package;
  bool integrity = false;
  JudgedReceipts receipts;  ///< Oldest observation first.
};

/// Everything that the feed is computed from.
struct Facts {
  std::vector<Known> packages;               ///< One version per slug, by sequence.
  std::vector<TensionEvent> tension_events;  ///< Oldest first.
};

/// The facts package by package, now or as the event log gives them at the end of a day
/// (YYYY-MM-DD, UTC): a million manifests do not fit in memory, what is derived from them does.
class FactReader {
 public:
  explicit FactReader(const Store& store, const std::string& date = {});
  /// The newest version of every package, by sequence.
  const std::vector<StoredPackage>& packages() const noexcept { return packages_; }
  const std::vector<TensionEvent>& tension_events() const noexcept { return tension_events_; }
  Known known(const StoredPackage& stored) const;

 private:
  const Store& store_;
  bool dated_;
  std::vector<StoredPackage> packages_;
  std::vector<std::string> trusted_;
  std::vector<TensionEvent> tension_events_;
  std::map<std::string, std::int64_t> receipt_events_;  // By id; of a dated one.
};

/// The newest version of every package with its receipts, all in memory.
Facts current_facts(const Store& store);
/// The manifest of a stored package. Throws `Error{store, "damaged-store"}` when it is not that of
/// the row: the file may be a stranger's.
Package parse_stored(const StoredPackage& stored, const PackageFiles& files);
/// One version with its receipts, judged by the keys in `trusted`; `loaded`, where given, holds its
/// files, parsed.
Known known_package(const Store& store, const StoredPackage& stored,
                    std::span<const std::string> trusted, const LoadedPackage* loaded = nullptr);
/// The newest of its import and its receipts that count.
std::int64_t newest_event(const Known& known);
/// The order of the feed, for whatever has an attention and a sequence.
template <class Row>
bool stands_before(const Row& left, const Row& right) {
  return left.attention != right.attention ? left.attention > right.attention
                                           : left.sequence < right.sequence;
}
/// The keys whose receipts count.
std::vector<std::string> trusted_of(const Store& store);

struct Derived {
  std::vector<FeedRow> rows;          ///< In feed order.
  std::vector<Level> levels;          ///< By index into Facts::packages.
  std::vector<Attention> attentions;  ///< By index into Facts::packages.
  std::vector<DerivedTension> tensions;
};

Derived derive(const Facts& facts);

/// The tensions among these packages, each in the state that its last event gives.
std::vector<DerivedTension> tensions_of(const Facts& facts);
/// What was found, in the state that the last event of each gives.
std::vector<DerivedTension> with_states(const std::vector<Tension>& tensions,
                                        const std::vector<TensionEvent>& events);

/// The level that a package's receipts give it.
Level level_of(const Known& known);
/// What a package's contributors are found by; see package/identity.hpp.
std::vector<ContributorKey> contributor_keys(std::span<const std::string> identities);
/// What a relation of this kind can pass on.
Endorsement endorsement(std::string_view relation_kind);
/// The works outside the store that a package names, as `external_id` gives them, case-folded;
/// sorted, each once.
std::vector<std::string> works_of(const Package& package);
/// The feed row of one package by itself; attention is that of its level, tensions are not counted.
FeedRow feed_row_of(const Known& known, const Level& level);
/// All rows of one package by itself: nothing is passed on yet.
PackageRows package_rows_of(const Known& known);
PackageRows package_rows_of(const StoredPackage& stored, const Package& package, bool integrity,
                            std::span<const CountedReceipt> receipts);

/// Influence counts up to here, in milli-points.
inline constexpr std::int64_t kInfluenceCap = 6000;

/// The addends of one package's attention; they sum to its total.
std::vector<AttentionPart> attention_parts(const Known& known, const Level& level,
                                           std::span<const EndorserRow> endorsers);
std::vector<AttentionPart> attention_parts(const Facts& facts, const Derived& derived,
                                           std::size_t index);
/// The same with the endorsers that the derived tables name.
std::vector<AttentionPart> stored_parts(const Store& store, const Known& known, const Level& level);

/// A stored row as `judge_receipts` takes it; the row's copies for queries are not believed.
RawReceipt raw_receipt(StoredReceipt stored);
/// The receipts of one package version, oldest observation first.
std::vector<RawReceipt> raw_receipts(const Store& store, const std::string& digest);
StoredReceipt to_stored(const Receipt& receipt);
/// The newest version of a package that the store's own tables name. Throws
/// `Error{store, "damaged-store"}` when there is none.
StoredPackage named_package(const Store& store, const std::string& slug);

}  // namespace ahub
