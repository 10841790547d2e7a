// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The state of a field: every claim beside what came out when it was re-executed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ahub/hub/hub.hpp"

namespace ahub {

/// A claim of another package that this one compares itself with, in its own words and unit.
struct FieldCompared {
  std::string package, claim;  ///< "tierkv", "c2".
  std::string relation;        ///< Of this package to that one: "compares_to", "contradicts", ...
  double value = 0;
  std::string unit;
};

/// One claim. Numbers are in the claim's unit.
struct FieldClaim {
  std::string id, system, metric, statement, unit;
  std::optional<double> claimed;        ///< The claim's own number.
  std::vector<FieldCompared> compared;  ///< Same metric, a unit that converts; by relation.
  std::optional<double> recomputed;  ///< The claim's number, of the newest receipt that decides it.
  double tolerance = 0;              ///< Of the check behind `recomputed`; 0: none or exact.
  /// Every check of the newest receipt of each method, in the order of the manifest.
  std::vector<Check> checks;
  std::string fidelity;  ///< Of the run that gave it; empty without a receipt.
  std::string verdict;   ///< The claim's badge: confirmed, ..., attested.
  std::string receipt;   ///< Its id; empty without one.
};

struct FieldPackage {
  std::string slug, title;
  std::int64_t version = 1;
  int level = 0;
  std::int64_t attention = 0;  ///< Milli-points.
  std::vector<FieldClaim> claims;
};

/// A receipt of a package on the page of which nothing was taken.
struct FieldUncounted {
  std::string package, receipt;
  ReceiptState state = ReceiptState::untrusted;
  std::string why;
};

struct FieldReport {
  std::vector<FieldPackage> packages;     ///< By attention, as in the feed.
  std::int64_t left_out = 0;              ///< Packages beyond the limit.
  std::vector<Facet> verdicts;            ///< Claims of the packages shown, most first.
  std::vector<FieldUncounted> uncounted;  ///< By package, oldest first.
};

/// The newest versions of the first `limit` packages of the feed (1 to 10,000).
FieldReport field_report(const Hub& hub, std::int64_t limit);

}  // namespace ahub
