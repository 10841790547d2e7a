// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// An explanation as a picture: the waterfall, and below it the sweep.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/tensions.hpp"
#include "report/explanation.hpp"
#include "report/number_words.hpp"
#include "report/svg.hpp"
#include "report/words.hpp"

namespace ahub::report {
namespace {

constexpr double kWidth = 800, kTop = 76, kRow = 34, kBar = 20, kLeft = 280, kRight = 700;
constexpr double kChartHeight = 480;  // Of chart_svg.
constexpr std::string_view kEnd = "#4d4d4d", kUp = "#0072B2", kDown = "#D55E00";

Xml words(double x, double y, std::string_view anchor, std::string_view text) {
  return Xml::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", x, y, anchor,
                     text);
}

}  // namespace

Xml explain_svg(const Explanation& explanation) {
  const std::vector<WaterfallStep> steps = waterfall(explanation);
  const Chart chart = explain_chart(explanation);
  const double below = kTop + kRow * static_cast<double>(steps.size()) + 12;
  const double height = below + (chart.series.empty() ? 0 : kChartHeight);
  double low = 0, high = 0;
  for (const WaterfallStep& step : steps) {
    for (const double end : {step.from, step.to}) {
      if (!std::isfinite(end)) continue;
      low = std::min(low, end);
      high = std::max(high, end);
    }
  }
  const auto across = [&](double value) {
    // Halves, whose difference is finite; what is no number has no width.
    const double part = high > low ? (value / 2 - low / 2) / (high / 2 - low / 2) : 0;
    return kLeft + (std::isfinite(part) ? part : 0) * (kRight - kLeft);
  };

  const std::string title = fmt::format(
      "What explains {} against {}", explanation.item.tension.left, explanation.item.tension.right);
  Xml out =
      svg_open(kWidth, height, title,
               fmt::format("Contributions of the parameters to the gap in {}", explanation.output));
  out += Xml::format("<text x=\"16\" y=\"26\" font-size=\"15\" font-weight=\"bold\">{}</text>\n",
                     Xml::format("From {} to {}", explanation.left_ref, explanation.right_ref));
  out += words(16, 46, "start",
               fmt::format("{} ({}) of {}@{}, fidelity {}; Shapley values over {} experiments",
                           explanation.output, explanation.unit, explanation.simulator,
                           explanation.version, explanation.fidelity, explanation.hybrids.size()));
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const WaterfallStep& step = steps[i];
    const double y = kTop + kRow * static_cast<double>(i);
    const double from = across(std::min(step.from, step.to)),
                 to = across(std::max(step.from, step.to));
    const std::string_view colour = step.end ? kEnd : (step.to < step.from ? kDown : kUp);
    const std::string name = step.end ? (i == 0 ? explanation.left_ref : explanation.right_ref)
                                      : step.name + " " + step.change;
    out += words(kLeft - 10, y + 14, "end", truncate_to_width(safe_text(name), 40));
    out += Xml::format(
        "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.0f}\" fill=\"{}\"/>\n", from,
        y, std::max(to - from, 1.0), kBar, colour);
    out += words(to + 6, y + 14, "start",
                 step.end ? digits(step.to, 6) : signed_digits(step.to - step.from, 4));
    if (i + 1 < steps.size()) {
      out += Xml::format(
          "<line x1=\"{0:.1f}\" y1=\"{1:.1f}\" x2=\"{0:.1f}\" y2=\"{2:.1f}\" stroke=\"#999\" "
          "stroke-dasharray=\"2 2\"/>\n",
          across(step.to), y + kBar, y + kRow);
    }
  }
  if (!chart.series.empty())
    out += Xml::format("<g transform=\"translate(0 {:.1f})\">\n{}</g>\n", below, chart_svg(chart));
  return out + "</svg>\n";
}

}  // namespace ahub::report
