// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "report/explanation.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/tensions.hpp"
#include "report/number_words.hpp"
#include "report/words.hpp"

namespace ahub::report {

std::string value_words(const Json& value) {
  if (value.is_string()) return value.as_string();
  if (value.is_array()) {
    std::vector<std::string> words;
    for (const Json& item : value.as_array()) words.push_back(value_words(item));
    return fmt::format("{}", fmt::join(words, ","));
  }
  return value.is_real() ? format_real(value.as_number()) : to_json(value);
}

std::vector<WaterfallStep> waterfall(const Explanation& explanation) {
  std::vector<WaterfallStep> steps;
  double at = explanation.left_value;
  steps.push_back({explanation.item.tension.left, "", 0, at, true});
  for (std::size_t i = 0; i < explanation.differences.size(); ++i) {
    const Difference& difference = explanation.differences[i];
    const double next = at + explanation.attribution.contribution[i];
    steps.push_back(
        {difference.name,
         fmt::format("{} -> {}", value_words(difference.left), value_words(difference.right)), at,
         next, false});
    at = next;
  }
  steps.push_back({explanation.item.tension.right, "", 0, explanation.right_value, true});
  return steps;
}

Table hybrid_table(const Explanation& explanation, bool short_receipts) {
  Table table;
  for (const Difference& difference : explanation.differences)
    table.columns.push_back(difference.name);
  table.columns.push_back(explanation.output);
  for (const auto& [name, value] : explanation.hybrids.front().asserted)
    table.columns.push_back(name);
  const bool recorded = !explanation.hybrids.front().receipt.empty();
  if (recorded) table.columns.emplace_back("receipt");
  for (const HybridRun& hybrid : explanation.hybrids) {
    std::vector<Json> row;
    for (std::size_t i = 0; i < explanation.differences.size(); ++i) {
      const Difference& difference = explanation.differences[i];
      const Json& value = (hybrid.mask >> i & 1U) != 0 ? difference.right : difference.left;
      row.push_back(value.is_number() ? value : Json(value_words(value)));
    }
    row.emplace_back(hybrid.value);
    for (const auto& [name, value] : hybrid.asserted) row.push_back(value);
    if (recorded) row.emplace_back(short_receipts ? short_hash(hybrid.receipt) : hybrid.receipt);
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string undefined_why(const Explanation& explanation) {
  std::vector<double> numbers{explanation.right_value - explanation.left_value};
  const Attribution& attribution = explanation.attribution;
  for (const std::vector<double>* list : {&attribution.contribution, &attribution.half_width})
    numbers.insert(numbers.end(), list->begin(), list->end());
  for (const std::vector<double>& row : attribution.interaction)
    numbers.insert(numbers.end(), row.begin(), row.end());
  if (explanation.noise) {
    const Noise& noise = *explanation.noise;
    numbers.insert(numbers.end(), {noise.mean_gap, noise.deviation, noise.share});
    numbers.insert(numbers.end(), noise.contribution.begin(), noise.contribution.end());
  }
  const bool all = std::all_of(numbers.begin(), numbers.end(),
                               [](double number) { return std::isfinite(number); });
  return all ? "" : "the outputs lie too far apart for a number";
}

std::vector<InteractionWords> interactions(const Explanation& explanation) {
  std::vector<InteractionWords> found;
  const auto& matrix = explanation.attribution.interaction;
  for (std::size_t i = 0; i < matrix.size(); ++i) {
    for (std::size_t j = i + 1; j < matrix.size(); ++j) {
      if (matrix[i][j] != 0 && !std::isnan(matrix[i][j]))
        found.push_back(
            {explanation.differences[i].name, explanation.differences[j].name, matrix[i][j]});
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& left, const auto& right) {
    return std::abs(left.value) > std::abs(right.value);
  });
  return found;
}

std::string noise_words(const Explanation& explanation) {
  if (!explanation.noise) return {};
  const Noise& noise = *explanation.noise;
  std::string words = fmt::format(
      "Over {} other seeds the gap is {} {} with a standard deviation of {}: the choice of "
      "the seed could explain {} of it.",
      noise.seeds, digits(noise.mean_gap, 4), explanation.unit, digits(noise.deviation, 2),
      share_words(noise.share, 1));
  if (!noise.contribution.empty()) {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < noise.contribution.size(); ++i)
      parts.push_back(
          fmt::format("{} {}", explanation.differences[i].name, digits(noise.contribution[i], 2)));
    words += fmt::format(" Of the contributions it is {}.", fmt::join(parts, ", "));
  }
  return words;
}

Chart explain_chart(const Explanation& explanation) {
  Chart chart;
  if (!explanation.sweep) return chart;
  const ExplainSweep& sweep = *explanation.sweep;
  const Difference& along = explanation.differences[sweep.parameter];
  const DerivedTension& tension = explanation.item.tension;
  chart.title = fmt::format("{} over {}", explanation.output, along.name);
  chart.x_label = along.unit.empty() ? along.name : fmt::format("{} ({})", along.name, along.unit);
  chart.y_label = explanation.unit.empty()
                      ? explanation.output
                      : fmt::format("{} ({})", explanation.output, explanation.unit);
  const double from = along.left.as_number(), to = along.right.as_number();
  chart.log_x = std::min(from, to) > 0 && std::max(from, to) / std::min(from, to) >= 4;
  const bool alone = explanation.differences.size() == 1;
  chart.series.push_back({alone ? "between" : "others as left", sweep.left, {}});
  if (!alone) chart.series.push_back({"others as right", sweep.right, {}});
  // A claim is drawn where it stands, not where it was recomputed.
  if (tension.key != "contradicts") {
    chart.series.push_back({"left claim", {{from, tension.left_value}}, {}});
    chart.series.push_back({"right claim", {{to, tension.right_value}}, {}});
  }
  return chart;
}

}  // namespace ahub::report
