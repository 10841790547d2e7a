// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Miss-ratio curves as rows and as a chart.
#include <algorithm>

#include "ahub/report/lab.hpp"

namespace ahub::report {

Table miss_ratio_table(const sim::MissRatios& ratios) {
  Table table{{"policy", "method", "capacity", "misses", "miss_ratio", "standard_error"}, {}};
  for (const sim::MissRatioCurve& curve : ratios.curves) {
    const bool exact = curve.method == "one pass" || curve.method == "replay";
    for (const sim::CurvePoint& point : curve.points) {
      std::vector<Json> row;
      row.emplace_back(curve.policy);
      row.emplace_back(curve.method);
      row.emplace_back(static_cast<std::int64_t>(point.capacity));
      row.emplace_back(point.misses);
      row.emplace_back(point.miss_ratio);
      row.emplace_back(point.standard_error);
      if (!exact) row[3] = Json();
      if (curve.method != "sampled") row[5] = Json();
      table.rows.push_back(std::move(row));
    }
  }
  return table;
}

Table miss_ratio_summary(const sim::MissRatios& ratios) {
  Table table{{"capacity"}, {}};
  if (ratios.curves.empty()) return table;
  for (const sim::MissRatioCurve& curve : ratios.curves) table.columns.push_back(curve.policy);
  // All simulated curves have the same capacities; closed forms may have more.
  for (std::size_t i = 0; i < ratios.curves.front().points.size(); ++i) {
    const std::uint64_t capacity = ratios.curves.front().points[i].capacity;
    std::vector<Json> row{static_cast<std::int64_t>(capacity)};
    for (const sim::MissRatioCurve& curve : ratios.curves) {
      const auto point =
          std::find_if(curve.points.begin(), curve.points.end(),
                       [&](const sim::CurvePoint& one) { return one.capacity == capacity; });
      row.emplace_back();
      if (point != curve.points.end()) row.back() = point->miss_ratio;
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

Json miss_ratio_about(const sim::MissRatios& ratios) {
  return Json::object()
      .set("requests", ratios.requests)
      .set("distinct", ratios.distinct)
      .set("sample_rate", ratios.sample_rate);
}

Chart miss_ratio_chart(const sim::MissRatios& ratios, const std::string& title, bool bytes) {
  Chart chart;
  chart.title = title;
  chart.x_label = bytes ? "capacity (bytes)" : "capacity (items)";
  chart.y_label = "miss ratio";
  chart.log_x = true;
  for (const sim::MissRatioCurve& curve : ratios.curves) {
    ChartSeries series{curve.policy, {}, {}};
    for (const sim::CurvePoint& point : curve.points) {
      series.points.emplace_back(static_cast<double>(point.capacity), point.miss_ratio);
      if (curve.method == "sampled") series.half_width.push_back(1.96 * point.standard_error);
    }
    chart.series.push_back(std::move(series));
  }
  return chart;
}

}  // namespace ahub::report
