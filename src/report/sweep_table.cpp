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

namespace {

std::size_t index_of(const sim::Grid& grid, const std::string& x) {
  const auto axis = std::find_if(grid.axes.begin(), grid.axes.end(),
                                 [&](const sim::Axis& one) { return one.name == x; });
  if (axis == grid.axes.end())
    throw Error(ErrorKind::usage, "bad-plot", fmt::format("'{}' is no axis of the grid", x));
  return static_cast<std::size_t>(axis - grid.axes.begin());
}

/// The values of the other axes that tell a series from others, the seed not among them.
std::vector<std::string> words_of(const sim::Grid& grid, const sim::SweepRow& row,
                                  std::size_t x_index) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < row.at.size(); ++i) {
    const std::string& name = grid.axes[i].name;
    if (i == x_index || name == "seed") continue;
    const sim::ParamInfo* param = grid.simulator->find_param(name);
    const bool word = param != nullptr && !param->options.empty();
    words.push_back(word ? row.at[i] : fmt::format("{} = {}", name, row.at[i]));
  }
  return words;
}

/// The one output's name with its unit; of several the unit of the first.
std::string y_label(const sim::Grid& grid, const std::vector<std::string>& outputs) {
  const std::string_view unit = sim::unit_of(*grid.simulator, outputs.front());
  return outputs.size() == 1 ? with_unit(outputs.front(), unit) : std::string(unit);
}

std::string title(const sim::Grid& grid, const std::string& x,
                  const std::vector<std::string>& outputs) {
  // Many names would fill the line and stand in the legend anyway.
  return outputs.size() <= 2 ? fmt::format("{}: {} over {}", grid.simulator->about.name,
                                           fmt::join(outputs, ", "), x)
                             : fmt::format("{}: by {}", grid.simulator->about.name, x);
}

using Samples = std::vector<double>;

ChartSeries series_of(const std::string& name, const std::map<double, Samples>& places) {
  ChartSeries series{name, {}, {}};
  bool bands = false;
  for (const auto& [at, samples] : places) {
    const auto count = static_cast<double>(samples.size());
    double sum = 0, squares = 0;
    for (const double value : samples) sum += value;
    const double mean = sum / count;
    for (const double value : samples) squares += (value - mean) * (value - mean);
    series.points.emplace_back(at, mean);
    series.half_width.push_back(count < 2 ? 0 : 1.96 * std::sqrt(squares / (count - 1) / count));
    bands = bands || count > 1;
  }
  if (!bands) series.half_width.clear();
  return series;
}

}  // namespace

Chart sweep_chart(const sim::Grid& grid, const std::vector<sim::SweepRow>& rows,
                  const std::string& x, const std::vector<std::string>& outputs) {
  const std::size_t x_index = index_of(grid, x);
  std::vector<std::string> order;
  std::map<std::string, std::map<double, Samples>> found;
  for (const sim::SweepRow& row : rows) {
    const std::optional<double> at = parse_real(row.at[x_index]);
    if (!at) {
      throw Error(ErrorKind::usage, "bad-plot", fmt::format("the values of '{}' are no numbers", x),
                  "--x names the axis to plot over, --stacked takes words");
    }
    for (const std::string& output : outputs) {
      std::vector<std::string> words = words_of(grid, row, x_index);
      if (outputs.size() > 1 || words.empty()) words.insert(words.begin(), output);
      const std::string series = fmt::format("{}", fmt::join(words, ", "));
      const std::optional<double> value = output_of(row, output);
      if (!value) continue;
      if (found.find(series) == found.end()) order.push_back(series);
      found[series][*at].push_back(*value);
    }
  }
  Chart chart;
  const sim::ParamInfo* param = grid.simulator->find_param(x);
  chart.title = title(grid, x, outputs);
  chart.x_label = with_unit(x, param == nullptr ? "" : param->unit);
  chart.y_label = y_label(grid, outputs);
  std::vector<double> places;
  for (const std::string& name : order) {
    chart.series.push_back(series_of(name, found[name]));
    if (!places.empty()) continue;
    for (const auto& [at, samples] : found[name]) places.push_back(at);
  }
  chart.log_x = is_geometric(places);
  return chart;
}

Chart sweep_bars(const sim::Grid& grid, const std::vector<sim::SweepRow>& rows,
                 const std::string& x, const std::vector<std::string>& outputs) {
  const std::size_t x_index = index_of(grid, x);
  Chart chart;
  chart.title = title(grid, x, outputs);
  chart.x_label = x;
  chart.y_label = y_label(grid, outputs);
  chart.categories = grid.axes[x_index].values;
  for (const std::string& output : outputs) {
    std::map<double, Samples> heights;
    for (const sim::SweepRow& row : rows) {
      const auto bar = std::find(chart.categories.begin(), chart.categories.end(), row.at[x_index]);
      if (const auto value = output_of(row, output))
        heights[static_cast<double>(bar - chart.categories.begin())].push_back(*value);
    }
    chart.series.push_back(series_of(output, heights));
    chart.series.back().half_width.clear();
  }
  return chart;
}

}  // namespace ahub::report
