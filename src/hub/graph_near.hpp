// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The packages that a part of the graph is made from, found by the store's derived tables.
#pragma once

#include <optional>
#include <vector>

#include "ahub/graph/graph.hpp"
#include "ahub/hub/graph.hpp"
#include "hub/derive.hpp"

namespace ahub {

/// Packages with what the graph says about them; `packages` point into `facts`.
struct GraphSource {
  Facts facts;
  std::vector<GraphPackage> packages;
};

/// Fills `packages` but for their versions, in order of publication.
void describe(GraphSource& source);

/// Enough of the store for the graph around `request.start`, a slug or "slug#claim": selecting from
/// this or from the whole store gives the same part, in the same order. Nothing where the derived
/// tables cannot tell (texts that are no names of works) or where it would be most of the store.
std::optional<GraphSource> read_near(const Store& store, const GraphRequest& request);

}  // namespace ahub
