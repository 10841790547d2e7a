// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub report: every claim beside what came out, on one page.
#include "ahub/base/error.hpp"
#include "ahub/report/reading.hpp"
#include "commands/rows.hpp"

namespace ahub::commands {
namespace {

int run(const Invocation& invocation) {
  const long long limit = invocation.integer("limit");
  if (limit < 1 || limit > 10'000)
    throw Error(ErrorKind::usage, "bad-option", "--limit takes 1 to 10000");
  const Hub hub = open_fresh_hub(invocation);
  const FieldReport report = field_report(hub, limit);
  for (const FieldUncounted& one : report.uncounted) {
    if (is_sound(one.state)) continue;
    invocation.say(report::Text::format("ahub: {} receipt {} of {}, not counted: {}",
                                        to_string(one.state), one.receipt.substr(0, 12),
                                        one.package, one.why));
  }
  const std::string format = invocation.format(), today = current_time().substr(0, 10);
  if (format == "json")
    invocation.print(report::field_json(report));
  else if (format == "html")
    invocation.print(report::field_html(report, today));
  else if (format == "csv")
    invocation.print(report::field_csv(report, csv_text(invocation)));
  else
    invocation.print(report::field_markdown(report, today));
  return 0;
}

}  // namespace

CommandSpec report_command() {
  CommandSpec row;
  row.summary = "every claim beside what was recomputed, on one page";
  row.description =
      "Writes the state of the field: for each package, in the order of the feed, its claims with "
      "the claimed number, the number that the newest receipt behind the verdict recomputed, the "
      "verdict, every output that was checked and what was expected of it, the fidelity of the run "
      "and the receipt. Where a package compares itself with another one that states the same "
      "metric, that one's number stands beside, under its name. Claimed numbers have their "
      "author's digits, recomputed ones those that say whether they agree and one more; JSON and "
      "the number columns of CSV have all. HTML is a page of its own, without scripts or anything "
      "from elsewhere.";
  row.options = {{"format", 'f', OptionKind::choice, "FORMAT", "markdown", "Output format.",
                  "markdown|html|csv|json"},
                 kRaw,
                 {"limit", 'n', OptionKind::integer, "N", "500", "Packages, at most."}};
  row.exits = {{0, "the page was written"}, kUsageExit, kStoreExit, kTemporaryExit};
  row.examples = {{"ahub report --limit 3", "the three packages with the most attention"},
                  {"ahub report -f html", "the whole store as a page"}};
  row.run = run;
  return row;
}

}  // namespace ahub::commands
