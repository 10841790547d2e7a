// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A chart in a terminal: two by four dots a character, and a letter a series.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "report/chart_bars.hpp"
#include "report/chart_scale.hpp"
#include "report/chart_style.hpp"
#include "report/words.hpp"

namespace ahub::report {
namespace {

constexpr std::size_t kNobody = ~std::size_t{0};

/// The plot's field of dots; each character belongs to the series that drew there last.
class Field {
 public:
  Field(std::size_t columns, std::size_t rows, bool dots)
      : columns_(columns), rows_(rows), dots_(dots), cells_(columns * rows) {}

  std::size_t width() const { return columns_ * 2; }
  std::size_t height() const { return rows_ * 4; }

  /// `x`, `y` in dots, y downwards.
  void dot(double x, double y, std::size_t series) {
    const auto column =
        static_cast<std::size_t>(std::clamp(x, 0.0, static_cast<double>(width() - 1)));
    const auto row =
        static_cast<std::size_t>(std::clamp(y, 0.0, static_cast<double>(height() - 1)));
    constexpr unsigned char kBits[4][2] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    Cell& cell = cells_[row / 4 * columns_ + column / 2];
    cell.bits |= kBits[row % 4][column % 2];
    if (cell.letter.empty()) cell.series = series;
  }
  void line(double x0, double y0, double x1, double y1, std::size_t series) {
    const double steps = std::max({std::abs(x1 - x0), std::abs(y1 - y0), 1.0});
    for (int i = 0; i <= static_cast<int>(steps); ++i)
      dot(x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps, series);
  }
  /// The series' letter, where no other letter stands; whether there was room.
  bool mark(double x, double y, std::size_t series) {
    const auto column = std::min(static_cast<std::size_t>(std::max(x, 0.0)) / 2, columns_ - 1);
    const auto row = std::min(static_cast<std::size_t>(std::max(y, 0.0)) / 4, rows_ - 1);
    Cell& cell = cells_[row * columns_ + column];
    if (!cell.letter.empty()) return false;
    cell.letter = series_letter(series);
    cell.series = series;
    return true;
  }
  Text row(std::size_t row, const Style& style) const {
    Text out;
    for (std::size_t column = 0; column < columns_; ++column) {
      const Cell& cell = cells_[row * columns_ + column];
      if (cell.series == kNobody) {
        out += " ";
      } else {
        out += series_coloured(cell.series, glyph(cell), style);
      }
    }
    return out;
  }

 private:
  struct Cell {
    unsigned char bits = 0;
    std::size_t series = kNobody;
    std::string letter;
  };
  std::string glyph(const Cell& cell) const {
    if (!cell.letter.empty()) return cell.letter;
    if (!dots_) return ".";
    const char32_t point = 0x2800 + cell.bits;
    return {static_cast<char>(0xE0 | point >> 12U), static_cast<char>(0x80 | (point >> 6U & 0x3FU)),
            static_cast<char>(0x80 | (point & 0x3FU))};
  }

