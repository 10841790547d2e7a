// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The feed as a page for a person.
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/report.hpp"
#include "report/words.hpp"

namespace ahub::report {
namespace {

/// The facets two blanks apart; on a terminal broken between facets where a line is full.
template <class Paint>
Text facet_lines(const std::vector<std::string>& facets, const Style& style, Paint paint) {
  Text out;
  std::string line;
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

Text header(const FeedPage& page, const FeedOptions& options, const Style& style) {
  Text out = style.bold("Discoveries");
  if (!page.as_of.empty()) out += style.dim(Text::format("  as of {}", page.as_of));
  if (page.by == "hot") out += style.dim("  by recent attention");
  out += "\n" +
         paragraph("Machine-actionable research packages, ranked by earned attention.", 0, style);
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

constexpr std::size_t kIndent = 5;

/// What is said of a package in one line; on a terminal it goes on in the next where it is full.
class FactLine {
 public:
  explicit FactLine(const Style& style) : style_(style) {}

  /// `painted` is `text` in its colour.
  void add(std::size_t gap, std::string_view text, const Text& painted) {
    const std::size_t columns = display_width(text);
    if (column_ > kIndent) {
      if (style_.width > 0 && column_ + gap + columns > style_.width) {
        line_ += "\n" + Text::blanks(kIndent);
        column_ = kIndent;
      } else {
        line_ += Text::blanks(gap);
        column_ += gap;
      }
    }
    line_ += painted;
    column_ += columns;
  }
  void add(std::size_t gap, std::string_view text) { add(gap, text, Text::of(text)); }
  Text end() && { return std::move(line_) + "\n"; }

 private:
  const Style& style_;
  Text line_ = Text::blanks(kIndent);
  std::size_t column_ = kIndent;
};

/// "✓ verified 3/3", "attested", with refuted claims and tensions beside it.
void add_marks(FactLine& line, const FeedRow& row, const Style& style) {
  const std::string_view tick = style.unicode ? "\u2713 " : "";
  const auto add = [&](std::string_view text, Text (Style::*paint)(std::string_view) const) {
    line.add(2, text, (style.*paint)(text));
  };
  const int checked = row.confirmed + row.recomputed;
  if (row.level >= 3) {
    add(fmt::format("{}{} {}/{}", tick, level_name(row.level), checked, row.claims), &Style::green);
  } else if (row.recomputed > 0) {
    add(fmt::format("recomputed {}/{}", checked, row.claims), &Style::cyan);
  } else {
    add(row.level >= 1 ? "attested" : "published", &Style::dim);
  }
  if (row.refuted > 0) add(fmt::format("{} refuted", row.refuted), &Style::red);
  if (row.tensions > 0) add(counted(row.tensions, "tension"), &Style::yellow);
}

Text facts(const FeedRow& row, const Style& style) {
  FactLine line(style);
  line.add(0, row.domain.empty() ? "-" : safe_text(row.domain));
  line.add(1, counted(row.claims, "claim"));
  line.add(1, "attention " + format_milli(row.attention));
  line.add(1, fmt::format("v{}", row.version));
  line.add(1, safe_text(row.date));
  add_marks(line, row, style);
  line.add(2, safe_text(row.slug), style.blue(row.slug));
  return std::move(line).end();
}

/// The title behind its rank, on a terminal wrapped beside it.
Text headline(std::int64_t rank, const FeedRow& row, const Style& style) {
  const std::string title = safe_text(row.title);
  if (style.width == 0 || kIndent + display_width(title) <= style.width)
    return Text::format("{:>3}  {}\n", rank, style.bold(title));
  Text out;
  for (const std::string& line : wrap(title, std::max<std::size_t>(style.width, 25) - kIndent)) {
    out += out.empty() ? Text::format("{:>3}  ", rank) : Text::blanks(kIndent);
    out += style.bold(line) + "\n";
  }
  return out;
}

Text explanation(const std::vector<AttentionPart>& parts, const Style& style) {
  Text out;
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

Text feed_human(const FeedPage& page, const FeedOptions& options, const Style& style) {
  Text out = header(page, options, style);
  std::int64_t rank = page.slice.first_rank;
  for (const FeedRow& row : page.slice.rows) {
    out += headline(rank++, row, style);
    out += paragraph(row.summary, kIndent, style, static_cast<std::size_t>(options.abstract_lines));
    out += facts(row, style);
    for (const auto& [slug, parts] : options.explain) {
      if (slug == row.slug) out += explanation(parts, style);
    }
    out += "\n";
  }
  if (page.slice.rows.empty()) {
    if (page.packages > 0)
      out += "No packages on this page.\n";
    else if (!page.as_of.empty())
      out += Text::format("The store held no packages on {}.\n", page.as_of);
    else
      out += "The store holds no packages yet: 'ahub import PATH' adds some.\n";
  }
  if (!options.more_command.empty()) out += Text::format("More: {}\n", options.more_command);
  return out;
}

}  // namespace ahub::report
