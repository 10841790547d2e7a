// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Charts with categories: stacked bars. What the writers of charts share for them.
#pragma once

#include <string>
#include <string_view>

#include "ahub/report/chart.hpp"

namespace ahub::report {

/// Okabe and Ito's colours, told apart by all eyes; from the ninth on they come back.
std::string_view series_colour(std::size_t series) noexcept;
/// The letter that stands for a series in a terminal.
std::string series_letter(std::size_t series);
/// `text` in the terminal's colour of a series.
std::string series_coloured(std::size_t series, const std::string& text, const Style& style);

std::string bars_svg(const Chart& chart);
/// A line for each bar, a letter for each part.
std::string bars_text(const Chart& chart, const Style& style, std::size_t columns);
std::string bars_vega(const Chart& chart);

}  // namespace ahub::report
