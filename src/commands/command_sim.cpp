// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub sim: the built-in simulators.
#include <chrono>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/files.hpp"
#include "ahub/base/text.hpp"
#include "ahub/report/lab.hpp"
#include "ahub/report/report.hpp"
#include "ahub/sim/simulator.hpp"
#include "commands/reading.hpp"
#include "commands/rows.hpp"
#include "commands/simulation.hpp"

namespace ahub::commands {
namespace {

int run_list(const Invocation& invocation) {
  if (invocation.format() == "json")
    invocation.print(report::sim_list_json());
  else
    invocation.print(report::sim_list_human(invocation.out));
  return 0;
}

int run_describe(const Invocation& invocation) {
  const sim::Simulator& simulator = named_simulator(invocation.arguments.front());
  if (invocation.format() == "json")
    invocation.print(report::sim_describe_json(simulator));
  else
    invocation.print(report::sim_describe_human(simulator, invocation.out));
  return 0;
}

/// Only one number, as text: for scripts and for the reproduce lines of verify.
report::Text single(const sim::Simulator& simulator, const sim::RunResult& result,
                    const std::string& name) {
  std::vector<std::string> names;
  for (const sim::Output& output : result.outputs) {
    names.push_back(output.name);
    if (output.name == name) {
      if (const std::string_view why = report::undefined_because(output); !why.empty()) {
        throw Error(ErrorKind::input, "undefined",
                    fmt::format("the output '{}' is undefined, because {}", name, why));
      }
      return report::Text::format("{}\n", output.value.is_integer()
                                              ? std::to_string(output.value.as_integer())
                                              : format_real(output.value.as_number()));
    }
  }
  const std::optional<std::string> near = nearest(name, names);
  throw Error(
      ErrorKind::input, "not-found",
      fmt::format("this run of '{}' gives no output '{}'", simulator.about.name, safe_text(name)),
      near ? fmt::format("did you mean '{}'?", *near)
           : fmt::format("it gives {}", fmt::join(names, ", ")));
}

void write_trace(const Invocation& invocation, const sim::Simulator& simulator,
                 const sim::Timeline& timeline) {
  if (timeline.tracks().empty()) {
    throw Error(ErrorKind::usage, "no-events",
                fmt::format("the simulator '{}' has no events to record", simulator.about.name),
                "tierkv, heteroserve and pagedkv have some");
  }
  write_file(invocation.text("trace"), report::timeline_json(timeline, simulator.about.name));
  if (timeline.dropped() > 0) {
    invocation.say(report::Text::format("the first {} events are in '{}', {} are left out",
                                        timeline.records().size(), invocation.text("trace"),
                                        timeline.dropped()));
  }
}

int run_run(const Invocation& invocation) {
  const sim::Simulator& simulator = named_simulator(invocation.arguments.front());
  sim::Context context(sim::Deadline(std::chrono::duration<double>(seconds_of(invocation))));
  context.open = open_trace;
  Reading reading(strict_input(invocation));
  context.reading = &reading;
  sim::Timeline timeline;
  if (invocation.flag("trace")) context.timeline = &timeline;
  const sim::RunResult result =
      sim::run(simulator, params_of(invocation), seed_of(invocation), context, true);
  say_choices(invocation, result.choices);
  if (invocation.flag("trace")) write_trace(invocation, simulator, timeline);
  if (invocation.flag("output")) {
    report::Text numbers;
    for (const std::string& name : invocation.list("output"))
      numbers += single(simulator, result, name);
    invocation.print(numbers);
  } else if (invocation.format() == "json") {
    invocation.print(report::sim_run_json(simulator, result));
  } else {
    invocation.print(report::sim_run_human(simulator, result, invocation.out));
  }
  return 0;
}

}  // namespace

CommandSpec sim_list_command() {
  CommandSpec row;
  row.summary = "the built-in simulators";
  row.description = "Lists the simulators that verification methods can name.";
  row.options = {kHumanOrJson};
  row.exits = {{0, "they were listed"}, kUsageExit, kTemporaryExit};
  row.examples = {{"ahub sim list", "all of them"}};
  row.run = run_list;
  return row;
}

CommandSpec sim_describe_command() {
  CommandSpec row;
  row.summary = "a simulator's model, parameters and outputs";
  row.description =
      "Shows what a simulator models and leaves out, the source it follows, and every parameter "
      "(range, default, unit) and output.";
  row.arguments = {{"NAME", "The simulator.", 1, 1, "simulator"}};
  row.options = {kHumanOrJson};
  row.exits = {{0, "it was shown"}, kUsageExit, {3, "there is no such simulator"}, kTemporaryExit};
  row.examples = {{"ahub sim describe cache", "parameters and outputs of one"}};
  row.run = run_describe;
  return row;
}

CommandSpec sim_run_command() {
  CommandSpec row;
  row.summary = "run a simulator once";
  row.description =
      "Runs a simulator with the parameters given and defaults for the rest. The same parameters "
      "and seed give the same numbers on every "
      "machine, except where the fidelity is host-timing. What would take too many steps or too "
      "much memory is refused before it starts.";
  row.arguments = {{"NAME", "The simulator.", 1, 1, "simulator"}};
  row.options = {kHumanOrJson,
                 kParam,
                 kSeed,
                 {"output", 'o', OptionKind::list, "NAME", "",
                  "Print only this output's number; repeat it for several, one a line."},
                 {"trace", '\0', OptionKind::path, "FILE", "",
                  "Write the run's events to this file, for ui.perfetto.dev or chrome://tracing."},
                 kTimeout,
                 kStrictInput};
  row.exits = {{0, "it ran"},
               kUsageExit,
               {3, "there is no such simulator, parameter or output"},
               kTemporaryExit,
               {7, "it would cost or did take too much"}};
  row.examples = {{"ahub sim run cache -p capacity=1000 -p warmup=20000 --seed 42",
                   "a run with two parameters"},
                  {"ahub sim run cache --seed 42 --output hits_lru", "one number"}};
  row.run = run_run;
  return row;
}

}  // namespace ahub::commands
