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
        "| system | claim | published | recomputed | fidelity | verdict | receipt |\n"
        "|---|---|---:|---:|---|---|---|\n",
        markdown_field(package.title), package.slug, package.version, package.level,
        level_name(package.level), format_milli(package.attention));
    for (const FieldClaim& claim : package.claims) {
      const std::string origin = field_origin(package, claim);
      out += fmt::format("| {} | {} | {}{} | {} | {} | {} | {} |\n", markdown_field(claim.system),
                         markdown_field(name_of(claim)),
                         markdown_field(field_number(claim.published, claim.unit)),
                         origin.empty() ? "" : " (" + markdown_field(origin) + ")",
                         markdown_field(field_number(claim.recomputed, claim.unit)),
                         claim.fidelity.empty() ? "-" : claim.fidelity, claim.verdict,
                         claim.receipt.empty() ? "-" : "`" + short_hash(claim.receipt) + "`");
    }
  }
  return out;
}

std::string field_csv(const FieldReport& report) {
  Table table{{"package", "version", "level", "claim", "system", "metric", "published", "unit",
               "published_by", "recomputed", "fidelity", "verdict", "receipt"},
              {}};
  const auto number = [](const std::optional<double>& value) {
    return value ? Json(*value) : Json();
  };
  for (const FieldPackage& package : report.packages) {
    for (const FieldClaim& claim : package.claims) {
      table.rows.push_back({package.slug, package.version, package.level, claim.id, claim.system,
                            claim.metric, number(claim.published), claim.unit, claim.published_by,
                            number(claim.recomputed), claim.fidelity, claim.verdict,
                            claim.receipt});
    }
  }
  return table_csv(table);
}

}  // namespace ahub::report
