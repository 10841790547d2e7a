// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// From values to places, and where ticks stand; shared by the writers of charts.
#pragma once

#include <string>
#include <vector>

#include "ahub/report/chart.hpp"

namespace ahub::report {

struct Scale {
  double low = 0, high = 1;  ///< Shown range; low < high.
  bool logarithmic = false;
  /// 0 at `low`, 1 at `high`.
  double place(double value) const;
};

struct Tick {
  double value;
  std::string label;
};

/// The points that can be drawn: below 1e150, and above 0 on a logarithmic axis.
std::vector<ChartSeries> drawable(const Chart& chart);
Scale x_scale(const Chart& chart, const std::vector<ChartSeries>& series);
/// Widened to round numbers; starts at 0 when that wastes little.
Scale y_scale(const std::vector<ChartSeries>& series);
/// About `wanted` round values inside the scale (steps of 1, 2, 5; powers of ten when logarithmic).
std::vector<Tick> ticks(const Scale& scale, int wanted);

}  // namespace ahub::report
