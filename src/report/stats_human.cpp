// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/reading.hpp"
#include "report/words.hpp"

namespace ahub::report {
namespace {

std::string size_words(std::int64_t bytes) {
  const auto real = static_cast<double>(bytes);
  if (bytes >= 1 << 30) return fmt::format("{:.1f} GiB", real / (1 << 30));
  if (bytes >= 1 << 20) return fmt::format("{:.1f} MiB", real / (1 << 20));
  return bytes >= 1 << 10 ? fmt::format("{:.1f} KiB", real / (1 << 10))
                          : fmt::format("{} B", bytes);
}

constexpr std::size_t kColumn = 11;

/// A name, and beside it words that are broken only between `parts`.
Text row(std::string_view name, const std::vector<std::string>& parts, const Style& style) {
  const std::size_t width = style.width == 0 ? 80 : std::clamp<std::size_t>(style.width, 40, 100);
  Text out = style.bold(padded(name, kColumn));
  std::size_t used = kColumn;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string part = safe_text(parts[i]) + (i + 1 < parts.size() ? "," : "");
    if (i > 0 && used + 1 + display_width(part) > width) {
      out += "\n" + Text::blanks(kColumn);
      used = kColumn;
    } else if (i > 0) {
      out += " ";
      ++used;
    }
    out += Text::of(part);
    used += display_width(part);
  }
  return out + "\n";
}

/// What is zero is left out.
std::vector<std::string> counts(const std::vector<Facet>& facets) {
  std::vector<std::string> out;
  for (const Facet& facet : facets) {
    if (facet.count > 0) out.push_back(fmt::format("{} {}", facet.name, facet.count));
  }
  if (out.empty()) out.emplace_back("none");
  return out;
}

}  // namespace

Text stats_human(const StoreStats& stats, const Style& style) {
  std::vector<Facet> levels;
  for (int level = 4; level >= 0; --level)
    levels.push_back({fmt::format("L{} {}", level, level_name(level)),
                      stats.levels.at(static_cast<std::size_t>(level))});
  std::vector<std::string> badges = counts(stats.badges), concepts = counts(stats.concepts);
  badges.front() = fmt::format("{}: {}", stats.claims, badges.front());
  std::vector<std::string> receipts{std::to_string(stats.receipts),
                                    counted(stats.keys, "trusted key")};
  if (stats.untrusted > 0)
    receipts.push_back(fmt::format("{} by untrusted keys, not counted", stats.untrusted));
  const auto shown = static_cast<std::int64_t>(stats.concepts.size());
  if (stats.concept_count > shown)
    concepts.push_back(fmt::format("and {} more", stats.concept_count - shown));
  return row("packages",
             {fmt::format("{} in {}", stats.packages, counted(stats.versions, "version"))}, style) +
         row("levels", counts(levels), style) + row("claims", badges, style) +
         row("tensions", counts(stats.tensions), style) +
         row("domains", counts(stats.domains), style) + row("concepts", concepts, style) +
         row("receipts", receipts, style) + row("events", {std::to_string(stats.events)}, style) +
         row("size", {size_words(stats.bytes)}, style);
}

}  // namespace ahub::report
