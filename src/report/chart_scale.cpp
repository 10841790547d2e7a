// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "report/chart_scale.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace ahub::report {
namespace {

/// A step of 1, 2 or 5 times a power of ten, that gives about `wanted` parts of `span`.
double round_step(double span, int wanted) {
  // Below that the power of ten has no number.
  span = std::max(span, 1e-290);
  const double rough = span / wanted, power = std::pow(10, std::floor(std::log10(rough)));
  const double lead = rough / power;
  return power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
}

std::string label_of(double value) {
  const double size = std::abs(value);
  if (size >= 1e15 || (size < 1e-4 && size > 0)) return fmt::format("{:.0e}", value);
  constexpr std::pair<double, char> kPrefixes[] = {{1e12, 'T'}, {1e9, 'G'}, {1e6, 'M'}, {1e3, 'k'}};
  for (const auto& [factor, letter] : kPrefixes) {
    if (size >= factor && size >= 1e4) return fmt::format("{:.6g}{}", value / factor, letter);
  }
  return fmt::format("{:.6g}", value == 0 ? 0 : value);
}

/// Beyond that the difference of two values, or the ratio of two, may have no number.
constexpr double kMost = 1e150;
bool is_small_enough(double value) { return std::abs(value) < kMost; }

}  // namespace

double Scale::place(double value) const {
  if (logarithmic) return std::log(value / low) / std::log(high / low);
  return (value - low) / (high - low);
}

std::vector<ChartSeries> drawable(const Chart& chart) {
  std::vector<ChartSeries> series;
  for (const ChartSeries& all : chart.series) {
    ChartSeries kept{all.name, {}, {}};
    for (std::size_t i = 0; i < all.points.size(); ++i) {
      const auto [x, y] = all.points[i];
      if (!is_small_enough(x) || !is_small_enough(y) || (chart.log_x && x < 1 / kMost) ||
          (!all.half_width.empty() && !is_small_enough(all.half_width[i])))
        continue;
      kept.points.push_back(all.points[i]);
      if (!all.half_width.empty()) kept.half_width.push_back(all.half_width[i]);
    }
    series.push_back(std::move(kept));
  }
  return series;
}

std::size_t undrawn_points(const Chart& chart) {
  std::size_t all = 0, drawn = 0;
  for (const ChartSeries& series : chart.series) all += series.points.size();
  for (const ChartSeries& series : drawable(chart)) drawn += series.points.size();
  return all - drawn;
}

Scale x_scale(const Chart& chart, const std::vector<ChartSeries>& series) {
  Scale scale;
  scale.logarithmic = chart.log_x;
  bool first = true;
  for (const ChartSeries& one : series) {
    for (const auto& point : one.points) {
      scale.low = first ? point.first : std::min(scale.low, point.first);
      scale.high = first ? point.first : std::max(scale.high, point.first);
      first = false;
    }
  }
  if (first) return {1, 10, chart.log_x};
  const double size = std::max(std::abs(scale.low), std::abs(scale.high));
  if (scale.high - scale.low <= size * 1e-15 || scale.high - scale.low < 1e-280) {
    // One value stands in the middle.
    const double margin = std::max(std::abs(scale.low) / 2, 0.5);
    scale.low = chart.log_x ? scale.low / 2 : scale.low - margin;
    scale.high = chart.log_x ? scale.high * 2 : scale.high + margin;
  }
  return scale;
}

Scale y_scale(const std::vector<ChartSeries>& series) {
  double low = 0, high = 0;
  bool first = true;
  for (const ChartSeries& one : series) {
    for (std::size_t i = 0; i < one.points.size(); ++i) {
      const double y = one.points[i].second;
      const double half = one.half_width.empty() ? 0 : one.half_width[i];
      low = first ? y - half : std::min(low, y - half);
      high = first ? y + half : std::max(high, y + half);
      first = false;
    }
  }
  if (first) return {};
  if (low > 0 && low < 0.5 * high) low = 0;
  // What is equal but for the last digits of a double is equal.
  const double size = std::max(std::abs(low), std::abs(high));
  if (high - low <= size * 1e-15 || high - low < 1e-280)
    high = low + (size < 1e-280 ? 1 : std::abs(low) / 2);
  const double step = round_step(high - low, 5);
  // A fiftieth of a step beyond a tick is the edge of a band or a rounding: no reason for another.
  return {std::floor(low / step + 0.02) * step, std::ceil(high / step - 0.02) * step, false};
}

std::vector<Tick> ticks(const Scale& scale, int wanted) {
  std::vector<Tick> found;
  if (scale.logarithmic) {
    const double decades = std::log10(scale.high / scale.low);
    // Few decades: 1, 2, 5 in each; many: every n-th power.
    const int every = std::max(1, static_cast<int>(std::ceil(decades / wanted)));
    for (int power = static_cast<int>(std::floor(std::log10(scale.low)));
         power <= static_cast<int>(std::ceil(std::log10(scale.high))); ++power) {
      for (const double lead : {1.0, 2.0, 5.0}) {
        const double value = lead * std::pow(10.0, power);
        const bool shown = lead == 1.0 ? power % every == 0 : decades < 2.0;
        if (shown && value >= scale.low * (1 - 1e-9) && value <= scale.high * (1 + 1e-9))
          found.push_back({value, label_of(value)});
      }
    }
    return found;
  }
  const double step = round_step(scale.high - scale.low, wanted);
  const double first = std::ceil(scale.low / step - 1e-9);
  for (int i = 0; i <= 3 * wanted; ++i) {
    const double value = (first + i) * step;
    if (value > scale.high + step * 1e-9) break;
    found.push_back({value, label_of(std::abs(value) < step * 1e-9 ? 0 : value)});
  }
  return found;
}

}  // namespace ahub::report
