// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Pairs of claims that disagree (product.md section 4).
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ahub/package/package.hpp"

namespace ahub {

/// One claim as the graph sees it.
struct ComparableClaim {
  std::string package;  ///< Slug.
  std::string claim;
  std::string key;  ///< frontier_key.
  double value = 0;
  std::string unit;
  double tolerance = 0;  ///< Absolute, in `unit`: the widest approx tolerance its assertions state.
};

/// The unit of the output `output` of the simulator `simulator`, or empty when there is none. The
/// graph knows no simulators, so its caller tells.
using OutputUnit =
    std::function<std::string_view(std::string_view simulator, std::string_view output)>;

/// The comparable claims of one package: those with a frontier key.
std::vector<ComparableClaim> comparable_claims(const Package& package, const OutputUnit& unit_of);

struct Tension {
  std::string left_package, left_claim, right_package,
      right_claim;   ///< left < right by (package, claim).
  std::string key;   ///< The frontier key, or "contradicts".
  double gap = 0;    ///< |left - right| in `unit`; 0 for a contradicts relation without numbers.
  std::string unit;  ///< Left claim's unit.
};

/// All pairs of claims with one frontier key, from different packages, that disagree. Sorted by the
/// claims' order in the input.
std::vector<Tension> disagreements(std::span<const ComparableClaim> claims);

/// All pairs from different packages with one frontier key whose values differ by more than their
/// combined tolerance after unit conversion (pairs of different kinds of unit are not comparable),
/// and all contradicts relations between packages of the span. Sorted; independent of input order.
std::vector<Tension> find_tensions(std::span<const Package> packages, const OutputUnit& unit_of);

}  // namespace ahub
