// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Sweeps as rows and as a chart.
#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "ahub/report/lab.hpp"

namespace ahub::report {
namespace {

/// An axis' value as a number where its parameter is one.
Json typed(const sim::Grid& grid, std::size_t axis, const std::string& text) {
  const sim::ParamInfo* param = grid.simulator->find_param(grid.axes[axis].name);
  const bool number = param == nullptr || param->type == sim::ParamType::integer ||
                      param->type == sim::ParamType::real;
  if (!number) return text;
  if (const auto integer = parse_integer(text)) return static_cast<std::int64_t>(*integer);
  if (const auto real = parse_real(text)) return *real;
  return text;
}

std::optional<double> output_of(const sim::SweepRow& row, const std::string& name) {
  for (const sim::Output& output : row.outputs) {
    if (output.name == name) return output.value.as_number();
  }
  return std::nullopt;
}

std::string with_unit(std::string_view name, std::string_view unit) {
  return unit.empty() || unit == name ? std::string(name) : fmt::format("{} ({})", name, unit);
}

/// Evenly spread in ratios rather than in differences.
bool is_geometric(const std::vector<double>& values) {
  if (values.size() < 3 || values.front() <= 0) return false;
  return values.back() / values.front() >= 20;
}

}  // namespace

std::vector<std::string> sweep_columns(const sim::Grid& grid,
                                       const std::vector<std::string>& outputs) {
  std::vector<std::string> columns;
  for (const sim::Axis& axis : grid.axes) columns.push_back(axis.name);
  columns.insert(columns.end(), outputs.begin(), outputs.end());
  return columns;
}

std::vector<Json> sweep_values(const sim::SweepRow& row, const sim::Grid& grid,
                               const std::vector<std::string>& outputs) {
  std::vector<Json> values;
  for (std::size_t i = 0; i < row.at.size(); ++i) values.push_back(typed(grid, i, row.at[i]));
  for (const std::string& name : outputs) {
    const auto found = std::find_if(row.outputs.begin(), row.outputs.end(),
                                    [&](const sim::Output& output) { return output.name == name; });
    values.push_back(found == row.outputs.end() ? Json() : found->value);
  }
  return values;
}

Json sweep_about(const sim::Grid& grid) {
  Json params = Json::object();
  for (const auto& [name, value] : grid.fixed) params.set(name, value);
  return Json::object()
      .set("simulator", grid.simulator->about.name)
      .set("version", grid.simulator->about.version)
      .set("params", std::move(params))
      .set("seed", grid.seed);
}

Chart sweep_chart(const sim::Grid& grid, const std::vector<sim::SweepRow>& rows,
                  const std::string& x, const std::string& output) {
  const auto axis = std::find_if(grid.axes.begin(), grid.axes.end(),
                                 [&](const sim::Axis& one) { return one.name == x; });
  if (axis == grid.axes.end())
    throw Error(ErrorKind::usage, "bad-plot", fmt::format("'{}' is no axis of the grid", x));
  const auto x_index = static_cast<std::size_t>(axis - grid.axes.begin());

  struct Samples {
    std::vector<double> values;
  };
  std::vector<std::string> order;
  std::map<std::string, std::map<double, Samples>> found;
  for (const sim::SweepRow& row : rows) {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < row.at.size(); ++i) {
      const std::string& name = grid.axes[i].name;
      if (i == x_index || name == "seed") continue;
      const sim::ParamInfo* param = grid.simulator->find_param(name);
      const bool word = param != nullptr && !param->options.empty();
      words.push_back(word ? row.at[i] : fmt::format("{} = {}", name, row.at[i]));
    }
    const std::string series = words.empty() ? output : fmt::format("{}", fmt::join(words, ", "));
    const std::optional<double> at = parse_real(row.at[x_index]);
    const std::optional<double> value = output_of(row, output);
    if (!at) {
      throw Error(ErrorKind::usage, "bad-plot", fmt::format("the values of '{}' are no numbers", x),
                  "--x names the axis to plot over");
    }
    if (!value) continue;
    if (found.find(series) == found.end()) order.push_back(series);
    found[series][*at].values.push_back(*value);
  }
  Chart chart;
  const sim::OutputInfo* info = grid.simulator->find_output(output);
  const sim::ParamInfo* param = grid.simulator->find_param(x);
  chart.title = fmt::format("{}: {} over {}", grid.simulator->about.name, output, x);
  chart.x_label = with_unit(x, param == nullptr ? "" : param->unit);
  chart.y_label = with_unit(output, info == nullptr ? "" : info->unit);
  std::vector<double> places;
  for (const std::string& name : order) {
    ChartSeries series{name, {}, {}};
    bool bands = false;
    for (const auto& [at, samples] : found[name]) {
      const auto count = static_cast<double>(samples.values.size());
      double sum = 0, squares = 0;
      for (const double value : samples.values) sum += value;
      const double mean = sum / count;
      for (const double value : samples.values) squares += (value - mean) * (value - mean);
      series.points.emplace_back(at, mean);
      series.half_width.push_back(count < 2 ? 0 : 1.96 * std::sqrt(squares / (count - 1) / count));
      bands = bands || count > 1;
    }
    if (!bands) series.half_width.clear();
    if (places.empty()) {
      for (const auto& [at, samples] : found[name]) places.push_back(at);
    }
    chart.series.push_back(std::move(series));
  }
  chart.log_x = is_geometric(places);
  return chart;
}

}  // namespace ahub::report
