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
Text lint_full(const std::vector<LintReport>& reports, const Style& style);
Text lint_concise(const std::vector<LintReport>& reports, const Style& style);
JsonLines lint_json(const std::vector<LintReport>& reports);
JsonLines lint_sarif(const std::vector<LintReport>& reports);
GithubText lint_github(const std::vector<LintReport>& reports);
/// "2 errors, 1 warning in 1 of 25 packages".
std::string lint_summary(const std::vector<LintReport>& reports);

struct FeedOptions {
  bool facets = true;
  int abstract_lines = 0;  ///< 0: whole summary, wrapped.
  std::vector<std::pair<std::string, std::vector<AttentionPart>>>
      explain;               ///< Per slug, when asked.
  std::string more_command;  ///< "ahub rank --page 2"; empty on the last page.
};
Text feed_human(const FeedPage& page, const FeedOptions& options, const Style& style);
JsonLines feed_json(const FeedPage& page, const FeedOptions& options);
JsonLines feed_ndjson(const FeedPage& page, const FeedOptions& options);
/// Columns: rank attention level slug version domain claims confirmed refuted inconclusive tensions
/// date title.
CsvLines feed_csv(const FeedPage& page, CsvText text = CsvText::guarded);
TsvLines feed_tsv(const FeedPage& page);
MarkdownText feed_markdown(const FeedPage& page);

Text verify_human(const VerifyReport& report, const Style& style);
JsonLines verify_json(const VerifyReport& report);
MarkdownText verify_markdown(const VerifyReport& report);

Text show_human(const PackageView& view, const Style& style);
JsonLines show_json(const PackageView& view);

Text import_human(const std::vector<ImportItem>& items, const Style& style);
JsonLines import_json(const std::vector<ImportItem>& items);
Text import_arxiv_human(const ArxivImport& import, bool dry_run, const Style& style);
/// `choices`: what the reader of the metadata chose.
JsonLines import_arxiv_json(const ArxivImport& import, std::string_view source, bool dry_run,
                            std::span<const Choice> choices);
/// One line a record that was left out, without a final line end; empty when there is none.
Text import_arxiv_problems(const ArxivImport& import, std::string_view source);

/// Each receipt says whether it counts, and else why not.
Text receipts_human(const std::vector<std::shared_ptr<const JudgedReceipt>>& receipts,
                    const Style& style);
JsonLines receipts_json(const std::vector<std::shared_ptr<const JudgedReceipt>>& receipts);
/// The choices of a run record (`RunRecord::choices`), one line each; what is none is left out.
std::vector<std::string> choice_lines(const Json& choices);
Text receipt_human(const JudgedReceipt& judged, const Style& style);
/// The exchange form with `state` and `why`; of a malformed or forged one `body` as a text.
JsonLines receipt_json(const JudgedReceipt& judged);

Text sim_list_human(const Style& style);
JsonLines sim_list_json();
Text sim_describe_human(const sim::Simulator& simulator, const Style& style);
JsonLines sim_describe_json(const sim::Simulator& simulator);
/// Why an output has no number: a phrase, empty when it has one.
std::string_view undefined_because(const sim::Output& output) noexcept;
Text sim_run_human(const sim::Simulator& simulator, const sim::RunResult& result,
                   const Style& style);
JsonLines sim_run_json(const sim::Simulator& simulator, const sim::RunResult& result);

Text doctor_human(const DoctorReport& report, const Style& style);
JsonLines doctor_json(const DoctorReport& report);

Text rule_human(const Rule& rule, const Style& style);
JsonLines rule_json(const Rule& rule);

}  // namespace ahub::report
