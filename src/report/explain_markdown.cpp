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

MarkdownText shown(const Json& value) {
  if (value.is_null()) return {};
  return Markdown::name(value.is_string() ? value.as_string() : value_words(value));
}

}  // namespace

MarkdownText explain_markdown(const Explanation& explanation) {
  const double gap = exact_difference(explanation.right_value, explanation.left_value);
  MarkdownText out = MarkdownText::format(
      "## {} against {}\n\n{} of {}@{} (fidelity {}): {} to {}, a gap of {}.\n\n"
      "| parameter | left | right | contribution ({}) | share |\n|:--|--:|--:|--:|--:|\n",
      Markdown::name(explanation.item.tension.left), Markdown::name(explanation.item.tension.right),
      Markdown::name(explanation.output), Markdown::name(explanation.simulator),
      explanation.version, Markdown::name(explanation.fidelity),
      Markdown::name(computed_words(explanation.left_value, "")),
      Markdown::name(computed_words(explanation.right_value, explanation.unit)),
      Markdown::name(computed_words(gap, gap_unit(explanation.unit))),
      Markdown::name(explanation.unit));
  for (std::size_t i = 0; i < explanation.differences.size(); ++i) {
    const Difference& one = explanation.differences[i];
    const double part = explanation.attribution.contribution[i];
    out += MarkdownText::format("| {} | {} | {} | {} | {} |\n", Markdown::name(one.name),
                                Markdown::name(value_words(one.left)),
                                Markdown::name(value_words(one.right)), signed_digits(part, 6),
                                share_words(part, gap));
  }
  const Table table = hybrid_table(explanation, false);
  out += "\n|";
  for (const std::string& column : table.columns)
    out += MarkdownText::format(" {} |", Markdown::name(column));
  out += "\n|";
  for (std::size_t i = 0; i < table.columns.size(); ++i) out += "--:|";
  out += "\n";
  for (const std::vector<Json>& row : table.rows) {
    out += "|";
    for (const Json& value : row) out += MarkdownText::format(" {} |", shown(value));
    out += "\n";
  }
  if (const std::string why = undefined_why(explanation); !why.empty())
    out += MarkdownText::format("\nundefined, because {}\n", Markdown::name(why));
  const std::string noise = noise_words(explanation);
  return noise.empty() ? out : out + "\n" + Markdown::name(noise) + "\n";
}

}  // namespace ahub::report
