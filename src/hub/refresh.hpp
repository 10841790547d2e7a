// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Keeping the derived tables up with the facts. Both ways write the same rows, bit by bit.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "ahub/graph/tension.hpp"
#include "ahub/hub/hub.hpp"

namespace ahub {

/// A package that is in memory anyway; null when it has to be read from the store.
using LoadedLookup = std::function<const LoadedPackage*(const StoredPackage&)>;

/// Derives the named packages anew, and those that the log says have changed since the tables were
/// last brought up to date (another process, or one that died, may have left some), with all that
/// they reach. Tables that were never built are built. Inside an open write().
void refresh_packages(Store& store, const std::set<std::string>& slugs,
                      const LoadedLookup& loaded = {});

/// Derives every package anew. Inside an open write().
void rebuild_derived(Store& store, const LoadedLookup& loaded = {});

/// Recomputes the tensions that these packages are in; counts in the feed follow. Null: all
/// tensions. `before`: how many claims of each key the packages had that have changed. Inside an
/// open write().
void refresh_tensions(Store& store, const std::set<std::string>* slugs,
                      const std::map<std::string, std::size_t>& before = {});

/// The same for the packages of one tension, whose state has changed.
void refresh_tension(Store& store, const DisagreeingPair& tension);

/// The claims that the graph compares, as the derived tables hold them.
std::vector<ComparableClaim> stored_claims(const Store& store, const std::string& key);

}  // namespace ahub
