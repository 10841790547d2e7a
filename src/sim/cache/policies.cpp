// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The table of replacement policies.
#include <algorithm>

#include "ahub/sim/policies.hpp"

#include "sim/cache/rows.hpp"

namespace ahub::sim {

std::span<const PolicyRow> policies() {
  static const std::vector<PolicyRow> rows{
      fifo_policy(),      lru_policy(),        mru_policy(),        random_policy(),
      clock_policy(),     slru_policy(),       two_queues_policy(), lru_k_policy(),
      arc_policy(),       lirs_policy(),       lfu_policy(),        lfu_perfect_policy(),
      lfuda_policy(),     gdsf_policy(),       s3fifo_policy(),     sieve_policy(),
      w_tinylfu_policy(), hyperbolic_policy(), belady_policy(),     belady_bypass_policy(),
  };
  return rows;
}

std::vector<PolicyInfo> policy_infos() {
  std::vector<PolicyInfo> infos;
  for (const PolicyRow& row : policies())
    infos.push_back({row.name, row.doc, row.source, row.departure, row.sized});
  return infos;
}

const PolicyRow* find_policy(std::string_view name) noexcept {
  const std::span<const PolicyRow> rows = policies();
  const auto found = std::find_if(rows.begin(), rows.end(),
                                  [&](const PolicyRow& row) { return row.name == name; });
  return found == rows.end() ? nullptr : &*found;
}

}  // namespace ahub::sim
