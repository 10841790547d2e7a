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

Text frontier_human(const FrontierReport& report, const Style& style);
JsonLines frontier_json(const FrontierReport& report);
/// Columns: key metric place value unit stated_value stated_unit package version claim system level
/// badge tensions; `place` is empty for values that do not compare.
CsvLines frontier_csv(const FrontierReport& report, CsvText text = CsvText::guarded);
TsvLines frontier_tsv(const FrontierReport& report);

/// A tree with each node once; edges that it does not walk stand below.
Text graph_text(const GraphReport& report, const Style& style);
JsonLines graph_json(const GraphReport& report);
DotText graph_dot(const GraphReport& report);
MermaidText graph_mermaid(const GraphReport& report);
Xml graph_graphml(const GraphReport& report);
/// What --check found, one finding a line, or that there is none.
Text graph_findings(const GraphReport& report, const Style& style);

Text diff_human(const DiffReport& report, const Style& style);
JsonLines diff_json(const DiffReport& report);

/// At most 2,000 bytes, whatever the package says.
Text card_text(const PackageView& view);
JsonLines card_json(const PackageView& view);

/// A page with a table for each package.
MarkdownText field_markdown(const FieldReport& report, const std::string& date);
/// The same page with its styles inside, without scripts or anything from elsewhere.
Xml field_html(const FieldReport& report, const std::string& date);
JsonLines field_json(const FieldReport& report);
/// Columns: package version level claim system metric published unit published_by recomputed
/// fidelity verdict receipt.
CsvLines field_csv(const FieldReport& report, CsvText text = CsvText::guarded);

Text changes_human(const ChangesPage& page, const Style& style);
JsonLines changes_json(const ChangesPage& page);
JsonLines changes_ndjson(const ChangesPage& page);

Text lookup_human(const LookupReport& report, const Style& style);
JsonLines lookup_json(const LookupReport& report);

Text stats_human(const StoreStats& stats, const Style& style);
JsonLines stats_json(const StoreStats& stats);

}  // namespace ahub::report
