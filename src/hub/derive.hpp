// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// From facts to feed: levels, attention, rows and tensions of a set of packages.
#pragma once

#include <string>
#include <vector>

#include "ahub/hub/hub.hpp"

namespace ahub {

/// One package as the derivation sees it.
struct Known {
  StoredPackage stored;
  Package package;
  bool integrity = false;
  std::vector<Receipt> receipts;             ///< Oldest observation first.
  std::vector<std::int64_t> receipt_events;  ///< Event of each receipt's last observation.
};

/// Everything that the feed is computed from.
struct Facts {
  std::vector<Known> packages;               ///< One version per slug, by sequence.
  std::vector<std::string> trusted;          ///< Keys whose receipts count.
  std::vector<TensionEvent> tension_events;  ///< Oldest first.
};

/// The newest version of every package with its receipts.
Facts current_facts(const Store& store);
/// The same as the event log gives it at the end of `date` (YYYY-MM-DD, UTC).
Facts facts_as_of(const Store& store, const std::string& date);
/// One version with its receipts.
Known known_package(const Store& store, const StoredPackage& stored);
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

/// The addends of one package's attention; they sum to its total.
std::vector<AttentionPart> attention_parts(const Facts& facts, const Derived& derived,
                                           std::size_t index);

/// Recomputes the derived tables inside an open write().
void refresh_derived(Store& store);

/// The receipt that a stored row spells. Throws `Error{store, "damaged-store"}` when it cannot be
/// read.
Receipt to_receipt(const StoredReceipt& stored);
StoredReceipt to_stored(const Receipt& receipt);

}  // namespace ahub
