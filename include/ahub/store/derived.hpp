// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Rows of the derived tables: what can be asked about packages without parsing one.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace ahub {

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

/// One claim; its position in its package is that in PackageRows::claims.
struct ClaimRow {
  std::string id, kind, scope, key, metric;  ///< Key: the frontier key, or empty.
  std::optional<double> value;
  std::string unit;
  std::optional<double> tolerance, standard_error;  ///< In `unit`; of claims with a key.
  std::string protocol;                             ///< Canonical JSON; of claims with a key.
  std::optional<bool> higher_is_better;
  std::string system, statement, badge;

  bool operator==(const ClaimRow&) const = default;
};

/// One relation, positions as with claims. `slug` is the target package's, whether it is stored or
/// not; empty for external works.
struct RelationRow {
  std::string kind, target, slug, claim;
  int weight = 0;          ///< Twice the weight that attention gives it.
  std::int64_t milli = 0;  ///< Milli-points that it passes on.

  bool operator==(const RelationRow&) const = default;
};

/// Everything derived from one package.
struct PackageRows {
  FeedRow feed;
  std::vector<ClaimRow> claims;
  std::vector<RelationRow> relations;
  std::vector<std::string> contributors;  ///< Identities (package/identity.hpp), sorted, each once.
  std::vector<std::string> works;  ///< Normalised names of external works, sorted, each once.

  bool operator==(const PackageRows&) const = default;
};

/// The part of a feed row that influence is computed from.
struct FeedNode {
  std::int64_t package = 0, sequence = 0, attention = 0;
  int level = 0;
};

/// A feed row as an order of one's own needs it.
struct FeedStanding {
  std::int64_t package = 0, sequence = 0;
  int level = 0;
  std::int64_t event = 0;  ///< That imported this version.
};

/// Attention that flows between two packages of the feed.
struct PassedOn {
  std::int64_t from = 0, to = 0;  ///< Packages, as in FeedRow::package.
  std::int64_t milli = 0;         ///< More than 0.
};

/// A relation that passes attention on, seen from its target.
struct EndorserRow {
  std::string slug, kind;
  std::int64_t version = 1;
  std::int64_t milli = 0;
  std::int64_t event = 0;  ///< Newest of the endorser's import and of its receipts.
};

/// A claim among those with one frontier key.
struct KeyedClaim {
  std::string slug, claim, kind;
  double value = 0;
  std::string unit;
  double tolerance = 0;
  std::optional<double> standard_error;
  std::string protocol;
};

/// A `contradicts` relation between two packages of the feed.
struct Contradiction {
  std::string from, to, claim;  ///< `claim` of `to`, or empty.

  bool operator==(const Contradiction&) const = default;
};

/// A claim with a frontier key and what the frontier shows of its package.
struct FrontierRow {
  std::string slug, concepts;  ///< Concepts one a line.
  std::int64_t version = 1;
  int level = 0;
  std::string claim, key, metric, system, unit, badge;
  double value = 0;
  std::optional<bool> higher_is_better;
};

struct Facet {
  std::string name;
  std::int64_t count = 0;
};

/// The package of a tension's side: what stands before '#', if anything does.
inline std::string slug_of_side(const std::string& side) { return side.substr(0, side.find('#')); }

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
  std::int64_t min_attention = 0;  ///< No row below it can match; ends the search early.
  int limit = 25;
  std::int64_t page = 1;  ///< 1-based; ignored when a cursor is given.
  bool has_cursor = false;
  std::int64_t after_attention = 0, after_sequence = 0;
  std::int64_t after_rank = 0;  ///< Rank of that row; 0 when unknown: it is counted.
};

struct FeedSlice {
  std::vector<FeedRow> rows;
  std::int64_t first_rank = 1;  ///< Rank of the first row in the unfiltered or filtered feed.
  bool more = false;
};

/// Where an answer to a full-text question ended.
struct TextPlace {
  double score = 0;  ///< 0 by attention.
  std::int64_t attention = 0, sequence = 0;
};

/// A full-text question. `expression` is in FTS5's syntax, made by the caller.
struct TextQuery {
  std::string expression;
  std::string domain, concept_name, kind, metric;  ///< Empty: all.
  int min_level = 0;
  std::int64_t min_attention = 0;  ///< No row below it has the level.
  bool by_attention = false;
  int limit = 25;
  std::optional<TextPlace> after;  ///< Matches behind it, in the same order.
};

struct TextMatch {
  FeedRow row;
  double score = 0;  ///< BM25, higher is better; 0 by attention.
};

struct TextMatches {
  std::vector<TextMatch> matches;  ///< Best first.
  bool more = false;
  bool exact = true;  ///< False: only the newest matches were scored.
};

/// The store in numbers; packages and claims of the newest versions.
struct StoreCounts {
  std::int64_t packages = 0, versions = 0, claims = 0, receipts = 0, keys = 0, events = 0,
               concepts = 0;
  std::int64_t untrusted = 0;  ///< Of the receipts: by keys that the store does not trust.
  std::vector<Facet> levels, badges, tensions;  ///< "0" to "4", badge, state.
};

/// What a package can mention: a concept; a claim's metric or frontier key; an external work by its
/// normalised name with case folded.
enum class Mention { concept_name, metric, key, work };

/// What the derived tables do not show yet.
struct PendingChanges {
  bool everything = false;      ///< They were never built.
  std::set<std::string> slugs;  ///< Packages with events since.
};

}  // namespace ahub
