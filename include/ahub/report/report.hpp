// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Values to text: one function per (what, format family). Nothing here computes or prints.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ahub/hub/hub.hpp"
#include "ahub/lint/rule.hpp"
#include "ahub/report/style.hpp"
#include "ahub/report/table.hpp"
#include "ahub/sim/simulator.hpp"

namespace ahub::report {

/// The envelope of every JSON document:
/// {"schema":"ahub.rank/1","ahub":VERSION,"data":...,"warnings":[...]}.
Json envelope(std::string_view schema, Json data, const std::vector<std::string>& warnings = {});

// Findings. `reports` in the order they were linted; the text ends in a newline or is empty.
std::string lint_full(const std::vector<LintReport>& reports, const Style& style);
std::string lint_concise(const std::vector<LintReport>& reports, const Style& style);
std::string lint_json(const std::vector<LintReport>& reports);
std::string lint_sarif(const std::vector<LintReport>& reports);
std::string lint_github(const std::vector<LintReport>& reports);
/// "2 errors, 1 warning in 1 of 25 packages".
std::string lint_summary(const std::vector<LintReport>& reports);

struct FeedOptions {
  bool facets = true;
  int abstract_lines = 0;  ///< 0: whole summary, wrapped.
  std::vector<std::pair<std::string, std::vector<AttentionPart>>>
      explain;               ///< Per slug, when asked.
  std::string more_command;  ///< "ahub rank --page 2"; empty on the last page.
};
std::string feed_human(const FeedPage& page, const FeedOptions& options, const Style& style);
std::string feed_json(const FeedPage& page, const FeedOptions& options);
std::string feed_ndjson(const FeedPage& page, const FeedOptions& options);
/// Columns: rank attention level slug version domain claims confirmed refuted inconclusive tensions
/// date title.
std::string feed_csv(const FeedPage& page, CsvText text = CsvText::guarded);
std::string feed_tsv(const FeedPage& page);
std::string feed_markdown(const FeedPage& page);

std::string verify_human(const VerifyReport& report, const Style& style);
std::string verify_json(const VerifyReport& report);
std::string verify_markdown(const VerifyReport& report);

std::string show_human(const PackageView& view, const Style& style);
std::string show_json(const PackageView& view);

std::string import_human(const std::vector<ImportItem>& items, const Style& style);
std::string import_json(const std::vector<ImportItem>& items);
std::string import_arxiv_human(const ArxivImport& import, bool dry_run, const Style& style);
/// `choices`: what the reader of the metadata chose.
std::string import_arxiv_json(const ArxivImport& import, std::string_view source, bool dry_run,
                              std::span<const Choice> choices);
/// One line a record that was left out, without a final line end; empty when there is none.
std::string import_arxiv_problems(const ArxivImport& import, std::string_view source);

std::string receipts_human(const std::vector<Receipt>& receipts, const Style& style);
std::string receipts_json(const std::vector<Receipt>& receipts);
/// The choices of a run record (`RunRecord::choices`), one line each; what is none is left out.
std::vector<std::string> choice_lines(const Json& choices);
std::string receipt_human(const Receipt& receipt, const Style& style);

std::string sim_list_human(const Style& style);
std::string sim_list_json();
std::string sim_describe_human(const sim::Simulator& simulator, const Style& style);
std::string sim_describe_json(const sim::Simulator& simulator);
std::string sim_run_human(const sim::Simulator& simulator, const sim::RunResult& result,
                          const Style& style);
std::string sim_run_json(const sim::Simulator& simulator, const sim::RunResult& result);

std::string doctor_human(const DoctorReport& report, const Style& style);
std::string doctor_json(const DoctorReport& report);

std::string rule_human(const Rule& rule, const Style& style);
std::string rule_json(const Rule& rule);

}  // namespace ahub::report
