// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "report/chart_bars.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "ahub/base/json.hpp"
#include "ahub/base/text.hpp"
#include "report/chart_frame.hpp"
#include "report/chart_style.hpp"
#include "report/words.hpp"

namespace ahub::report {
namespace {

/// Height of one part; 0 where the series has none.
double height_of(const ChartSeries& series, std::size_t bar) {
  for (const auto& [x, y] : series.points) {
    if (x == static_cast<double>(bar) && y < 1e150 && y > 0) return y;
  }
  return 0;
}

double total_of(const Chart& chart, std::size_t bar) {
  double sum = 0;
  for (const ChartSeries& series : chart.series) sum += height_of(series, bar);
  return sum;
}

/// From 0 to a round number above the highest bar.
Scale scale_of(const Chart& chart) {
  ChartSeries totals{"", {{0, 0}}, {}};
  for (std::size_t bar = 0; bar < chart.categories.size(); ++bar)
    totals.points.emplace_back(static_cast<double>(bar), total_of(chart, bar));
  return y_scale({totals});
}

}  // namespace

Xml bars_svg(const Chart& chart) {
  const Frame frame(chart.series);
  const Scale scale = scale_of(chart);
  const auto down = [&](double value) { return frame_down(frame, scale, value); };
  Xml out = frame_open(chart, "by");
  out += Xml::format("<text x=\"{}\" y=\"26\" font-size=\"15\" font-weight=\"bold\">{}</text>\n",
                     Frame::kLeft, chart.title);
  out += frame_y_grid(frame, scale);
  const double slot = (frame.right - Frame::kLeft) /
                      std::max<double>(1, static_cast<double>(chart.categories.size()));
  for (std::size_t bar = 0; bar < chart.categories.size(); ++bar) {
    const double x = Frame::kLeft + slot * (static_cast<double>(bar) + 0.2);
    double below = 0;
    for (std::size_t s = 0; s < chart.series.size(); ++s) {
      const double height = height_of(chart.series[s], bar);
      if (height <= 0) continue;
      out += Xml::format(
          "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"{}\" "
          "stroke=\"#fff\"/>\n",
          x, down(below + height), slot * 0.6, down(below) - down(below + height),
          series_colour(s));
      below += height;
    }
    out += Xml::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{}</text>\n",
                       x + slot * 0.3, frame.bottom + 18, chart.categories[bar]);
  }
  out += frame_axes(frame) + frame_labels(frame, chart);
  // From the top of the stack down, as the eye meets them.
  for (std::size_t s = 0; s < chart.series.size(); ++s) {
    const double at = Frame::kTop + 8 + 18 * static_cast<double>(chart.series.size() - 1 - s);
    out += Xml::format(
        "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"14\" height=\"12\" fill=\"{}\"/>\n"
        "<text x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n",
        frame.right + 18, at - 8, series_colour(s), frame.right + 40, at + 3, chart.series[s].name);
  }
  return out + "</svg>\n";
}

Text bars_text(const Chart& chart, const Style& style, std::size_t columns) {
  columns = std::max<std::size_t>(columns, 40);
  std::size_t names = 0;
  for (const std::string& name : chart.categories)
    names = std::max(names, display_width(safe_text(name)));
  names = std::min(names, columns / 3);
  const Scale scale = scale_of(chart);
  const auto width = static_cast<double>(columns - names - 10);
  Text out = style.bold(truncate_to_width(safe_text(chart.title), columns)) + "\n";
  for (std::size_t bar = 0; bar < chart.categories.size(); ++bar) {
    const std::string name = truncate_to_width(safe_text(chart.categories[bar]), names);
    out += Text::blanks(names - display_width(name)) + Text::of(name);
    out += style.unicode ? Text(" \u2502") : Text(" |");
    // Rounded at the ends of the parts, so that the bar has its length whatever they are.
    double below = 0;
    long drawn = 0;
    for (std::size_t s = 0; s < chart.series.size(); ++s) {
      below += height_of(chart.series[s], bar);
      const long end = std::lround(scale.place(below) * width);
      std::string part;
      for (; drawn < end; ++drawn) part += series_letter(s);
      if (!part.empty()) out += series_coloured(s, part, style);
    }
    out += Text::format(" {:.3g}\n", below);
  }
  out += style.dim(truncate_to_width(safe_text(chart.y_label), columns)) + "\n";
  Text line;
  for (std::size_t s = 0; s < chart.series.size(); ++s) {
    const std::string text =
        series_letter(s) + " " + truncate_to_width(safe_text(chart.series[s].name), columns - 4);
    if (s > 0) line += "   ";
    line += series_coloured(s, text, style);
  }
  return out + line + "\n";
}

JsonLines bars_vega(const Chart& chart) {
  Json values = Json::array(), names = Json::array(), bars = Json::array();
  for (const std::string& category : chart.categories) bars.push(category);
  for (std::size_t s = 0; s < chart.series.size(); ++s) {
    names.push(chart.series[s].name);
    for (std::size_t bar = 0; bar < chart.categories.size(); ++bar) {
      values.push(Json::object()
                      .set("series", chart.series[s].name)
                      .set("order", s)
                      .set("x", chart.categories[bar])
                      .set("y", height_of(chart.series[s], bar)));
    }
  }
  const Json encoding =
      Json::object()
          .set("x", Json::object()
                        .set("field", "x")
                        .set("type", "nominal")
                        .set("title", chart.x_label)
                        .set("sort", std::move(bars)))
          .set("y", Json::object()
                        .set("field", "y")
                        .set("type", "quantitative")
                        .set("title", chart.y_label)
                        .set("stack", "zero"))
          .set("order", Json::object().set("field", "order").set("type", "quantitative"))
          .set("color", Json::object()
                            .set("field", "series")
                            .set("type", "nominal")
                            .set("title", nullptr)
                            .set("sort", std::move(names)));
  return JsonText::pretty(vega_open(chart)
                              .set("data", Json::object().set("values", std::move(values)))
                              .set("mark", "bar")
                              .set("encoding", encoding));
}

}  // namespace ahub::report
