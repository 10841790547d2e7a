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

/// One claim. Numbers are in the claim's unit.
struct FieldClaim {
  std::string id, system, metric, statement, unit;
  /// What the original reports: the value of the same metric in a package that this one compares
  /// itself with, else the claim's own.
  std::optional<double> published;
  std::string published_by;          ///< The package that reports it: "tierkv", or this one.
  std::optional<double> recomputed;  ///< Of the newest receipt behind the verdict.
  std::string fidelity;              ///< Of the run that gave it; empty without a receipt.
  std::string verdict;               ///< The claim's badge: confirmed, ..., attested.
  std::string receipt;               ///< Its id; empty without one.
};

struct FieldPackage {
  std::string slug, title;
  std::int64_t version = 1;
  int level = 0;
  std::int64_t attention = 0;  ///< Milli-points.
  std::vector<FieldClaim> claims;
};

struct FieldReport {
  std::vector<FieldPackage> packages;  ///< By attention, as in the feed.
  std::int64_t left_out = 0;           ///< Packages beyond the limit.
  std::vector<Facet> verdicts;         ///< Claims of the packages shown, most first.
};

/// The newest versions of the first `limit` packages of the feed (1 to 10,000).
FieldReport field_report(const Hub& hub, std::int64_t limit);

}  // namespace ahub
