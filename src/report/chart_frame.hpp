// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What stands around the marks of a chart in SVG: grid, axes, labels.
#pragma once

#include <string>

#include "report/chart_scale.hpp"

namespace ahub::report {

/// The field of a chart that is 800 x 480 with a legend to the right.
struct Frame {
  static constexpr double kWidth = 800, kHeight = 480, kLeft = 70, kTop = 46, kBottom = 62;

  /// Leaves room for a legend with the names of all series.
  explicit Frame(const std::vector<ChartSeries>& series);
  double right, bottom;
};

/// The opening tag of a chart; `joint` stands between its labels in the description.
Xml frame_open(const Chart& chart, std::string_view joint);
/// Lines and labels for the ticks of the y axis; `y` has about 6 of them.
Xml frame_y_grid(const Frame& frame, const Scale& y);
/// The two axes.
Xml frame_axes(const Frame& frame);
/// What the axes are.
Xml frame_labels(const Frame& frame, const Chart& chart);
/// Where a value lies.
double frame_down(const Frame& frame, const Scale& y, double value);

}  // namespace ahub::report
