// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What a node of a graph says where it is drawn.
#pragma once

#include <string>
#include <vector>

#include "ahub/graph/graph.hpp"

namespace ahub::report {

/// Name with state, then title or number, cut to what a box can hold. Not escaped.
std::vector<std::string> drawn_lines(const GraphNode& node);

}  // namespace ahub::report
