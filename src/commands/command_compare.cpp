// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub sim compare: paired differences over seeds.
#include <algorithm>

#include <fmt/format.h>

#include "ahub/report/lab.hpp"
#include "ahub/sim/compare.hpp"
#include "commands/reading.hpp"
#include "commands/rows.hpp"
#include "commands/simulation.hpp"

namespace ahub::commands {
namespace {

int run(const Invocation& invocation) {
  const sim::Simulator& simulator = named_simulator(invocation.arguments.front());
  const sim::Grid grid = grid_of(simulator, invocation);
  const std::vector<std::string> outputs = chosen_outputs(grid, invocation.list("output"));
  Progress progress(invocation, "comparing");
  Reading reading(strict_input(invocation));
  const std::vector<sim::Paired> differences =
      sim::compare(grid, outputs, sweep_options(invocation, progress, reading));
  progress.clear();
  say_choices(invocation, reading.choices());
  if (invocation.format() == "human") {
    invocation.print(report::comparison_human(grid, differences, invocation.out));
  } else {
    print_table(invocation, "ahub.sim-compare/1",
                report::sweep_about(grid).set("choices", to_json_value(reading.choices())),
                report::comparison_table(grid, differences));
  }
  return 0;
}

}  // namespace

CommandSpec sim_compare_command() {
  CommandSpec row;
  row.summary = "compare settings of a simulator over the same seeds";
  row.description =
      "Runs the simulator with each value of one parameter over the same seeds and shows, for "
      "every output, the mean difference from the first value with its 95 % confidence interval. "
      "A seed gives all values the same random numbers, so differences are paired and the interval "
      "is that of their mean by Student's t. An interval that leaves out 0 is marked.";
  row.arguments = {{"NAME", "The simulator.", 1, 1, "simulator"}};
  row.options = {
      {"format", 'f', OptionKind::choice, "FORMAT", "human", "Output format.",
       "human|csv|ndjson|json"},
      kRaw,
      kGridParam,
      kSeed,
      {"seeds", '\0', OptionKind::text, "GRID", "1:20:+1", "The seeds, at least two."},
      {"output", 'o', OptionKind::list, "NAME", "", "An output to compare; repeat it for several."},
      kJobs,
      kTimeout,
      kStrictInput};
  row.exits = {{0, "all points ran"}, kUsageExit, kNoSuchPoint, kTemporaryExit, kPointTooCostly};
  row.examples = {
      {"ahub sim compare heteroserve -p policy=jsq,het -p requests=500 --seeds 1:5:+1 -o slo",
       "two policies over five seeds"}};
  row.run = run;
  return row;
}

}  // namespace ahub::commands
