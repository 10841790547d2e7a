// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub frontier: the best claims per frontier key.
#include "ahub/base/error.hpp"
#include "ahub/report/reading.hpp"
#include "commands/rows.hpp"

namespace ahub::commands {
namespace {

int run(const Invocation& invocation) {
  FrontierQuery query;
  query.concept_name = invocation.text("concept");
  if (!query.concept_name.empty() && query.concept_name.front() == '#')
    query.concept_name.erase(0, 1);
  query.metric = invocation.text("metric");
  query.domain = invocation.text("domain");
  const long long limit = invocation.integer("limit");
  if (limit < 0 || limit > 1'000'000)
    throw Error(ErrorKind::usage, "bad-option", "--limit takes 0 to 1000000");
  query.limit = static_cast<int>(limit);
  Hub hub = open_fresh_hub(invocation);
  const FrontierReport report = frontier(hub, query);
  const std::string format = invocation.format();
  if (format == "json")
    invocation.print(report::frontier_json(report));
  else if (format == "csv")
    invocation.print(report::frontier_csv(report, csv_text(invocation)));
  else if (format == "tsv")
    invocation.print(report::frontier_tsv(report));
  else
    invocation.print(report::frontier_human(report, invocation.out));
  return 0;
}

}  // namespace

CommandSpec frontier_command() {
  CommandSpec row;
  row.summary = "claims that compare, best first";
  row.description =
      "Lists, per frontier key (workload, metric and hardware of a systems package; task, dataset "
      "and metric of a machine-learning one; metric of any other), the claims of the newest "
      "versions that state a number, best first as 'higher_is_better' says. All numbers of a key "
      "stand in the unit of its first publication. Units of another kind never convert: 11.81 pp "
      "is not 11.81 %, so such claims are listed apart as not comparable.\n\n"
      "Beside each claim stand its package's level and its own badge; '!' marks open tensions, "
      "which are listed below the key.";
  row.options = {
      {"format", 'f', OptionKind::choice, "FORMAT", "human", "Output format.",
       "human|json|csv|tsv"},
      kRaw,
      {"concept", '\0', OptionKind::text, "CONCEPT", "", "Only packages with this concept."},
      {"metric", '\0', OptionKind::text, "METRIC", "", "Only claims about this metric."},
      {"domain", '\0', OptionKind::text, "DOMAIN", "", "Only packages of this arXiv category."},
      {"limit", 'n', OptionKind::integer, "N", "50",
       "Keys shown, those with most claims first; 0 shows all."},
  };
  row.exits = {
      {0, "the frontier was shown, even an empty one"}, kUsageExit, kStoreExit, kTemporaryExit};
  row.examples = {
      {"ahub frontier --concept caching", "the claims of packages about caching"},
      {"ahub frontier --metric hit-rate --format csv", "one metric, for a spreadsheet"}};
  row.run = run;
  return row;
}

}  // namespace ahub::commands
