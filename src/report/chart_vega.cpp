// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A chart as a Vega-Lite specification.
#include "ahub/base/json.hpp"
#include "report/chart_bars.hpp"
#include "report/chart_scale.hpp"

namespace ahub::report {
namespace {

Json channel(const char* field, const std::string& title, bool logarithmic) {
  Json scale = Json::object().set("zero", false);
  if (logarithmic) scale = Json::object().set("type", "log");
  return Json::object()
      .set("field", field)
      .set("type", "quantitative")
      .set("title", title)
      .set("scale", std::move(scale));
}

}  // namespace

Json vega_open(const Chart& chart) {
  return Json::object()
      .set("$schema", "https://vega.github.io/schema/vega-lite/v5.json")
      .set("title", chart.title)
      .set("width", 640)
      .set("height", 360);
}

JsonLines chart_vega(const Chart& chart) {
  if (!chart.categories.empty()) return bars_vega(chart);
  Json values = Json::array(), names = Json::array();
  bool bands = false;
  for (const ChartSeries& series : drawable(chart)) {
    names.push(series.name);
    for (std::size_t i = 0; i < series.points.size(); ++i) {
      const auto [x, y] = series.points[i];
      Json value = Json::object().set("series", series.name).set("x", x).set("y", y);
      if (!series.half_width.empty()) {
        bands = true;
        value.set("low", y - series.half_width[i]).set("high", y + series.half_width[i]);
      }
      values.push(std::move(value));
    }
  }
  const Json colour = Json::object()
                          .set("field", "series")
                          .set("type", "nominal")
                          .set("title", nullptr)
                          .set("sort", std::move(names));
  const Json x = channel("x", chart.x_label, chart.log_x);
  Json layers = Json::array();
  if (bands) {
    layers.push(Json::object()
                    .set("mark", Json::object().set("type", "area").set("opacity", 0.2))
                    .set("encoding", Json::object()
                                         .set("x", x)
                                         .set("y", channel("low", chart.y_label, false))
                                         .set("y2", Json::object().set("field", "high"))
                                         .set("color", colour)));
  }
  layers.push(Json::object()
                  .set("mark", Json::object().set("type", "line").set("point", true))
                  .set("encoding", Json::object()
                                       .set("x", x)
                                       .set("y", channel("y", chart.y_label, false))
                                       .set("color", colour)));
  return JsonText::pretty(vega_open(chart)
                              .set("data", Json::object().set("values", std::move(values)))
                              .set("layer", std::move(layers)));
}

}  // namespace ahub::report
