// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The one file: facts (packages, blobs, receipts, keys, events) and tables derived from them.
// The only module that includes sqlite3.h.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ahub/base/digest.hpp"
#include "ahub/base/files.hpp"

namespace ahub {

enum class StoreMode { read_only, read_write, create };

/// One package version as stored: identity and its bytes.
struct StoredPackage {
  std::int64_t id = 0;  ///< Row id.
  std::int64_t sequence =
      0;  ///< Order of publication of the *slug*: the event that first imported it.
  std::string slug;
  std::int64_t version = 1;
  std::string digest;       ///< Content digest, 64 hex digits.
  bool tolerant = false;    ///< Imported with --tolerant: parsed the same way again.
  std::int64_t event = 0;   ///< Event that imported it.
  std::string imported_at;  ///< ISO 8601 UTC.
};

/// A receipt as stored; the meaning of the texts belongs to verify/.
struct StoredReceipt {
  std::string id, body, meta, key, signature;
  std::string package_digest, claim, method, verdict, engine;  ///< Copies for queries.
  std::int64_t event = 0;
  std::string added_at;
};

struct Event {
  std::int64_t sequence = 0;
  std::string time;            ///< ISO 8601 UTC.
  std::string kind;            ///< "import", "remove", "receipt", "trust", "tension", "init".
  std::string subject;         ///< "slug@2", receipt id, key.
  std::string payload;         ///< Canonical JSON.
  std::string previous, hash;  ///< hash = SHA-256(previous LF time LF kind LF subject LF payload).
};

struct TrustedKey {
  std::string key;  ///< 64 hex digits.
  std::string name;
  bool own = false;
  std::int64_t event = 0;
};

/// One row of the derived feed.
struct FeedRow {
  std::int64_t package = 0;  ///< StoredPackage::id.
  std::int64_t sequence = 0;
  std::string slug, title, summary, domain, date;
  std::int64_t version = 1;
  std::int64_t attention = 0;  ///< Milli-points.
  int level = 0;
  int claims = 0, confirmed = 0, recomputed = 0, refuted = 0, inconclusive = 0, tensions = 0;
  std::vector<std::string> concepts;

  bool operator==(const FeedRow&) const = default;
};

struct Facet {
  std::string name;
  std::int64_t count = 0;
};

/// Two sides that disagree on one frontier key.
struct DisagreeingPair {
  std::string left, right;  ///< "slug#c1", or a slug alone.
  std::string key, unit;
  double left_value = 0, right_value = 0, gap = 0;  ///< In `unit`.
  double limit = 0;                                 ///< The gap that would have been allowed.
  std::optional<double> z;

  bool operator==(const DisagreeingPair&) const = default;
};

struct DerivedTension : DisagreeingPair {
  std::string id;                     ///< Ten hex digits.
  std::vector<DisagreeingPair> also;  ///< Pairs with the same cause.
  std::string state = "open";         ///< "open", "explained", "resolved".

  bool operator==(const DerivedTension&) const = default;
};

/// Who said what of a tension: an event of the log.
struct TensionEvent {
  std::int64_t sequence = 0;
  std::string time, tension, state, by, note;
  std::vector<std::string> receipts;  ///< Of the hybrids, for "explained".
};

/// What the feed asks for. Paging is by key: `after_*` is the last row of the page before.
struct FeedQuery {
  std::string category;           ///< Empty: all.
  std::vector<std::string> tags;  ///< All must match.
  int min_level = 0;
  int limit = 25;
  std::int64_t page = 1;  ///< 1-based; ignored when a cursor is given.
  bool has_cursor = false;
  std::int64_t after_attention = 0, after_sequence = 0;
};

struct FeedSlice {
  std::vector<FeedRow> rows;
  std::int64_t first_rank = 1;  ///< Rank of the first row in the unfiltered or filtered feed.
  bool more = false;
};

/// What doctor found wrong; empty means sound.
struct Damage {
  std::string check;  ///< "page", "package", "blob", "receipt", "event-chain", "derived", "schema".
  std::string subject;
  std::string message;
};
enum class CheckDepth { quick, normal, full };

/// The local hub: one SQLite file. Throws `Error{store}` (foreign, newer, damaged) or
/// `Error{temporary}` (locked, disk full, I/O: nothing changed).
class Store {
 public:
  /// `wait_seconds`: how long to wait for another writer.
  static Store open(const std::filesystem::path& file, StoreMode mode, double wait_seconds = 10);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  const std::filesystem::path& path() const noexcept;

