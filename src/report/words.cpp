// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "report/words.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include <fmt/format.h>

#include "ahub/base/reading.hpp"
#include "ahub/base/text.hpp"
#include "ahub/report/report.hpp"

namespace ahub::report {

std::string license_words(const Package& package) {
  const std::string& url = package.provenance.license_url;
  if (!package.license.empty())
    return url.empty() ? package.license : fmt::format("{} ({})", package.license, url);
  return url.empty() ? "no licence stated" : url + " (no SPDX id known)";
}

std::string date_words(const Package& package, std::string_view day) {
  return package.provenance.published.empty() ? fmt::format("imported {}", day) : std::string(day);
}

void set_license(Json& data, const Package& package) {
  const auto text = [](const std::string& given) { return given.empty() ? Json() : Json(given); };
  data.set("license", text(package.license))
      .set("license_url", text(package.provenance.license_url));
}

std::string counted(std::int64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::vector<std::string> choice_lines(const Json& choices) {
  std::vector<std::string> lines;
  if (!choices.is_array()) return lines;
  for (const Json& json : choices.as_array()) {
    if (!json.is_object()) continue;
    Choice choice{json.text_or("file"), json.text_or("what"), json.text_or("chosen"), 0};
    if (const Json* rows = json.find("rows"); rows != nullptr && rows->is_integer())
      choice.rows = static_cast<std::uint64_t>(std::max<std::int64_t>(rows->as_integer(), 0));
    lines.push_back(to_text(choice));
  }
  return lines;
}

std::string_view level_name(int level) noexcept {
  static constexpr std::string_view kNames[] = {"published", "integrity", "runs", "verified",
                                                "reproduced"};
  return level >= 0 && level <= 4 ? kNames[level] : "?";
}

Text coloured_verdict(std::string_view verdict, const Style& style) {
  if (verdict == "confirmed") return style.green(verdict);
  if (verdict == "recomputed") return style.cyan(verdict);
  if (verdict == "refuted" || verdict == "error") return style.red(verdict);
  if (verdict == "inconclusive") return style.yellow(verdict);
  return style.dim(verdict);
}

std::string short_hash(std::string_view hash) { return std::string(hash.substr(0, 8)); }

Text paragraph(std::string_view text, std::size_t indent, const Style& style,
               std::size_t max_lines) {
  const std::size_t width = style.width == 0 ? 80 : std::min<std::size_t>(style.width, 100);
  const std::size_t room = width > indent + 20 ? width - indent : 20;
  std::vector<std::string> lines = wrap(safe_text(text), room);
  const bool cut = max_lines > 0 && lines.size() > max_lines;
  if (cut) {
    lines.resize(max_lines);
    lines.back() = truncate_to_width(lines.back() + " " + std::string(room, '.'), room);
  }
  Text out;
  for (const std::string& line : lines) out += Text::blanks(indent) + Text::of(line) + "\n";
  return out;
}

namespace {

/// Whether a spreadsheet would take the text for a formula; a negative number is none. Blanks and
/// quotes before it are skipped by some.
bool is_formula(std::string_view text) {
  if (text.empty()) return false;
  if (text.front() == '\t' || text.front() == '\r' || text.front() == '\n') return true;
  const std::size_t first = std::min(text.find_first_not_of(" \u00a0"), text.size());
  text.remove_prefix(first);
  if (text.size() == 1) return false;
  if (text.empty() || std::string_view("=+-@").find(text.front()) == std::string_view::npos) {
    // The full-width forms, which some fold to the others.
    constexpr std::string_view kWide[] = {"\uff1d", "\uff0b", "\uff0d", "\uff20"};
    return std::any_of(std::begin(kWide), std::end(kWide),
                       [&](std::string_view sign) { return text.starts_with(sign); });
  }
  return !parse_real(text.front() == '+' ? text.substr(1) : text);
}

}  // namespace

CsvLines csv_field(std::string_view text, CsvText guard) {
  const bool formula = guard == CsvText::guarded && is_formula(text);
  return CsvLines::of(formula ? "'" + std::string(text) : text);
}

std::string padded(std::string_view text, std::size_t columns) {
  const std::string safe = safe_text(text);
  const std::size_t width = display_width(safe);
  return safe + std::string(width < columns ? columns - width : 0, ' ');
}

}  // namespace ahub::report
