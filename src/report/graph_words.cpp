// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "report/graph_words.hpp"

#include "ahub/base/text.hpp"

namespace ahub::report {

std::vector<std::string> drawn_lines(const GraphNode& node) {
  constexpr std::size_t kBox = 48;
  if (!node.stored) return {node.id, "not in the store"};
  switch (node.kind) {
    case NodeKind::metric:
      return {node.label};
    case NodeKind::concept_name:
      return {"#" + node.label};
    case NodeKind::external:
      return {node.id};
    case NodeKind::package:
    case NodeKind::claim:
      break;
  }
  const std::string name = node.state.empty() ? node.id : node.id + " " + node.state;
  return {name, truncate_to_width(safe_text(node.label), kBox)};
}

}  // namespace ahub::report
