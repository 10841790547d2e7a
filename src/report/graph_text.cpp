// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A graph for a person: a tree, and what --check found.
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/reading.hpp"
#include "report/words.hpp"

namespace ahub::report {
namespace {

/// The pieces that draw branches.
struct Lines {
  std::string_view fork, end, bar, gap;
};
constexpr Lines kUnicode{"\u251c\u2500 ", "\u2514\u2500 ", "\u2502  ", "   "};
constexpr Lines kAscii{"|- ", "`- ", "|  ", "   "};

std::string cut(const std::string& text, std::size_t columns, const Style& style) {
  if (display_width(text) <= columns) return text;
  if (style.unicode) return truncate_to_width(text, columns);
  if (columns < 4) return std::string(columns, '.');
  std::string out = truncate_to_width(text, columns - 2);
  out.erase(out.rfind("\u2026"));
  return out + "...";
}

std::string name_of(const GraphNode& node) {
  switch (node.kind) {
    case NodeKind::concept_name:
      return "#" + safe_text(node.label);
    case NodeKind::metric:
      return safe_text(node.label);
    case NodeKind::package:
    case NodeKind::claim:
    case NodeKind::external:
      break;
  }
  return safe_text(node.id);
}

/// What follows the name: a title or a number.
std::string note_of(const GraphNode& node) {
  if (!node.stored) return "(not in the store)";
  if (node.kind == NodeKind::package || node.kind == NodeKind::claim) return safe_text(node.label);
  return {};
}

Text row_text(const GraphReport& report, const TreeRow& row, const std::string& lead,
              const Style& style) {
  const GraphNode& node = report.graph.nodes[row.node];
  std::string edge;
  if (row.edge != TreeRow::kRoot)
    edge = fmt::format("{} {} ", row.forward ? "->" : "<-",
                       to_string(report.graph.edges[row.edge].kind));
  Text out = style.dim(lead + edge);
  const std::string name = name_of(node);
  out += node.kind == NodeKind::package ? style.bold(name) : Text::of(name);
  std::size_t used = display_width(lead) + edge.size() + display_width(name);
  if (!node.state.empty()) {
    out += "  " + coloured_verdict(node.state, style);
    used += 2 + display_width(safe_text(node.state));
  }
  const std::string note = note_of(node);
  const std::size_t width = style.width == 0 ? 10'000 : style.width;
  // Less than a word of a title tells nothing.
  if (!note.empty() && used + 2 + std::min<std::size_t>(display_width(note), 12) <= width)
    out += "  " + style.dim(cut(note, width - used - 2, style));
  return out + "\n";
}

}  // namespace

Text graph_text(const GraphReport& report, const Style& style) {
  if (report.graph.nodes.empty()) return Text("nothing to show\n");
  const Lines& lines = style.unicode ? kUnicode : kAscii;
  const Tree tree = tree_of(report.graph, report.start);
  Text out;
  std::vector<bool> ended;  // Per depth: whether its branch has drawn its last child.
  for (const TreeRow& row : tree.rows) {
    ended.resize(static_cast<std::size_t>(row.depth) + 1);
    ended.back() = row.last;
    std::string lead;
    for (std::size_t level = 1; level < ended.size(); ++level) {
      const bool own = level + 1 == ended.size();
      lead +=
          own ? (ended[level] ? lines.end : lines.fork) : (ended[level] ? lines.gap : lines.bar);
    }
    out += row_text(report, row, lead, style);
  }
  if (!tree.further.empty()) out += "\n" + style.bold("Further edges") + "\n";
  for (const std::size_t index : tree.further) {
    const GraphEdge& edge = report.graph.edges[index];
    out += Text::format("  {} {} {}\n", name_of(report.graph.nodes[edge.from]),
                        style.dim(Text::format("-> {}", to_string(edge.kind))),
                        name_of(report.graph.nodes[edge.to]));
  }
  return out;
}

Text graph_findings(const GraphReport& report, const Style& style) {
  if (report.findings.empty())
    return Text("no cycle, no relation to a later publication, nothing dangling\n");
  Text out;
  for (const GraphFinding& finding : report.findings)
    out += Text::format("{}  {}\n", style.red(padded(finding.kind, 8)), finding.message);
  return out;
}

}  // namespace ahub::report
