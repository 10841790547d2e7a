// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Charts with categories: stacked bars.
#pragma once

#include <string>

#include "ahub/base/json.hpp"
#include "ahub/report/chart.hpp"

namespace ahub::report {

Xml bars_svg(const Chart& chart);
/// A line for each bar, a letter for each part.
Text bars_text(const Chart& chart, const Style& style, std::size_t columns);
JsonLines bars_vega(const Chart& chart);

/// The members that every Vega-Lite specification of ours begins with.
Json vega_open(const Chart& chart);

}  // namespace ahub::report
