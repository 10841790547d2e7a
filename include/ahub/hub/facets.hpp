// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Categories and tags that somebody asked for.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "ahub/store/store.hpp"

namespace ahub {

/// A sentence for the category (empty: none) and for each tag that no package of the feed has, with
/// the nearest name where there is one. Reads all names: for answers that came out empty.
std::vector<std::string> unknown_facets(const Store& store, const std::string& category,
                                        std::span<const std::string> tags);

}  // namespace ahub
