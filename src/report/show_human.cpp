// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// One package laid open for a person.
#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/report.hpp"
#include "report/number_words.hpp"
#include "report/words.hpp"

namespace ahub::report {
namespace {

Text heading(std::string_view text, const Style& style) { return "\n" + style.bold(text) + "\n"; }

Text field(std::string_view name, std::string_view value) {
  return value.empty() ? Text() : Text::format("  {:<12} {}\n", name, value);
}

Text identity(const PackageView& view, const Style& style) {
  const Package& package = view.package;
  Text out = Text::format("{}  {}\n", style.bold(package.ref()), package.title);
  out += Text::format("{} {} attention {} v{} {}  L{} {}  rank {}\n",
                      package.domain.empty() ? "-" : safe_text(package.domain),
                      counted(view.row.claims, "claim"), format_milli(view.row.attention),
                      package.version, date_words(package, view.row.date), view.level.level,
                      level_name(view.level.level), view.rank);
  if (!package.abstract.empty()) out += "\n" + paragraph(package.abstract, 2, style);
  out += "\n";
  out += field("tags", fmt::format("{}", fmt::join(package.concepts, ", ")));
  for (const Contributor& contributor : package.contributors) {
    std::string who = fmt::format("{} ({}", contributor.name, to_string(contributor.kind));
    if (!contributor.role.empty()) who += ", " + contributor.role;
    if (!contributor.system.empty()) who += ", " + contributor.system;
    out += field("contributor", who + ")");
  }
  out += field("source", package.provenance.source);
  out += field("oversight", package.provenance.human_oversight);
  out += field("license", license_words(package));
  out += field("profile", package.profile);
  out += field("digest", "sha256:" + package.digest);
  if (view.versions.size() > 1) {
    out += field("versions", fmt::format("{}", fmt::join(view.versions, ", ")));
  }
  return out;
}

Text claims(const PackageView& view, const Style& style) {
  Text out = heading("Claims", style);
  for (std::size_t i = 0; i < view.package.claims.size(); ++i) {
    const Claim& claim = view.package.claims[i];
    out += Text::format("  {:<4} {}  {}", claim.id,
                        coloured_verdict(padded(view.badges[i], 12), style), to_string(claim.kind));
    const Structured& facts = claim.structured;
    if (facts.value) {
      out += Text::format("  {} = {}", facts.metric.empty() ? "value" : safe_text(facts.metric),
                          stated_words(*facts.value, facts.unit));
      if (facts.baseline_value) {
        out += Text::format(" (against {} {})",
                            facts.baseline.empty() ? "a baseline of" : safe_text(facts.baseline),
                            stated_words(*facts.baseline_value, facts.unit));
      } else if (!facts.baseline.empty()) {
        out += Text::format(" (against {})", facts.baseline);
      }
    }
    out += "\n" + paragraph(claim.statement, 7, style);
    for (const Evidence& evidence : claim.evidence) {
      std::string where = evidence.artifact;
      if (evidence.first_line > 0) {
        where += evidence.last_line > evidence.first_line
                     ? fmt::format("#L{}-L{}", evidence.first_line, evidence.last_line)
                     : fmt::format("#L{}", evidence.first_line);
      }
      if (!evidence.run.empty()) where = "run " + evidence.run;
      if (!evidence.source.empty()) where = evidence.source;
      out += style.dim(Text::format("       evidence: {}", where)) + "\n";
    }
  }
  return out;
}

Text artifacts(const PackageView& view, const Style& style) {
  if (view.package.artifacts.empty()) return {};
  Text out = heading("Artifacts", style);
  for (std::size_t i = 0; i < view.package.artifacts.size(); ++i) {
    const Artifact& artifact = view.package.artifacts[i];
    const std::string& name = artifact.path.empty() ? artifact.url : artifact.path;
    Text state;
    switch (view.artifacts[i].resolution) {
      case Resolution::ok:
        state = style.green("ok");
        break;
      case Resolution::unchecked:
        state = style.dim("not bundled");
        break;
      case Resolution::missing:
        state = style.red("missing");
        break;
      case Resolution::pointer:
        state = style.red("a pointer");
        break;
      case Resolution::hash_mismatch:
        state = style.red("hash differs");
        break;
      case Resolution::size_mismatch:
        state = style.red("size differs");
        break;
      case Resolution::no_such_line:
        state = style.red("no such line");
        break;
    }
    const std::string& note = view.artifact_notes[i];
    out += Text::format("  {:<10} {}  {}  {}{}\n", artifact.role, name, short_hash(artifact.sha256),
                        state, note.empty() ? "" : ": " + note);
  }
  return out;
}

Text relations(const PackageView& view, const Style& style) {
  Text out;
  if (!view.package.relations.empty()) out += heading("Relations", style);
  for (const Relation& relation : view.package.relations) {
    out += Text::format("  {:<12} {}\n", to_string(relation.kind), relation.target);
  }
  if (!view.tensions.empty()) out += heading("Tensions", style);
  for (const DerivedTension& tension : view.tensions) {
    out += Text::format("  {} {} against {}: {}", style.yellow(tension.state), tension.left,
                        tension.right, tension.key);
    if (tension.gap > 0)
      out += Text::format(", gap {}", computed_words(tension.gap, gap_unit(tension.unit)));
    out += "\n";
  }
  return out;
}

Text exploration(const PackageView& view, const Style& style) {
  if (view.package.exploration.empty()) return {};
  Text out = heading("Exploration", style);
  for (const ExplorationNode& node : view.package.exploration) {
    const std::string after = node.parents.empty()
                                  ? std::string()
                                  : fmt::format(" after {}", fmt::join(node.parents, ", "));
    out += Text::format("  {:<4} {}{}: {}\n", node.id, node.type, after, node.title);
    if (!node.outcome.empty()) out += paragraph("outcome: " + node.outcome, 7, style);
    if (!node.lesson.empty()) out += paragraph("lesson: " + node.lesson, 7, style);
  }
  return out;
}

Text receipts(const PackageView& view, const Style& style) {
  Text out = heading("Receipts", style);
  if (view.receipts.all.empty()) {
    return out + Text::format("  none; 'ahub verify {}' makes them\n", view.package.slug);
  }
  for (const auto& judged : view.receipts.all) {
    const Receipt& receipt = judged->receipt;
    if (!judged->sound()) {
      out += Text::format("  {}  {} receipt, not counted: {}\n", short_hash(receipt.id),
                          to_string(judged->state), judged->why);
      continue;
    }
    out += Text::format("  {}  {:<4} {}  {} by {}{}\n", short_hash(receipt.id), receipt.claim,
                        coloured_verdict(padded(to_string(receipt.verdict), 12), style),
                        receipt.method, receipt.implementation,
                        judged->counts() ? "" : "  not counted: " + judged->why);
  }
  return out;
}

Text attention(const PackageView& view, const Style& style) {
  Text out = heading("Attention", style);
  for (const AttentionPart& part : view.attention) {
    out += Text::format("  {:>5}  {:<10}  {}\n", format_milli(part.milli), part.name, part.why);
  }
  out += Text::format("  {:>5}  in all\n", format_milli(view.row.attention));
  if (!view.level.next.empty()) {
    out += style.dim(Text::format("  next level: {}", view.level.next)) + "\n";
  }
  return out;
}

}  // namespace

Text show_human(const PackageView& view, const Style& style) {
  return identity(view, style) + claims(view, style) + artifacts(view, style) +
         relations(view, style) + exploration(view, style) + receipts(view, style) +
         attention(view, style);
}

}  // namespace ahub::report