  std::size_t columns_, rows_;
  bool dots_;
  std::vector<Cell> cells_;
};

void draw(Field& field, const std::vector<ChartSeries>& series, const Scale& x, const Scale& y) {
  const auto across = static_cast<double>(field.width() - 1);
  const auto down = static_cast<double>(field.height() - 1);
  for (std::size_t s = 0; s < series.size(); ++s) {
    const auto& points = series[s].points;
    const auto place = [&](std::size_t i) {
      return std::pair(x.place(points[i].first) * across, (1 - y.place(points[i].second)) * down);
    };
    for (std::size_t i = 0; i < points.size(); ++i) {
      const auto [x1, y1] = place(i);
      const auto [x0, y0] = i == 0 ? std::pair(x1, y1) : place(i - 1);
      field.line(x0, y0, x1, y1, s);
    }
  }
  // A few letters on each line, at places of its own so that they seldom meet.
  for (std::size_t s = 0; s < series.size(); ++s) {
    const auto& points = series[s].points;
    if (points.empty()) continue;
    for (std::size_t k = 0; k < 3; ++k) {
      const std::size_t first =
          k * points.size() / 3 + (s + 1) * points.size() / (3 * (series.size() + 1));
      for (std::size_t next = 0; next < points.size(); ++next) {
        const auto& [px, py] = points[(first + next) % points.size()];
        if (field.mark(x.place(px) * across, (1 - y.place(py)) * down, s)) break;
      }
    }
  }
}

std::string x_axis(const Scale& x, std::size_t margin, std::size_t columns) {
  std::string labels(margin + columns, ' ');
  std::size_t free = 0;
  for (const Tick& tick : ticks(x, static_cast<int>(std::max<std::size_t>(2, columns / 12)))) {
    const auto centre =
        margin + static_cast<std::size_t>(x.place(tick.value) * static_cast<double>(columns - 1));
    const std::size_t half = tick.label.size() / 2;
    const std::size_t start =
        std::min(centre > half ? centre - half : 0, labels.size() - tick.label.size());
    if (start < free) continue;
    labels.replace(start, tick.label.size(), tick.label);
    free = start + tick.label.size() + 1;
  }
  labels.erase(labels.find_last_not_of(' ') + 1);
  return labels;
}

}  // namespace

Text chart_braille(const Chart& chart, const Style& style, std::size_t columns, std::size_t rows) {
  if (!chart.categories.empty()) return bars_text(chart, style, columns);
  columns = std::max<std::size_t>(columns, 40);
  rows = std::max<std::size_t>(rows, 4);
  const std::vector<ChartSeries> series = drawable(chart);
  const Scale x = x_scale(chart, series), y = y_scale(series);
  const std::vector<Tick> marks = ticks(y, static_cast<int>(std::max<std::size_t>(2, rows / 3)));
  std::size_t label_width = 0;
  for (const Tick& tick : marks) label_width = std::max(label_width, tick.label.size());
  const std::size_t margin = label_width + 2, width = columns - margin;

  Field field(width, rows, style.unicode);
  draw(field, series, x, y);
  std::vector<std::string> labels(rows);
  for (const Tick& tick : marks) {
    const double at = (1 - y.place(tick.value)) * static_cast<double>(rows - 1);
    labels[static_cast<std::size_t>(std::lround(std::max(at, 0.0)))] = tick.label;
  }
  Text out = style.bold(truncate_to_width(safe_text(chart.title), columns)) + "\n";
  out += style.dim(truncate_to_width(safe_text(chart.y_label), columns)) + "\n";
  for (std::size_t row = 0; row < rows; ++row) {
    Text line = field.row(row, style);
    out += Text::format("{:>{}} {}{}\n", labels[row], label_width, style.unicode ? "\u2502" : "|",
                        line.trim());
  }
  std::string axis;
  for (std::size_t i = 0; i < width; ++i) axis += style.unicode ? "\u2500" : "-";
  out += Text::format("{}{}{}\n{}\n", Text::blanks(label_width + 1), style.unicode ? "\u2514" : "+",
                      axis, x_axis(x, margin, width));
  const std::string name = truncate_to_width(safe_text(chart.x_label), columns);
  out +=
      Text::blanks((columns - std::min(columns, display_width(name))) / 2) + style.dim(name) + "\n";
  Text line;
  std::size_t used = 0;
  for (std::size_t s = 0; s < series.size(); ++s) {
    const std::string text =
        series_letter(s) + " " + truncate_to_width(safe_text(series[s].name), columns - 4);
    if (used > 0 && used + display_width(text) + 3 > columns) {
      out += line + "\n";
      line.clear();
      used = 0;
    }
    if (used > 0) line += "   ";
    line += series_coloured(s, text, style);
    used += display_width(text) + (used > 0 ? 3 : 0);
  }
  return out + line + "\n";
}

}  // namespace ahub::report
