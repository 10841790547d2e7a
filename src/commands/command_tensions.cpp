// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub tensions: where packages disagree, why, and what became of it.
#include <unistd.h>

#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "ahub/report/tensions.hpp"
#include "commands/progress.hpp"
#include "commands/reading.hpp"
#include "commands/rows.hpp"
#include "commands/simulation.hpp"

namespace ahub::commands {
namespace {

constexpr std::size_t kNoteBytes = 2000;

std::string line_of(const Invocation& invocation, std::string_view option) {
  std::string text = invocation.text(option);
  const bool blank = text.find_first_not_of(" \t") == std::string::npos;
  if (blank || text.size() > kNoteBytes || text.find('\n') != std::string::npos ||
      first_invalid_utf8(text)) {
    throw Error(ErrorKind::usage, "bad-option",
                fmt::format("--{} takes one line of at most {} bytes", option, kNoteBytes),
                "a tension is resolved by somebody, for a reason: --as WHO --note WHY");
  }
  return text;
}

int run_list(const Invocation& invocation) {
  const long long limit = invocation.flag("fail-on") ? invocation.integer("fail-on") : 0;
  if (invocation.flag("fail-on") && limit < 1)
    throw Error(ErrorKind::usage, "bad-option", "--fail-on takes 1 or more");
  const Hub hub = open_hub(invocation, StoreMode::read_only);
  TensionList list = hub.tensions(invocation.arguments.empty() ? "" : invocation.arguments.front());
  const std::string state = invocation.text("state");
  if (state != "all") {
    std::erase_if(list.items, [&](const TensionItem& item) { return item.tension.state != state; });
  }
  if (invocation.format() == "json")
    invocation.print(report::tensions_json(list));
  else
    invocation.print(report::tensions_human(list, invocation.out));
  const auto open =
      std::count_if(list.items.begin(), list.items.end(),
                    [](const TensionItem& item) { return item.tension.state == "open"; });
  return limit > 0 && open >= limit ? 1 : 0;
}

int within(const Invocation& invocation, std::string_view option, long long low, long long high) {
  const long long value = invocation.integer(option);
  if (value < low || value > high) {
    throw Error(ErrorKind::usage, "bad-option",
                fmt::format("--{} takes {} to {}", option, low, high));
  }
  return static_cast<int>(value);
}

int run_explain(const Invocation& invocation) {
  ExplainRequest request;
  request.seeds = within(invocation, "seeds", 0, 1000);
  request.permutations = within(invocation, "orders", 2, 100'000);
  request.jobs = jobs_of(invocation);
  request.run_seconds = seconds_of(invocation);
  request.strict_input = strict_input(invocation);
  request.plan_only = invocation.flag("plan");
  request.record = !invocation.flag("dry-run");
  request.time = current_time();
  char host[256] = {};
  if (::gethostname(host, sizeof host - 1) == 0) request.host = host;
  request.interrupted = &interrupted();
  Progress progress(invocation, "explaining");
  request.progress = [&](std::size_t done, std::size_t total) { progress.show(done, total, ""); };
  const bool reads = request.plan_only || !request.record;
  Hub hub = open_hub(invocation, reads ? StoreMode::read_only : StoreMode::read_write);
  const Explanation found = hub.explain_tension(invocation.arguments.front(), request);
  progress.clear();
  if (interrupted()) return 0;
  say_choices(invocation, found.choices);
  const std::string format = invocation.format();
  if (format == "json") {
    invocation.print(report::explain_json(found));
  } else if (request.plan_only) {
    invocation.print(report::explain_plan(found, invocation.out));
  } else if (format == "markdown") {
    invocation.print(report::explain_markdown(found));
  } else if (format == "svg") {
    invocation.print(report::explain_svg(found));
  } else {
    invocation.print(report::explain_human(found, invocation.out));
  }
  return 0;
}

int run_resolve(const Invocation& invocation) {
  TensionEvent event;
  event.by = line_of(invocation, "as");
  event.note = line_of(invocation, "note");
  event.state = "resolved";
  event.time = current_time();
  Hub hub = open_hub(invocation, StoreMode::read_write);
  TensionList list;
  list.items.push_back(hub.settle_tension(invocation.arguments.front(), event));
  if (invocation.format() == "json")
    invocation.print(report::tensions_json(list));
  else
    invocation.print(report::tensions_human(list, invocation.out));
  return 0;
}

}  // namespace

CommandSpec tensions_command() {
  CommandSpec row;
  row.summary = "where packages disagree";
  row.description =
      "Lists the pairs of comparable claims whose values differ by more than their tolerances "
      "allow (with stated standard errors on both sides: |z| >= 2; on one side: twice its error "
      "and "
      "the other's tolerance), after conversion of units, and packages that state that they "
      "contradict each other. Pairs of the same two experiments are one tension. Where three or "
      "more claims share a key, whether they agree or not, Cochran's Q with its chi-square p-value "
      "and I^2 say how far they scatter. Claims without a standard error are left out of Q when "
      "others state one, and named.\n\n"
      "A tension is open until it is explained ('ahub tensions explain') or resolved ('ahub "
      "tensions resolve'); another claimed value makes it another tension.";
  row.arguments = {{"PKG", "Only those of this package.", 0, 1, "package"}};
  row.options = {kHumanOrJson,
                 {"state", '\0', OptionKind::choice, "STATE", "all", "Only those in this state.",
                  "all|open|explained|resolved"},
                 {"fail-on", '\0', OptionKind::integer, "N", "",
                  "Exit with 1 when N or more of those listed are open."}};
  row.exits = {{0, "they were listed, even none"},
               {1, "as many as --fail-on names are open"},
               kUsageExit,
               kInputExit,
               kStoreExit,
               kTemporaryExit};
  row.examples = {{"ahub tensions", "all of them"},
                  {"ahub tensions cache-admission-zipfian --json", "one package's, for a program"},
                  {"ahub tensions --fail-on 1", "for CI: no disagreement may stay open", 1}};
  row.run = run_list;
  return row;
}

CommandSpec tensions_explain_command() {
  CommandSpec row;
  row.summary = "run the experiments between two claims";
  row.description =
      "Finds the parameters in which the two experiments differ, runs every combination of them "
      "(up to 8 parameters; sampled orders beyond), and shares the gap out among the parameters by "
      "Shapley values, which sum to it. Further seeds say how much chance could explain, a sweep "
      "along the parameter that matters most shows the way from one claim to the other.\n\n"
      "Each experiment gets a signed receipt and the tension becomes 'explained'. Both sides need "
      "a simulator method that computes the claimed number.";
  row.arguments = {{"TENSION", "Its id or four of its first digits, a side, or a package.", 1, 1}};
  row.options = {
      {"format", 'f', OptionKind::choice, "FORMAT", "human", "Output format.",
       "human|json|markdown|svg"},
      {"plan", '\0', OptionKind::flag, "", "", "Show what would run and what it costs, and stop."},
      {"dry-run", 'n', OptionKind::flag, "", "", "Run, but record nothing."},
      {"seeds", '\0', OptionKind::integer, "N", "8", "Further seeds to run; 0: none."},
      {"orders", '\0', OptionKind::integer, "N", "64",
       "Orders to sample when more than 8 parameters differ."},
      kJobs,
      kTimeout,
      kStrictInput};
  row.exits = {{0, "it is explained"},
               kUsageExit,
               {3, "there is no such tension, or a side cannot be executed"},
               kStoreExit,
               kTemporaryExit,
               {7, "an experiment would cost or did take too much"}};
  row.examples = {
      {"ahub tensions explain cache-admission-zipfian --plan", "what would run"},
      {"ahub tensions explain cache-admission-zipfian", "why 11.81 pp and 5.81 pp are both right"},
      {"ahub tensions explain cache-admission-zipfian --dry-run -f svg", "as a picture"}};
  row.writes_store = true;
  row.run = run_explain;
  return row;
}

CommandSpec tensions_resolve_command() {
  CommandSpec row;
  row.summary = "say that a tension is settled, by whom and why";
  row.description =
      "Records in the event log that a tension is resolved. It no longer counts as open; a later "
      "version with another value opens a new one.";
  row.arguments = {{"TENSION", "Its id or four of its first digits, a side, or a package.", 1, 1}};
  row.options = {kHumanOrJson,
                 {"as", '\0', OptionKind::text, "WHO", "", "Who says so."},
                 {"note", '\0', OptionKind::text, "WHY", "", "Why, in one line."}};
  row.exits = {{0, "it is recorded"}, kUsageExit, kInputExit, kStoreExit, kTemporaryExit};
  row.examples = {{"ahub tensions resolve cache-admission-zipfian --as ada --note 'other capacity'",
                   "settled by a person"}};
  row.writes_store = true;
  row.run = run_resolve;
  return row;
}

}  // namespace ahub::commands
