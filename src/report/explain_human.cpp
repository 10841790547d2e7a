// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// An explanation for a person: a waterfall in the terminal, the experiments, the noise, the sweep.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/report.hpp"
#include "ahub/report/tensions.hpp"
#include "report/explanation.hpp"
#include "report/number_words.hpp"
#include "report/words.hpp"

namespace ahub::report {
namespace {

constexpr std::size_t kWidest = 100, kLeastBar = 12, kChartRows = 14;

Text heading(const Explanation& explanation, const Style& style) {
  const DerivedTension& tension = explanation.item.tension;
  return style.bold(tension.id) + "\n" +
         paragraph(fmt::format("{} against {}", tension.left, tension.right), 0, style) +
         Text::format("{} of {}@{}, fidelity {}\n", explanation.output, explanation.simulator,
                      explanation.version, explanation.fidelity);
}

Text differences(const Explanation& explanation) {
  Text out;
  std::size_t width = 0;
  for (const Difference& one : explanation.differences) width = std::max(width, one.name.size());
  for (const Difference& one : explanation.differences) {
    out += Text::format("  {}  {} -> {} {}\n", padded(one.name, width), value_words(one.left),
                        value_words(one.right), one.unit);
  }
  return out;
}

/// A bar from `from` to `to` out of `room` cells that stand for `low` to `high`.
Text bar(const WaterfallStep& step, double low, double high, std::size_t room, const Style& style) {
  const auto cell = [&](double value) {
    // Halves, whose difference is finite; what is no number has no bar.
    double part = high > low ? (value / 2 - low / 2) / (high / 2 - low / 2) : 0;
    part = std::isfinite(part) ? std::clamp(part, 0.0, 1.0) : 0;
    return static_cast<std::size_t>(std::lround(part * static_cast<double>(room)));
  };
  // Even a small step is seen.
  const std::size_t last = std::max<std::size_t>(cell(std::max(step.from, step.to)), 1);
  const std::size_t first = std::min(cell(std::min(step.from, step.to)), last - 1);
  std::string cells;
  for (std::size_t i = first; i < last; ++i)
    cells += style.unicode ? "\u2588" : (step.end ? "#" : (step.to < step.from ? "-" : "+"));
  const Text painted = step.end              ? style.blue(cells)
                       : step.to < step.from ? style.red(cells)
                                             : style.green(cells);
  return Text::blanks(first) + painted;
}

Text drawn(const Explanation& explanation, const Style& style) {
  const std::vector<WaterfallStep> steps = waterfall(explanation);
  const double gap = explanation.right_value - explanation.left_value;
  double low = 0, high = 0;
  std::size_t names = 0;
  std::vector<std::string> labels, numbers;
  for (const WaterfallStep& step : steps) {
    for (const double end : {step.from, step.to}) {
      if (!std::isfinite(end)) continue;
      low = std::min(low, end);
      high = std::max(high, end);
    }
    labels.push_back(safe_text(step.change.empty() ? step.name : step.name + " " + step.change));
    names = std::max(names, display_width(labels.back()));
    numbers.push_back(step.end ? computed_words(step.to, explanation.unit)
                               : fmt::format("{} ({})", signed_digits(step.to - step.from, 6),
                                             share_words(step.to - step.from, gap)));
  }
  const std::size_t width = style.width == 0 ? 80 : std::min(style.width, kWidest);
  std::size_t widest_number = 0;
  for (const std::string& text : numbers) widest_number = std::max(widest_number, text.size());
  // Where all three do not fit on a line the name gets one of its own.
  const bool narrow = width < names + widest_number + kLeastBar + 6;
  if (narrow) names = 0;
  const std::size_t used = names + widest_number + 6;
  const std::size_t room = width > used + kLeastBar ? width - used : kLeastBar;
  Text out;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    out += narrow ? Text::format("  {}\n    ", labels[i])
                  : Text::format("  {}  ", padded(labels[i], names));
    out += Text::format("{}  {}\n", padded(numbers[i], widest_number),
                        bar(steps[i], low, high, room, style));
  }
  return out;
}

}  // namespace

Text explain_plan(const Explanation& explanation, const Style& style) {
  Text out = heading(explanation, style) + differences(explanation);
  const std::size_t parameters = explanation.differences.size();
  out += parameters > static_cast<std::size_t>(kExactParameters)
             ? Text::format("{} parameters differ: orders are sampled\n", parameters)
             : Text::format("{} parameters differ: {} experiments in all combinations\n",
                            parameters, std::size_t{1} << parameters);
  return out + Text::format("{} runs with the further seeds, about {:.3g} steps, then the sweep\n",
                            explanation.runs, explanation.steps);
}

Text explain_human(const Explanation& explanation, const Style& style) {
  const DerivedTension& tension = explanation.item.tension;
  Text out = heading(explanation, style) + "\n" + drawn(explanation, style);
  for (std::size_t i = 0; i < explanation.attribution.half_width.size(); ++i) {
    out += Text::format("  {}: 95 % interval +- {} {} from {} orders\n",
                        explanation.differences[i].name,
                        digits(explanation.attribution.half_width[i], 3), explanation.unit,
                        explanation.attribution.permutations);
  }
  for (const InteractionWords& one : interactions(explanation)) {
    out += paragraph(fmt::format("{} with {}: {} {} beyond each alone", one.left, one.right,
                                 signed_digits(one.value, 4), explanation.unit),
                     2, style);
  }
  if (const std::string why = undefined_why(explanation); !why.empty())
    out += paragraph("undefined, because " + why, 2, style);
  if (tension.key != "contradicts") {
    out += Text::format("  claimed: {} and {}\n", converted_words(tension.left_value, tension.unit),
                        converted_words(tension.right_value, tension.unit));
  }
  out += "\n" + table_human(hybrid_table(explanation, true), style);
  const std::string noise = noise_words(explanation);
  if (!noise.empty()) out += "\n" + paragraph(noise, 0, style);
  const Chart chart = explain_chart(explanation);
  if (!chart.series.empty()) {
    const std::size_t width = style.width == 0 ? 80 : std::min(style.width, kWidest);
    out += "\n" + chart_braille(chart, style, width, kChartRows);
  }
  if (!explanation.hybrids.front().receipt.empty())
    out += Text::format("\nstate {}; each experiment has a receipt\n", tension.state);
  return out;
}

}  // namespace ahub::report
