// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The state of the field as Markdown and CSV.
#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/reading.hpp"
#include "ahub/report/table.hpp"
#include "report/field_words.hpp"
#include "report/words.hpp"

namespace ahub::report {
namespace {

std::string name_of(const FieldClaim& claim) {
  return claim.metric.empty() ? claim.id : claim.id + " " + claim.metric;
}

/// Lines of one cell; a dash for none.
MarkdownText cell(const std::vector<std::string>& lines) {
  return lines.empty() ? MarkdownText("-") : MarkdownText::join(lines, "<br>");
}

std::string joined(const std::vector<std::string>& lines) {
  return fmt::format("{}", fmt::join(lines, "; "));
}

}  // namespace

MarkdownText field_markdown(const FieldReport& report, const std::string& date) {
  MarkdownText out = MarkdownText::format(
      "# What was re-executed\n\n{}, {}: {}. {}\n\n{}\n", date,
      counted(static_cast<std::int64_t>(report.packages.size()), "package"), field_counts(report),
      report.left_out == 0 ? MarkdownText()
                           : MarkdownText::format("{} more are left out.", report.left_out),
      field_legend());
  for (const FieldPackage& package : report.packages) {
    out += MarkdownText::format(
        "\n## {}\n\n{}, level {} ({}), attention {}\n\n"
        "| system | claim | claimed | recomputed | verdict | compared with | checks | fidelity | "
        "receipt |\n|---|---|---:|---:|---|---|---|---|---|\n",
        package.title, Markdown::code(fmt::format("{}@{}", package.slug, package.version)),
        package.level, level_name(package.level), format_milli(package.attention));
    for (const FieldClaim& claim : package.claims) {
      out += MarkdownText::format(
          "| {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", claim.system, name_of(claim),
          claimed_words(claim), recomputed_words(claim), claim.verdict, cell(compared_words(claim)),
          cell(check_lines(claim)), claim.fidelity.empty() ? std::string("-") : claim.fidelity,
          claim.receipt.empty() ? MarkdownText("-") : Markdown::code(short_hash(claim.receipt)));
    }
  }
  return out;
}

CsvLines field_csv(const FieldReport& report, CsvText text) {
  Table table{{"package", "version", "level", "claim", "system", "metric", "claimed", "unit",
               "compared_with", "recomputed", "fidelity", "verdict", "checks", "receipt"},
              {}};
  const auto number = [](const std::optional<double>& value) {
    return value ? Json(*value) : Json();
  };
  for (const FieldPackage& package : report.packages) {
    for (const FieldClaim& claim : package.claims) {
      table.rows.push_back({package.slug, package.version, package.level, claim.id, claim.system,
                            claim.metric, number(claim.claimed), claim.unit,
                            joined(compared_words(claim)), number(claim.recomputed), claim.fidelity,
                            claim.verdict, joined(check_lines(claim)), claim.receipt});
    }
  }
  return table_csv(table, text);
}

}  // namespace ahub::report
