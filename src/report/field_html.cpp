// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The state of the field as one HTML page.
#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/reading.hpp"
#include "report/field_words.hpp"
#include "report/words.hpp"

namespace ahub::report {
namespace {

constexpr std::string_view kStyle =
    "body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;"
    "color:#222;background:#fff}h1{font-size:1.6rem}h2{font-size:1.1rem;margin:2rem 0 .2rem}"
    ".about{color:#555;margin:0 0 .5rem}.scroll{overflow-x:auto}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25rem .6rem;"
    "border-bottom:1px solid #ddd;vertical-align:top}th{font-weight:600;background:#f6f6f6}"
    "td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}"
    "code{font-size:.9em}small{color:#666}.confirmed{color:#00703c}.recomputed{color:#00558a}"
    ".refuted{color:#b00020;font-weight:600}.inconclusive,.error{color:#8a5a00}.attested{color:#"
    "666}"
    "@media(prefers-color-scheme:dark){body{color:#ddd;background:#181818}"
    "th{background:#242424}th,td{border-color:#3a3a3a}.about,small{color:#aaa}"
    ".confirmed{color:#4cc38a}.recomputed{color:#6cb6ff}.refuted{color:#ff7b88}"
    ".inconclusive,.error{color:#e0a84c}.attested{color:#aaa}}";

Xml lines_of(const std::vector<std::string>& lines) {
  Xml out;
  if (lines.empty()) return Xml("-");
  return "<small>" + Xml::join(lines, "<br>") + "</small>";
}

Xml row(const FieldClaim& claim) {
  return Xml::format(
      "<tr><td>{}</td><td title=\"{}\">{} {}</td><td class=\"n\">{}</td><td class=\"n\">{}</td>"
      "<td class=\"{}\">{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
      claim.system, claim.statement, claim.id, claim.metric, claimed_words(claim),
      recomputed_words(claim), claim.verdict, claim.verdict, lines_of(compared_words(claim)),
      lines_of(check_lines(claim)), claim.fidelity.empty() ? std::string("-") : claim.fidelity,
      claim.receipt.empty() ? Xml("-") : Xml::format("<code>{}</code>", short_hash(claim.receipt)));
}

}  // namespace

Xml field_html(const FieldReport& report, const std::string& date) {
  Xml out = Xml::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
      "<title>What was re-executed</title>\n<style>{}</style>\n</head>\n<body>\n"
      "<h1>What was re-executed</h1>\n<p>{}, {}: {}.{}</p>\n<p class=\"about\">{}</p>\n",
      kStyle, date, counted(static_cast<std::int64_t>(report.packages.size()), "package"),
      field_counts(report),
      report.left_out == 0 ? Xml() : Xml::format(" {} more are left out.", report.left_out),
      field_legend());
  for (const FieldPackage& package : report.packages) {
    out += Xml::format(
        "<h2>{}</h2>\n<p class=\"about\"><code>{}@{}</code>, level {} ({}), attention {}</p>\n"
        "<div class=\"scroll\"><table>\n<thead><tr><th>system</th><th>claim</th><th>claimed</th>"
        "<th>recomputed</th><th>verdict</th><th>compared with</th><th>checks</th>"
        "<th>fidelity</th><th>receipt</th></tr></thead>\n"
        "<tbody>\n",
        package.title, package.slug, package.version, package.level, level_name(package.level),
        format_milli(package.attention));
    for (const FieldClaim& claim : package.claims) out += row(claim);
    out += "</tbody>\n</table></div>\n";
  }
  return out + "</body>\n</html>\n";
}

}  // namespace ahub::report