  /// Runs `body` in one BEGIN IMMEDIATE transaction: committed when it returns, rolled back when it
  /// throws.
  void write(const std::function<void()>& body);

  // Facts. The adders need an open write(); `time` is ISO 8601 UTC.
  /// Same slug, version and digest: nullopt (nothing changes). Same slug and version with another
  /// digest: throws `Error{input, "conflict"}`. A version below the newest: `Error{input,
  /// "old-version"}`.
  std::optional<std::int64_t> add_package(const std::string& slug, std::int64_t version,
                                          const std::string& digest, bool tolerant,
                                          const PackageFiles& files, const std::string& time);
  /// Removes one version with its files and receipts. False when there is none.
  bool remove_package(const std::string& slug, std::int64_t version, const std::string& time);
  /// False when the id is already there. A receipt seen again after another one for the same
  /// (package, claim, method, key) gets a new "receipt" event and that event's number: the latest
  /// observation is the one that counts.
  bool add_receipt(const StoredReceipt& receipt, const std::string& time);
  /// False when the key is already trusted.
  bool add_trusted_key(const std::string& key, const std::string& name, const std::string& time);

  std::vector<StoredPackage> packages() const;         ///< All versions, by (sequence, version).
  std::vector<StoredPackage> newest_packages() const;  ///< One per slug, by sequence.
  std::optional<StoredPackage> find(const std::string& slug,
                                    std::optional<std::int64_t> version) const;
  /// All versions whose content digest starts with `prefix`.
  std::vector<StoredPackage> find_digest(const std::string& prefix) const;
  PackageFiles files(const StoredPackage& package) const;
  /// Ordered by event: oldest observation first.
  std::vector<StoredReceipt> receipts(const std::string& package_digest) const;
  std::vector<StoredReceipt> all_receipts() const;
  /// By full id or unique prefix (>= 6 hex digits).
  std::vector<StoredReceipt> find_receipts(const std::string& id_prefix) const;
  /// Appends a "tension" event; needs an open write().
  void add_tension_event(const TensionEvent& event);
  /// Of all tensions, oldest first.
  std::vector<TensionEvent> tension_events() const;
  std::vector<TrustedKey> trusted_keys() const;
  /// The store's own signing key, made when the store was created.
  KeyPair own_key() const;
  std::vector<Event> events() const;

  // Derived tables: replaced as a whole inside write().
  /// True when facts have changed since the derived tables were last replaced (replace_feed stamps
  /// them with the newest event's sequence). Cheap: two point look-ups.
  bool derived_stale() const;
  /// `rows` in feed order. Also rebuilds facet counts.
  void replace_feed(const std::vector<FeedRow>& rows);
  void replace_tensions(const std::vector<DerivedTension>& tensions);
  FeedSlice feed(const FeedQuery& query) const;
  std::optional<FeedRow> feed_row(const std::string& slug) const;
  /// Rank of a slug in the whole feed, 1-based; 0 when absent.
  std::int64_t feed_rank(const std::string& slug) const;
  std::vector<Facet> categories() const;  ///< Count descending, then name.
  std::vector<Facet> tags(int limit) const;
  std::vector<DerivedTension> tensions(const std::string& slug) const;  ///< Empty slug: all.
  std::int64_t package_count() const;                                   ///< Slugs in the feed.

  /// Names of all slugs, for suggestions. At most `limit`.
  std::vector<std::string> slugs(int limit) const;

  /// Read-only examination (safety.md R5, R6).
  std::vector<Damage> check(CheckDepth depth) const;
  /// A logical dump of facts and derived tables, one line a row, for comparison.
  std::string dump() const;

 private:
  struct Impl;
  explicit Store(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace ahub
