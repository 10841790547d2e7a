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
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ahub/base/digest.hpp"
#include "ahub/base/files.hpp"
#include "ahub/store/derived.hpp"
#include "ahub/store/place.hpp"

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
  std::string kind;            ///< "import", "remove", "receipt", "trust", "distrust", "tension",
                               ///< "init".
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

/// What doctor found wrong; empty means sound.
struct Damage {
  std::string check;  ///< "page", "package", "blob", "receipt", "event-chain", "derived", "schema".
  std::string subject;
  std::string message;
};
enum class CheckDepth { quick, normal, full };

/// The local hub: one SQLite file. Throws `Error{store}` (foreign, newer, damaged, not readable, or
/// "read-only" where something would be written) or
/// `Error{temporary}` (locked, disk full, I/O: nothing changed).
class Store {
 public:
  /// `wait_seconds`: how long to wait for another writer. A store that cannot be written can be
  /// read, also one beside which no files can be made.
  static Store open(const std::filesystem::path& file, StoreMode mode, double wait_seconds = 10);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  const std::filesystem::path& path() const noexcept;
  const StorePlace& place() const noexcept;

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
  /// False when the key is not trusted, or the store's own.
  bool remove_trusted_key(const std::string& key, const std::string& time);

  std::vector<StoredPackage> packages() const;         ///< All versions, by (sequence, version).
  std::vector<StoredPackage> newest_packages() const;  ///< One per slug, by sequence.
  std::vector<StoredPackage> versions(const std::string& slug) const;  ///< Oldest first.
  std::optional<StoredPackage> find(const std::string& slug,
                                    std::optional<std::int64_t> version) const;
  std::optional<StoredPackage> package_of(std::int64_t id) const;
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
  /// The same one after another, for logs that need not be in memory.
  void each_event(const std::function<void(const Event&)>& each) const;
  /// At most `limit` events after number `since`.
  std::vector<Event> events_since(std::int64_t since, std::size_t limit) const;

  // Derived tables. Writers need an open write().
  /// True when facts have changed since the derived tables were last stamped. Cheap: two point
  /// look-ups.
  bool derived_stale() const;
  /// Which packages the log has changed since then: imported, removed, or with other receipts that
  /// count.
  PendingChanges pending() const;
  /// Empties them; they stay stale until stamp_derived().
  void clear_derived();
  /// Says that they show every event of the log.
  void stamp_derived();
  /// Everything derived from the newest version of one package; nothing when it has no rows.
  std::optional<PackageRows> package_rows(const std::string& slug) const;
  /// Replaces `before` (as package_rows gave it; null: none) by `after` (null: none). Only the
  /// parts that differ are written; facets are counted.
  void change_package(const PackageRows* before, const PackageRows* after);
  void set_attention(const std::string& slug, std::int64_t attention);
  void set_flow(std::int64_t package, std::int64_t position, int weight, std::int64_t milli);

  // What influence is computed from.
  std::optional<FeedNode> feed_node(const std::string& slug) const;
  std::vector<RelationRow> relations(std::int64_t package) const;
  /// Packages with a relation to a slug, stored or not.
  std::vector<std::string> citing(const std::string& slug) const;
  /// The sum of `milli` over all relations to a slug.
  std::int64_t received(const std::string& slug) const;
  /// The identities of a package's contributors, sorted.
  std::vector<std::string> contributors(std::int64_t package) const;
  /// What a slug's attention was passed on by, the newest first; at most `limit`.
  std::vector<EndorserRow> endorsers(const std::string& slug, int limit) const;
  /// Later packages that endorse a slug and pass nothing on, for whatever reason; the newest first,
  /// at most `limit`.
  std::vector<EndorserRow> idle_endorsers(const std::string& slug, int limit) const;

  // The feed.
  FeedSlice feed(const FeedQuery& query) const;
  std::optional<FeedRow> feed_row(const std::string& slug) const;
  std::optional<FeedRow> feed_row_of(std::int64_t package) const;
  /// Every row's place, by sequence.
  std::vector<FeedStanding> standings() const;
  /// Every relation between two of them that passes attention on; the newest endorser first, one
  /// endorser's relations in order.
  std::vector<PassedOn> passed_on() const;
  /// The packages of a category or tag; `kind` is "category" or "tag".
  std::set<std::int64_t> packages_of_facet(std::string_view kind, const std::string& name) const;
  /// Rank of a row with this attention and sequence in the whole feed, 1-based.
  std::int64_t feed_rank(std::int64_t attention, std::int64_t sequence) const;
  std::vector<Facet> categories() const;  ///< Count descending, then name.
  std::vector<Facet> tags(int limit) const;
  std::int64_t package_count() const;  ///< Slugs in the feed.

  // Tensions. Putting and dropping an open one counts it in the feed rows of both sides.
  std::vector<DerivedTension> tensions(const std::string& slug) const;  ///< Empty slug: all.
  void put_tension(const DerivedTension& tension);
  void drop_tension(const DerivedTension& tension);
  std::vector<KeyedClaim> claims_of_key(const std::string& key) const;       ///< By (slug, claim).
  std::vector<Contradiction> contradictions(const std::string& slug) const;  ///< From and to it.
  std::set<std::string> frontier_keys() const;
  /// Frontier keys with the number of claims of each that state a value, by key.
  std::vector<Facet> frontier_sizes() const;
  /// Claims with a frontier key, by (key, publication, position). Empty texts: all.
  std::vector<FrontierRow> frontier_rows(const std::string& domain, const std::string& metric,
                                         const std::string& key = {}) const;
  /// Packages that mention something, in order of publication: the first `limit`, or all when it
  /// is negative.
  std::vector<std::string> mentioning(Mention what, const std::string& name, int limit) const;
  /// Packages that name a work in [from, end), in order of publication.
  std::vector<std::string> naming(const std::string& from, const std::string& end) const;
  StoreCounts counts() const;
  TextMatches search(const TextQuery& query) const;
  std::vector<std::string> statements(std::int64_t package) const;  ///< Of its claims, in order.
  std::set<std::string> keys_of_package(const std::string& slug) const;  ///< Of its claims.
  std::set<std::string> contradicting() const;  ///< Packages with a `contradicts` relation.

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
