// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What the façade answers about tensions.
#pragma once

#include <vector>

#include "ahub/graph/tension.hpp"
#include "ahub/hub/hub.hpp"

namespace ahub {

struct TensionItem {
  DerivedTension tension;
  std::vector<TensionEvent> history;  ///< Oldest first.
};

struct TensionList {
  std::vector<TensionItem> items;     ///< By (left, right, key).
  std::vector<Heterogeneity> groups;  ///< Keys with three or more comparable claims; with tensions
                                      ///< all, of the others the largest, 200 together.
  std::size_t more_groups = 0;        ///< Keys left out for that.
  /// Keys with so many claims (`count`) that each is compared with its nearest alone: `is_crowded`.
  std::vector<Facet> crowded;
};

}  // namespace ahub
