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
std::string cell(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += (out.empty() ? "" : "<br>") + markdown_field(line);
  return out.empty() ? "-" : out;
}

std::string joined(const std::vector<std::string>& lines) {
  return fmt::format("{}", fmt::join(lines, "; "));
}

}  // namespace

std::string field_markdown(const FieldReport& report, const std::string& date) {
  std::string out = fmt::format(
      "# What was re-executed\n\n{}, {}: {}. {}\n\n{}\n", date,
      counted(static_cast<std::int64_t>(report.packages.size()), "package"), field_counts(report),
      report.left_out == 0 ? "" : fmt::format("{} more are left out.", report.left_out),
      field_legend());
  for (const FieldPackage& package : report.packages) {
    out += fmt::format(
        "\n## {}\n\n`{}@{}`, level {} ({}), attention {}\n\n"
        "| system | claim | claimed | recomputed | verdict | compared with | checks | fidelity | "
        "receipt |\n|---|---|---:|---:|---|---|---|---|---|\n",
        markdown_field(package.title), package.slug, package.version, package.level,
        level_name(package.level), format_milli(package.attention));
    for (const FieldClaim& claim : package.claims) {
      out += fmt::format(
          "| {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", markdown_field(claim.system),
          markdown_field(name_of(claim)), markdown_field(claimed_words(claim)),
          markdown_field(recomputed_words(claim)), claim.verdict, cell(compared_words(claim)),
          cell(check_lines(claim)), claim.fidelity.empty() ? "-" : claim.fidelity,
          claim.receipt.empty() ? "-" : "`" + short_hash(claim.receipt) + "`");
    }
  }
  return out;
}

std::string field_csv(const FieldReport& report, CsvText text) {
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
