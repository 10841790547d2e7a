// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A chart as SVG.
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "report/chart_bars.hpp"
#include "report/chart_scale.hpp"
#include "report/svg.hpp"
#include "report/words.hpp"

namespace ahub::report {
namespace {

constexpr double kWidth = 800, kHeight = 480, kLeft = 70, kTop = 46, kBottom = 62;
constexpr std::string_view kColours[] = {"#0072B2", "#D55E00", "#009E73", "#CC79A7",
                                         "#E69F00", "#56B4E9", "#000000", "#999933"};
// From the ninth series on colours come back dashed.
constexpr std::string_view kDashes[] = {"", "7 4", "2 3", "9 3 2 3"};

std::string stroke(std::size_t series) {
  const std::string_view dash = kDashes[series / std::size(kColours) % std::size(kDashes)];
  return fmt::format("stroke=\"{}\"{}", series_colour(series),
                     dash.empty() ? "" : fmt::format(" stroke-dasharray=\"{}\"", dash));
}

struct Frame {
  double right, bottom;
  Scale x, y;
  double across(double value) const { return kLeft + x.place(value) * (right - kLeft); }
  double down(double value) const { return bottom - y.place(value) * (bottom - kTop); }
};

std::string grid(const Frame& frame) {
  std::string out;
  for (const Tick& tick : ticks(frame.x, 7)) {
    const double at = frame.across(tick.value);
    out += fmt::format(
        "<line x1=\"{0:.1f}\" y1=\"{1:.1f}\" x2=\"{0:.1f}\" y2=\"{2:.1f}\" stroke=\"#e3e3e3\"/>\n"
        "<text x=\"{0:.1f}\" y=\"{3:.1f}\" text-anchor=\"middle\">{4}</text>\n",
        at, kTop, frame.bottom, frame.bottom + 18, xml_text(tick.label));
  }
  for (const Tick& tick : ticks(frame.y, 6)) {
    const double at = frame.down(tick.value);
    out += fmt::format(
        "<line x1=\"{1:.1f}\" y1=\"{0:.1f}\" x2=\"{2:.1f}\" y2=\"{0:.1f}\" stroke=\"#e3e3e3\"/>\n"
        "<text x=\"{3:.1f}\" y=\"{4:.1f}\" text-anchor=\"end\">{5}</text>\n",
        at, kLeft, frame.right, kLeft - 8, at + 4, xml_text(tick.label));
  }
  return out + fmt::format(
                   "<path d=\"M{0:.1f} {1:.1f}V{2:.1f}H{3:.1f}\" fill=\"none\" stroke=\"#444\"/>\n",
                   kLeft, kTop, frame.bottom, frame.right);
}

std::string band(const ChartSeries& series, std::size_t index, const Frame& frame) {
  if (series.half_width.empty() || series.points.size() < 2) return {};
  std::string points;
  for (std::size_t i = 0; i < series.points.size(); ++i) {
    points += fmt::format("{:.1f},{:.1f} ", frame.across(series.points[i].first),
                          frame.down(series.points[i].second + series.half_width[i]));
  }
  for (std::size_t i = series.points.size(); i-- > 0;) {
    points += fmt::format("{:.1f},{:.1f} ", frame.across(series.points[i].first),
                          frame.down(series.points[i].second - series.half_width[i]));
  }
  points.pop_back();
  return fmt::format("<polygon points=\"{}\" fill=\"{}\" fill-opacity=\"0.18\"/>\n", points,
                     series_colour(index));
}

std::string mark(double x, double y, std::size_t index) {
  return fmt::format(
      "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"5.5\" fill=\"none\" stroke-width=\"2\" {}/>\n", x, y,
      stroke(index));
}

std::string line(const ChartSeries& series, std::size_t index, const Frame& frame) {
  if (series.points.empty()) return {};
  // One point alone is a mark, drawn so that a line below it still shows.
  if (series.points.size() == 1) {
    const auto& [x, y] = series.points.front();
    return mark(frame.across(x), frame.down(y), index);
  }
  std::string points, dots;
  // Points are shown where they are few enough to be told apart.
  const bool dotted = series.points.size() <= 40;
  for (const auto& [x, y] : series.points) {
    points += fmt::format("{:.1f},{:.1f} ", frame.across(x), frame.down(y));
    if (dotted) {
      dots += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"2.4\" fill=\"{}\"/>\n",
                          frame.across(x), frame.down(y), series_colour(index));
    }
  }
  points.pop_back();
  return fmt::format("<polyline points=\"{}\" fill=\"none\" stroke-width=\"1.8\" {}/>\n", points,
                     stroke(index)) +
         dots;
}

}  // namespace

std::string_view series_colour(std::size_t series) noexcept {
  return kColours[series % std::size(kColours)];
}

std::string chart_svg(const Chart& chart) {
  if (!chart.categories.empty()) return bars_svg(chart);
  const std::vector<ChartSeries> series = drawable(chart);
  std::size_t longest = 0;
  for (const ChartSeries& one : series) longest = std::max(longest, display_width(one.name));
  const double legend = std::min(230.0, 44 + 7.2 * static_cast<double>(longest));
  const Frame frame{kWidth - legend - 16, kHeight - kBottom, x_scale(chart, series),
                    y_scale(series)};
  std::string out = svg_open(kWidth, kHeight, chart.title,
                             fmt::format("{} over {}", chart.y_label, chart.x_label));
  out +=
      fmt::format("<text x=\"{:.1f}\" y=\"26\" font-size=\"15\" font-weight=\"bold\">{}</text>\n",
                  kLeft, xml_text(chart.title));
  out += grid(frame);
  for (std::size_t i = 0; i < series.size(); ++i) out += band(series[i], i, frame);
  for (std::size_t i = 0; i < series.size(); ++i) out += line(series[i], i, frame);
  out += fmt::format(
      "<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{}</text>\n"
      "<text transform=\"translate(18 {:.1f}) rotate(-90)\" text-anchor=\"middle\">{}</text>\n",
      (kLeft + frame.right) / 2, kHeight - 18, xml_text(chart.x_label), (kTop + frame.bottom) / 2,
      xml_text(chart.y_label));
  const double step = std::min(
      18.0, (frame.bottom - kTop) / std::max<double>(1, static_cast<double>(series.size())));
  for (std::size_t i = 0; i < series.size(); ++i) {
    const double at = kTop + 8 + step * static_cast<double>(i);
    out += series[i].points.size() == 1
               ? mark(frame.right + 26, at, i)
               : fmt::format(
                     "<line x1=\"{0:.1f}\" y1=\"{1:.1f}\" x2=\"{2:.1f}\" y2=\"{1:.1f}\" "
                     "stroke-width=\"2.4\" {3}/>\n",
                     frame.right + 14, at, frame.right + 38, stroke(i));
    out += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n", frame.right + 44, at + 4,
                       xml_text(series[i].name));
  }
  return out + "</svg>\n";
}

}  // namespace ahub::report
