// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What the renderers of an explanation share.
#pragma once

#include <string>
#include <vector>

#include "ahub/hub/explain.hpp"
#include "ahub/report/table.hpp"

namespace ahub::report {

Json tension_item_json(const TensionItem& item);

/// "100", "lru,lfu-perfect".
std::string value_words(const Json& value);

/// One step of a waterfall, from one level of the output to the next.
struct WaterfallStep {
  std::string name, change;  ///< "capacity", "1000 -> 100"; for the ends the package.
  double from = 0, to = 0;   ///< An end starts at 0.
  bool end = false;
};
std::vector<WaterfallStep> waterfall(const Explanation& explanation);

/// Columns: the differing parameters, the output, the asserted integers, the receipt.
Table hybrid_table(const Explanation& explanation, bool short_receipts);

/// Pairs of parameters with their interaction, largest first; those that are 0 are left out.
struct InteractionWords {
  std::string left, right;
  double value = 0;
};
/// Why one of the explanation's numbers is none, a phrase; empty when all are finite.
std::string undefined_why(const Explanation& explanation);
std::vector<InteractionWords> interactions(const Explanation& explanation);

/// One sentence about the seeds; empty when they were not varied.
std::string noise_words(const Explanation& explanation);

}  // namespace ahub::report
