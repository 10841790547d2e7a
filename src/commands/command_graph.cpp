// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub graph: what joins packages, claims, metrics, concepts and works outside.
#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "ahub/report/reading.hpp"
#include "commands/rows.hpp"

namespace ahub::commands {
namespace {

const std::vector<std::string>& kind_words() {
  static const std::vector<std::string> words{"package", "claim", "metric", "concept", "external"};
  return words;
}

/// "package,claim" and repetitions of the option alike.
std::vector<NodeKind> kinds_of(const std::vector<std::string>& lists) {
  std::vector<NodeKind> kinds;
  for (const std::string& list : lists) {
    for (std::size_t start = 0; start <= list.size();) {
      const std::size_t end = std::min(list.find(',', start), list.size());
      const std::string word = list.substr(start, end - start);
      const std::optional<NodeKind> kind = node_kind(word);
      if (!kind) {
        const std::optional<std::string> near = nearest(word, kind_words());
        throw Error(ErrorKind::usage, "bad-option",
                    fmt::format("--kinds does not know '{}'", safe_text(word)),
                    near ? fmt::format("did you mean '{}'?", *near)
                         : fmt::format("kinds are {}", fmt::join(kind_words(), ", ")));
      }
      kinds.push_back(*kind);
      start = end + 1;
    }
  }
  return kinds;
}

/// Mermaid's own defaults, maxEdges and maxTextSize: past either it draws an error instead.
constexpr std::size_t kMermaidEdges = 500, kMermaidText = 50'000;

std::size_t utf16_units(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    units += (byte & 0xC0U) != 0x80U;  // One for each character,
    units += byte >= 0xF0U;            // two for those outside the basic plane.
  }
  return units;
}

/// Whoever embeds the drawing cannot raise the limits of a site that shows it.
void note_mermaid_limits(const Invocation& invocation, std::size_t edges, const std::string& text) {
  std::vector<std::string> over;
  if (edges > kMermaidEdges)
    over.push_back(fmt::format("{} edges (Mermaid draws {})", edges, kMermaidEdges));
  if (const std::size_t units = utf16_units(text); units > kMermaidText)
    over.push_back(fmt::format("{} characters (Mermaid reads {})", units, kMermaidText));
  if (over.empty()) return;
  invocation.say(report::Text::format(
      "ahub: note: the drawing has {}, so GitHub and others show an error instead of it; take less "
      "with --kinds package,claim, or a PKG with --depth N, or draw it with --format dot",
      report::Text::join(over, " and ")));
}

GraphRequest request_of(const Invocation& invocation) {
  GraphRequest request;
  if (!invocation.arguments.empty()) request.start = invocation.arguments.front();
  const long long depth = invocation.integer("depth");
  if (depth < 0 || depth > 1000)
    throw Error(ErrorKind::usage, "bad-option", "--depth takes 0 to 1000");
  request.depth = static_cast<int>(depth);
  request.lineage = invocation.flag("lineage");
  request.kinds = kinds_of(invocation.list("kinds"));
  if (request.lineage && !request.kinds.empty())
    throw Error(ErrorKind::usage, "bad-option", "--lineage and --kinds exclude each other",
                "a lineage consists of packages, and of claims that relations name");
  request.check = invocation.flag("check");
  request.only_findings = invocation.format() == "text";
  return request;
}

int run(const Invocation& invocation) {
  const GraphRequest request = request_of(invocation);
  Hub hub = open_hub(invocation, StoreMode::read_only);
  const GraphReport report = graph_of(hub, request);
  const std::string format = invocation.format();
  if (format == "text") {
    invocation.print(request.check ? report::graph_findings(report, invocation.out)
                                   : report::graph_text(report, invocation.out));
  } else {
    if (format == "json")
      invocation.print(report::graph_json(report));
    else if (format == "dot")
      invocation.print(report::graph_dot(report));
    else if (format == "mermaid") {
      const report::MermaidText text = report::graph_mermaid(report);
      invocation.print(text);
      note_mermaid_limits(invocation, report.graph.edges.size(), text.str());
    } else
      invocation.print(report::graph_graphml(report));
    // A drawing has no place for findings.
    if (request.check && format != "json") {
      report::Text findings = report::graph_findings(report, invocation.err);
      invocation.say(findings.drop("\n"));
    }
  }
  return report.findings.empty() ? 0 : 1;
}

}  // namespace

CommandSpec graph_command() {
  CommandSpec row;
  row.summary = "what joins packages, claims, metrics, concepts and outside works";
  row.description =
      "Shows the graph of the newest versions: packages, their claims, metrics, concepts and works "
      "outside the store, joined by relations, evidence and shared frontier keys. Each claim is "
      "joined to the first claim of its frontier key.\n\n"
      "With PKG, which may also name a version or a claim, only what lies within --depth steps of "
      "it; with --lineage only the packages it rests on and those that rest on it, to the end "
      "(builds_on, uses, confirms, supersedes). The text format is a tree with each node once; "
      "'->' and '<-' give an edge's direction, and edges that close a loop stand below it.\n\n"
      "Mermaid draws nothing past 500 edges or 50,000 characters; a note says when a drawing is "
      "larger.\n\n"
      "With --check it looks for cycles among these four relations, for such relations to later "
      "publications, and for relations to packages, versions or claims that are not in the store.";
  row.arguments = {{"PKG", "Start here; without it the whole store.", 0, 1, "package"}};
  row.options = {
      {"format", 'f', OptionKind::choice, "FORMAT", "text", "Output format.",
       "text|json|dot|mermaid|graphml"},
      {"depth", 'd', OptionKind::integer, "N", "1", "Steps from PKG (0 to 1000)."},
      {"lineage", '\0', OptionKind::flag, "", "",
       "Only what PKG rests on and what rests on it, to the end."},
      {"kinds", '\0', OptionKind::list, "LIST", "",
       "Only nodes of these kinds: package, claim, metric, concept, external; separated by "
       "commas."},
      {"check", '\0', OptionKind::flag, "", "",
       "Look for cycles, relations to later publications and dangling targets."},
  };
  row.exits = {{0, "the graph was shown, or --check found nothing"},
               {1, "--check found something"},
               kUsageExit,
               kInputExit,
               kStoreExit,
               kTemporaryExit};
  row.examples = {
      {"ahub graph flashattention-2 --lineage", "what it rests on and what rests on it"},
      {"ahub graph cache-admission-zipfian --depth 2 --format dot", "a picture for Graphviz"},
      {"ahub graph --kinds package --format mermaid", "all packages, for a Markdown page"},
      {"ahub graph --check", "is the graph sound"}};
  row.run = run;
  return row;
}

}  // namespace ahub::commands
