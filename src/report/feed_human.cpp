// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The feed as a page for a person.
#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/report.hpp"
#include "report/words.hpp"

namespace ahub::report {
namespace {

/// The facets two blanks apart; on a terminal broken between facets where a line is full.
template <class Paint>
std::string facet_lines(const std::vector<std::string>& facets, const Style& style, Paint paint) {
  std::string out, line;
  for (const std::string& facet : facets) {
    if (style.width > 0 && !line.empty() &&
        display_width(line) + 2 + display_width(facet) > style.width) {
      out += paint(line) + "\n";
      line.clear();
    }
    line += (line.empty() ? "" : "  ") + facet;
  }
  return line.empty() ? out : out + paint(line) + "\n";
}

std::string header(const FeedPage& page, const FeedOptions& options, const Style& style) {
  std::string out = style.bold("Discoveries");
  if (!page.as_of.empty()) out += style.dim(fmt::format("  as of {}", page.as_of));
  if (page.by == "hot") out += style.dim("  by recent attention");
  out += "\nMachine-actionable research packages, ranked by earned attention.\n";
  if (!options.facets) return out + "\n";
  std::vector<std::string> categories, tags;
  for (const Facet& facet : page.categories) {
    categories.push_back(fmt::format("{} {}", safe_text(facet.name), facet.count));
  }
  for (const Facet& facet : page.tags) {
    tags.push_back(fmt::format("#{} {}", safe_text(facet.name), facet.count));
  }
  out += facet_lines(categories, style, [&](const std::string& line) { return style.cyan(line); });
  out += facet_lines(tags, style, [&](const std::string& line) { return style.dim(line); });
  return out + "\n";
}

/// "✓ verified 3/3", "attested", with refuted claims and tensions beside it.
std::string marks(const FeedRow& row, const Style& style) {
  const std::string_view tick = style.unicode ? "\u2713 " : "";
  std::vector<std::string> marks;
  const int checked = row.confirmed + row.recomputed;
  if (row.level >= 3) {
    marks.push_back(
        style.green(fmt::format("{}{} {}/{}", tick, level_name(row.level), checked, row.claims)));
  } else if (row.recomputed > 0) {
    marks.push_back(style.cyan(fmt::format("recomputed {}/{}", checked, row.claims)));
  } else {
    marks.push_back(style.dim(row.level >= 1 ? "attested" : "published"));
  }
  if (row.refuted > 0) marks.push_back(style.red(fmt::format("{} refuted", row.refuted)));
  if (row.tensions > 0) marks.push_back(style.yellow(counted(row.tensions, "tension")));
  return fmt::format("{}", fmt::join(marks, "  "));
}

std::string explanation(const std::vector<AttentionPart>& parts, const Style& style) {
  std::string out;
  for (const AttentionPart& part : parts) {
    std::string line = fmt::format("     {:>5}  {:<10}  {}", format_milli(part.milli), part.name,
                                   safe_text(part.why));
    if (!part.receipts.empty()) {
      std::vector<std::string> ids;
      for (const std::string& id : part.receipts) ids.push_back(short_hash(id));
      line += fmt::format(" [{}]", fmt::join(ids, " "));
    }
    if (part.event > 0) line += fmt::format(" (event {})", part.event);
    out += style.dim(line) + "\n";
  }
  return out;
}

}  // namespace

std::string feed_human(const FeedPage& page, const FeedOptions& options, const Style& style) {
  std::string out = header(page, options, style);
  std::int64_t rank = page.slice.first_rank;
  for (const FeedRow& row : page.slice.rows) {
    out += fmt::format("{:>3}  {}\n", rank++, style.bold(safe_text(row.title)));
    out += paragraph(row.summary, 5, style, static_cast<std::size_t>(options.abstract_lines));
    out += fmt::format("     {} {} attention {} v{} {}  {}  {}\n",
                       row.domain.empty() ? "-" : safe_text(row.domain),
                       counted(row.claims, "claim"), format_milli(row.attention), row.version,
                       safe_text(row.date), marks(row, style), style.blue(row.slug));
    for (const auto& [slug, parts] : options.explain) {
      if (slug == row.slug) out += explanation(parts, style);
    }
    out += "\n";
  }
  if (page.slice.rows.empty()) {
    out += page.packages == 0 ? "The store holds no packages yet: 'ahub import PATH' adds some.\n"
                              : "No packages on this page.\n";
  }
  if (!options.more_command.empty()) out += fmt::format("More: {}\n", options.more_command);
  return out;
}

}  // namespace ahub::report
