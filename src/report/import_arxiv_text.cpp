// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What an import from arXiv took and left out.
#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/report.hpp"
#include "report/words.hpp"

namespace ahub::report {

Text import_arxiv_human(const ArxivImport& import, bool dry_run, const Style& style) {
  const auto count = [](std::uint64_t number, std::string_view what) {
    return counted(static_cast<std::int64_t>(number), what);
  };
  Text out = Text::format("{}{} added, {}, {} unchanged", dry_run ? "would be: " : "", import.added,
                          count(import.updated, "new version"), import.unchanged);
  const std::string skipped = fmt::format("{} skipped", count(import.skipped, "damaged record"));
  out += ", " + (import.skipped > 0 ? style.yellow(skipped) : Text::of(skipped));
  return out + "\n";
}

Text import_arxiv_problems(const ArxivImport& import, std::string_view source) {
  Text out;
  for (const ArxivProblem& problem : import.problems) {
    out += Text::format("ahub: error[{}]: {}:{}:{}: {}\n", problem.code, source, problem.line,
                        problem.column, problem.message);
  }
  if (import.skipped > import.problems.size())
    out += Text::format("ahub: and {} more\n", import.skipped - import.problems.size());
  return out.drop("\n");
}

JsonLines import_arxiv_json(const ArxivImport& import, std::string_view source, bool dry_run,
                            std::span<const Choice> choices) {
  const auto number = [](std::uint64_t value) { return Json(static_cast<std::int64_t>(value)); };
  Json problems = Json::array();
  for (const ArxivProblem& problem : import.problems) {
    problems.push(Json::object()
                      .set("line", number(problem.line))
                      .set("column", number(problem.column))
                      .set("code", problem.code)
                      .set("message", problem.message));
  }
  return JsonText::pretty(
      envelope("ahub.import-arxiv/1", Json::object()
                                          .set("source", source)
                                          .set("dry_run", dry_run)
                                          .set("records", number(import.records))
                                          .set("added", number(import.added))
                                          .set("updated", number(import.updated))
                                          .set("unchanged", number(import.unchanged))
                                          .set("skipped", number(import.skipped))
                                          .set("problems", std::move(problems))
                                          .set("choices", to_json_value(choices))));
}

}  // namespace ahub::report
