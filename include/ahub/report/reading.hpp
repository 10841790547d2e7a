// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Renderers of the commands that read across packages.
#pragma once

#include <string>

#include "ahub/hub/changes.hpp"
#include "ahub/hub/diff.hpp"
#include "ahub/hub/field.hpp"
#include "ahub/hub/frontier.hpp"
#include "ahub/hub/graph.hpp"
#include "ahub/hub/lookup.hpp"
#include "ahub/hub/stats.hpp"
#include "ahub/report/style.hpp"
#include "ahub/report/table.hpp"

namespace ahub::report {

std::string frontier_human(const FrontierReport& report, const Style& style);
std::string frontier_json(const FrontierReport& report);
/// Columns: key metric place value unit stated_value stated_unit package version claim system level
/// badge tensions; `place` is empty for values that do not compare.
std::string frontier_csv(const FrontierReport& report, CsvText text = CsvText::guarded);
std::string frontier_tsv(const FrontierReport& report);

/// A tree with each node once; edges that it does not walk stand below.
std::string graph_text(const GraphReport& report, const Style& style);
std::string graph_json(const GraphReport& report);
std::string graph_dot(const GraphReport& report);
std::string graph_mermaid(const GraphReport& report);
std::string graph_graphml(const GraphReport& report);
/// What --check found, one finding a line, or that there is none.
std::string graph_findings(const GraphReport& report, const Style& style);

std::string diff_human(const DiffReport& report, const Style& style);
std::string diff_json(const DiffReport& report);

/// At most 2,000 bytes, whatever the package says.
std::string card_text(const PackageView& view);
std::string card_json(const PackageView& view);

/// A page with a table for each package.
std::string field_markdown(const FieldReport& report, const std::string& date);
/// The same page with its styles inside, without scripts or anything from elsewhere.
std::string field_html(const FieldReport& report, const std::string& date);
std::string field_json(const FieldReport& report);
/// Columns: package version level claim system metric published unit published_by recomputed
/// fidelity verdict receipt.
std::string field_csv(const FieldReport& report, CsvText text = CsvText::guarded);

std::string changes_human(const ChangesPage& page, const Style& style);
std::string changes_json(const ChangesPage& page);
std::string changes_ndjson(const ChangesPage& page);

std::string lookup_human(const LookupReport& report, const Style& style);
std::string lookup_json(const LookupReport& report);

std::string stats_human(const StoreStats& stats, const Style& style);
std::string stats_json(const StoreStats& stats);

}  // namespace ahub::report
