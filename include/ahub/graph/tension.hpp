// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Claims that are comparable and disagree (product.md section 4).
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ahub/base/units.hpp"
#include "ahub/package/package.hpp"

namespace ahub {

/// One claim as the graph sees it.
struct ComparableClaim {
  std::string package;  ///< Slug.
  std::string claim;
  ClaimKind kind = ClaimKind::observation;
  std::string key;  ///< frontier_key.
  double value = 0;
  std::string unit;
  double tolerance = 0;  ///< Absolute, in `unit`: the widest approx tolerance its assertions state,
                         ///< else half a unit of the last printed digit.
  std::optional<double> standard_error;  ///< In `unit`; stated for stochastic claims.
  std::string protocol;                  ///< Canonical JSON of the stated protocol; "" for none.
};

/// The unit that a run of `simulator` with `params` states for its output. The graph knows no
/// simulators, so its caller tells.
using OutputUnit = std::function<StatedUnit(std::string_view simulator,
                                            std::span<const std::pair<std::string, Json>> params,
                                            std::string_view output)>;

/// The comparable claims of one package: those with a frontier key.
std::vector<ComparableClaim> comparable_claims(const Package& package, const OutputUnit& unit_of);

/// Two claims of one key whose values do not agree.
struct ClaimPair {
  std::string left_claim, right_claim;
  std::string key;
  std::string unit;  ///< The left claim's, or the right's where that holds both values; of both.
  double left_value = 0, right_value = 0;  ///< Both 0 for a contradicts relation.
  double gap = 0;                          ///< |left - right|, at most the largest double.
  double limit = 0;  ///< The gap that the combined tolerance or error would have allowed.
  /// gap / combined standard error, where both state one. Infinite: it is too large for a number.
  std::optional<double> z;
};

struct Tension {
  std::string left_package, right_package;  ///< left < right by (package, claim).
  ClaimPair lead;                           ///< `lead.key` is "contradicts" for a relation.
  /// Further pairs of the same two experiments (equal protocols on each side): one cause, one
  /// tension.
  std::vector<ClaimPair> also;

  /// Ten hex digits: of the sides, the key and the two claimed values. Another value is another
  /// tension.
  std::string id() const;
};

/// Whether two claims of one key, from different packages, disagree; nothing when they agree or
/// cannot be compared (units of different kinds: 11.81 pp is never 11.81 %).
/// Deterministic claims: the gap exceeds the sum of both tolerances. Both with a stated standard
/// error: |z| >= 2. One of the two: the gap exceeds twice its error and the other's tolerance, and
/// there is no z; a tolerance is no standard error.
std::optional<ClaimPair> disagreement(const ComparableClaim& left, const ComparableClaim& right);

/// A contradicts relation between two packages.
struct StatedContradiction {
  std::string package, target_package, target_claim;
};

/// True of a frontier key with so many claims that not each is compared with each: there every
/// claim has tensions with the `limits::kTensionNeighbours` nearest above it that disagree alone.
bool is_crowded(std::size_t claims) noexcept;

/// The tensions among claims of any keys, and what packages state where no numbers speak. Sorted;
/// independent of input order. All claims of a key must be there. `only`: pairs of which neither
/// package is in it are left out.
std::vector<Tension> find_tensions(std::span<const ComparableClaim> claims,
                                   std::span<const StatedContradiction> stated,
                                   const std::set<std::string>* only = nullptr);
/// The same over whole packages.
std::vector<Tension> find_tensions(std::span<const Package> packages, const OutputUnit& unit_of);

/// How far three or more claims of one key scatter beyond their errors.
struct Heterogeneity {
  std::string key, unit;
  std::vector<std::string> claims;    ///< "slug#c1", sorted: those that enter.
  std::vector<std::string> left_out;  ///< Those that state no standard error while others do.
  struct Unweighed {
    std::string claim, why;  ///< "slug#c1"; a phrase: "its error is 0 or too small for a number".
  };
  std::vector<Unweighed> unweighed;  ///< Those whose number or error cannot enter.
  bool assumed = false;        ///< No claim states one: each counts with its tolerance / sqrt(3).
  std::optional<double> mean;  ///< Weighted by 1 / error^2, in `unit`.
  /// Cochran's Q: sum of (value - mean)^2 / error^2. Absent with the mean, and alone where it is
  /// too large for a number; p and I^2 are at their limits then.
  std::optional<double> q;
  int degrees = 0;  ///< Claims that enter - 1.
  /// Probability of a Q this large if only the errors scatter (chi-square).
  std::optional<double> p;
  std::optional<double> i_squared;          ///< max(0, (Q - degrees) / Q), 0..1.
  std::string mean_undefined, q_undefined;  ///< Why they are absent, a phrase; or empty.
};

/// Over the claims of one key whose unit is of the kind of the first by (package, claim), in the
/// first of their units that holds all values; nothing for fewer than three of them, or fewer
/// than two with an error. Where numbers cannot enter there may be no mean. Claims without a stated standard error are left out when
/// others state one; when none does, the rectangular distribution of JCGM 100:2008, 4.3.7 stands
/// for all. Cochran, Biometrics 10(1), 1954; I^2: Higgins and Thompson, Statistics in Medicine 21,
/// 2002, section 3.
std::optional<Heterogeneity> heterogeneity(std::vector<ComparableClaim> claims);

}  // namespace ahub
