// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Tensions and their explanations as text.
#pragma once

#include <string>

#include "ahub/hub/explain.hpp"
#include "ahub/hub/tensions.hpp"
#include "ahub/report/chart.hpp"

namespace ahub::report {

Text tensions_human(const TensionList& list, const Style& style);
JsonLines tensions_json(const TensionList& list);

/// What `--plan` shows.
Text explain_plan(const Explanation& explanation, const Style& style);
/// A waterfall from the left to the right side's number, the experiments, the noise, the sweep.
Text explain_human(const Explanation& explanation, const Style& style);
JsonLines explain_json(const Explanation& explanation);
MarkdownText explain_markdown(const Explanation& explanation);
/// The waterfall and the sweep in one picture.
Xml explain_svg(const Explanation& explanation);

/// The sweep with both claims marked; a chart without series when there was no sweep.
Chart explain_chart(const Explanation& explanation);

}  // namespace ahub::report
