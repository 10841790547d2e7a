// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A chart as SVG.
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "report/chart_bars.hpp"
#include "report/chart_frame.hpp"
#include "report/chart_style.hpp"
#include "report/words.hpp"

namespace ahub::report {
namespace {

Xml stroke(std::size_t series) {
  const std::string_view dash = series_dash(series);
  return Xml::format("stroke=\"{}\"{}", series_colour(series),
                     dash.empty() ? Xml() : Xml::format(" stroke-dasharray=\"{}\"", dash));
}

struct Field {
  Frame frame;
  Scale x, y;
  double across(double value) const {
    return Frame::kLeft + x.place(value) * (frame.right - Frame::kLeft);
  }
  double down(double value) const { return frame_down(frame, y, value); }
};

Xml grid(const Field& field) {
  Xml out;
  for (const Tick& tick : ticks(field.x, 7)) {
    const double at = field.across(tick.value), bottom = field.frame.bottom;
    out += Xml::format(
        "<line x1=\"{0:.1f}\" y1=\"{1:.1f}\" x2=\"{0:.1f}\" y2=\"{2:.1f}\" stroke=\"#e3e3e3\"/>\n"
        "<text x=\"{0:.1f}\" y=\"{3:.1f}\" text-anchor=\"middle\">{4}</text>\n",
        at, Frame::kTop, bottom, bottom + 18, tick.label);
  }
  return out + frame_y_grid(field.frame, field.y) + frame_axes(field.frame);
}

Xml band(const ChartSeries& series, std::size_t index, const Field& field) {
  if (series.half_width.empty() || series.points.size() < 2) return {};
  Xml points;
  for (std::size_t i = 0; i < series.points.size(); ++i) {
    points += Xml::format("{:.1f},{:.1f} ", field.across(series.points[i].first),
                          field.down(series.points[i].second + series.half_width[i]));
  }
  for (std::size_t i = series.points.size(); i-- > 0;) {
    points += Xml::format("{:.1f},{:.1f} ", field.across(series.points[i].first),
                          field.down(series.points[i].second - series.half_width[i]));
  }
  points.drop(" ");
  return Xml::format("<polygon points=\"{}\" fill=\"{}\" fill-opacity=\"0.18\"/>\n", points,
                     series_colour(index));
}

Xml mark(double x, double y, std::size_t index) {
  return Xml::format(
      "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"5.5\" fill=\"none\" stroke-width=\"2\" {}/>\n", x, y,
      stroke(index));
}

Xml line(const ChartSeries& series, std::size_t index, const Field& field) {
  if (series.points.empty()) return {};
  // One point alone is a mark, drawn so that a line below it still shows.
  if (series.points.size() == 1) {
    const auto& [x, y] = series.points.front();
    return mark(field.across(x), field.down(y), index);
  }
  Xml points, dots;
  // Points are shown where they are few enough to be told apart.
  const bool dotted = series.points.size() <= 40;
  for (const auto& [x, y] : series.points) {
    points += Xml::format("{:.1f},{:.1f} ", field.across(x), field.down(y));
    if (dotted) {
      dots += Xml::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"2.4\" fill=\"{}\"/>\n",
                          field.across(x), field.down(y), series_colour(index));
    }
  }
  points.drop(" ");
  return Xml::format("<polyline points=\"{}\" fill=\"none\" stroke-width=\"1.8\" {}/>\n", points,
                     stroke(index)) +
         dots;
}

}  // namespace

Xml chart_svg(const Chart& chart) {
  if (!chart.categories.empty()) return bars_svg(chart);
  const std::vector<ChartSeries> series = drawable(chart);
  const Field field{Frame(series), x_scale(chart, series), y_scale(series)};
  const Frame& frame = field.frame;
  Xml out = frame_open(chart, "over");
  out +=
      Xml::format("<text x=\"{:.1f}\" y=\"26\" font-size=\"15\" font-weight=\"bold\">{}</text>\n",
                  Frame::kLeft, chart.title);
  out += grid(field);
  for (std::size_t i = 0; i < series.size(); ++i) out += band(series[i], i, field);
  for (std::size_t i = 0; i < series.size(); ++i) out += line(series[i], i, field);
  out += frame_labels(frame, chart);
  const double step = std::min(
      18.0, (frame.bottom - Frame::kTop) / std::max<double>(1, static_cast<double>(series.size())));
  for (std::size_t i = 0; i < series.size(); ++i) {
    const double at = Frame::kTop + 8 + step * static_cast<double>(i);
    out += series[i].points.size() == 1
               ? mark(frame.right + 26, at, i)
               : Xml::format(
                     "<line x1=\"{0:.1f}\" y1=\"{1:.1f}\" x2=\"{2:.1f}\" y2=\"{1:.1f}\" "
                     "stroke-width=\"2.4\" {3}/>\n",
                     frame.right + 14, at, frame.right + 38, stroke(i));
    out += Xml::format("<text x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n", frame.right + 44, at + 4,
                       series[i].name);
  }
  return out + "</svg>\n";
}

}  // namespace ahub::report
