// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// How a series looks, for all writers of charts.
#pragma once

#include <string>
#include <string_view>

#include "ahub/report/style.hpp"

namespace ahub::report {

/// Okabe and Ito's colours, told apart by all eyes; from the ninth on they come back.
std::string_view series_colour(std::size_t series) noexcept;
/// Drawn dashed from the ninth series on, as SVG's stroke-dasharray; empty before.
std::string_view series_dash(std::size_t series) noexcept;
/// The letter that stands for a series in a terminal.
std::string series_letter(std::size_t series);
/// `text` in the terminal's colour of a series.
Text series_coloured(std::size_t series, const std::string& text, const Style& style);

}  // namespace ahub::report
