// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "report/chart_frame.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "report/svg.hpp"
#include "report/words.hpp"

namespace ahub::report {

Frame::Frame(const std::vector<ChartSeries>& series) : bottom(kHeight - kBottom) {
  std::size_t longest = 0;
  for (const ChartSeries& one : series) longest = std::max(longest, display_width(one.name));
  right = kWidth - std::min(230.0, 44 + 7.2 * static_cast<double>(longest)) - 16;
}

Xml frame_open(const Chart& chart, std::string_view joint) {
  return svg_open(Frame::kWidth, Frame::kHeight, chart.title,
                  fmt::format("{} {} {}", chart.y_label, joint, chart.x_label));
}

double frame_down(const Frame& frame, const Scale& y, double value) {
  return frame.bottom - y.place(value) * (frame.bottom - Frame::kTop);
}

Xml frame_y_grid(const Frame& frame, const Scale& y) {
  Xml out;
  for (const Tick& tick : ticks(y, 6)) {
    const double at = frame_down(frame, y, tick.value);
    out += Xml::format(
        "<line x1=\"{1:.1f}\" y1=\"{0:.1f}\" x2=\"{2:.1f}\" y2=\"{0:.1f}\" stroke=\"#e3e3e3\"/>\n"
        "<text x=\"{3:.1f}\" y=\"{4:.1f}\" text-anchor=\"end\">{5}</text>\n",
        at, Frame::kLeft, frame.right, Frame::kLeft - 8, at + 4, tick.label);
  }
  return out;
}

Xml frame_axes(const Frame& frame) {
  return Xml::format(
      "<path d=\"M{0:.1f} {1:.1f}V{2:.1f}H{3:.1f}\" fill=\"none\" stroke=\"#444\"/>\n",
      Frame::kLeft, Frame::kTop, frame.bottom, frame.right);
}

Xml frame_labels(const Frame& frame, const Chart& chart) {
  return Xml::format(
      "<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{}</text>\n"
      "<text transform=\"translate(18 {:.1f}) rotate(-90)\" text-anchor=\"middle\">{}</text>\n",
      (Frame::kLeft + frame.right) / 2, Frame::kHeight - 18, chart.x_label,
      (Frame::kTop + frame.bottom) / 2, chart.y_label);
}

}  // namespace ahub::report
