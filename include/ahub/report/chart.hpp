// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// One chart, three writers: a terminal's braille dots, SVG, Vega-Lite.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "ahub/report/style.hpp"

namespace ahub::report {

struct ChartSeries {
  std::string name;
  std::vector<std::pair<double, double>> points;  ///< (x, y), x ascending; not finite ones and
                                                  ///< those beyond 1e150 are left out.
  std::vector<double> half_width;  ///< Empty, or for each point half the height of its error band.
};

struct Chart {
  std::string title, x_label, y_label;  ///< Labels with their unit, "capacity (items)".
  bool log_x = false;                   ///< Only where all x are above 0.
  std::vector<ChartSeries> series;
  /// Not empty: stacked bars, one for each of these, and a point's x is the number of its bar from
  /// 0, its y the height of the series' part (at least 0).
  std::vector<std::string> categories;
};

/// Lines of at most `columns` columns (40 at least): the title, `rows` of plot, the axis, the
/// legend. Braille where the style has Unicode, else letters alone; each series has a letter.
Text chart_braille(const Chart& chart, const Style& style, std::size_t columns, std::size_t rows);
/// A picture of its own, 800 x 480, without scripts or fonts from elsewhere; the same bytes on
/// every machine.
Xml chart_svg(const Chart& chart);
/// A Vega-Lite v5 specification with its data inside.
JsonLines chart_vega(const Chart& chart);

/// Points that no form draws: they are no numbers, beyond 1e150 (or below 1e-150 on a logarithmic
/// axis), or have such a band.
std::size_t undrawn_points(const Chart& chart);

}  // namespace ahub::report
