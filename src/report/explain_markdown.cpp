// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "ahub/base/decimal.hpp"
#include "ahub/base/text.hpp"
#include "ahub/report/tensions.hpp"
#include "report/explanation.hpp"
#include "report/number_words.hpp"

namespace ahub::report {
namespace {

/// A cell's text: a bar would end the cell, the others start markup.
std::string cell(std::string_view text) {
  std::string out;
  for (const char c : safe_text(text)) {
    if (c == '|' || c == '`' || c == '*' || c == '<' || c == '[') out += '\\';
    out += c;
  }
  return out;
}

std::string shown(const Json& value) {
  if (value.is_null()) return {};
  return value.is_string() ? cell(value.as_string()) : value_words(value);
}

}  // namespace

std::string explain_markdown(const Explanation& explanation) {
  const double gap = exact_difference(explanation.right_value, explanation.left_value);
  std::string out = fmt::format(
      "## {} against {}\n\n{} of {}@{} (fidelity {}): {} to {}, a gap of {}.\n\n"
      "| parameter | left | right | contribution ({}) | share |\n|:--|--:|--:|--:|--:|\n",
      cell(explanation.item.tension.left), cell(explanation.item.tension.right), explanation.output,
      explanation.simulator, explanation.version, explanation.fidelity,
      computed_words(explanation.left_value, ""),
      computed_words(explanation.right_value, explanation.unit),
      computed_words(gap, gap_unit(explanation.unit)), explanation.unit);
  for (std::size_t i = 0; i < explanation.differences.size(); ++i) {
    const Difference& one = explanation.differences[i];
    const double part = explanation.attribution.contribution[i];
    out +=
        fmt::format("| {} | {} | {} | {} | {} |\n", cell(one.name), cell(value_words(one.left)),
                    cell(value_words(one.right)), signed_digits(part, 6), share_words(part, gap));
  }
  const Table table = hybrid_table(explanation, false);
  out += "\n|";
  for (const std::string& column : table.columns) out += fmt::format(" {} |", cell(column));
  out += "\n|";
  for (std::size_t i = 0; i < table.columns.size(); ++i) out += "--:|";
  out += "\n";
  for (const std::vector<Json>& row : table.rows) {
    out += "|";
    for (const Json& value : row) out += fmt::format(" {} |", shown(value));
    out += "\n";
  }
  if (const std::string why = undefined_why(explanation); !why.empty())
    out += "\nundefined, because " + why + "\n";
  const std::string noise = noise_words(explanation);
  return noise.empty() ? out : out + "\n" + noise + "\n";
}

}  // namespace ahub::report
