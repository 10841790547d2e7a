// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub sim: the built-in simulators.
#include <chrono>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "ahub/report/report.hpp"
#include "ahub/sim/simulator.hpp"
#include "commands/rows.hpp"

namespace ahub::commands {
namespace {

const sim::Simulator& named(const std::string& name) {
  if (const sim::Simulator* simulator = sim::find_simulator(name)) return *simulator;
  std::vector<std::string> names;
  for (const sim::Simulator& simulator : sim::catalog()) names.emplace_back(simulator.about.name);
  const std::optional<std::string> near = nearest(name, names);
  throw Error(ErrorKind::input, "not-found",
              fmt::format("there is no simulator '{}'", safe_text(name)),
              near ? fmt::format("did you mean '{}'?", *near)
                   : fmt::format("the simulators are {}", fmt::join(names, ", ")));
}

int run_list(const Invocation& invocation) {
  invocation.print(invocation.format() == "json" ? report::sim_list_json()
                                                 : report::sim_list_human(invocation.out));
  return 0;
}

int run_describe(const Invocation& invocation) {
  const sim::Simulator& simulator = named(invocation.arguments.front());
  invocation.print(invocation.format() == "json"
                       ? report::sim_describe_json(simulator)
                       : report::sim_describe_human(simulator, invocation.out));
  return 0;
}

std::vector<std::pair<std::string, Json>> params_of(const Invocation& invocation) {
  std::vector<std::pair<std::string, Json>> params;
  for (const std::string& text : invocation.list("param")) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0) {
      throw Error(ErrorKind::usage, "usage",
                  fmt::format("-p takes NAME=VALUE, not '{}'", safe_text(text)));
    }
    params.emplace_back(text.substr(0, equals), text.substr(equals + 1));
  }
  return params;
}

/// Only one number, as text: for scripts and for the reproduce lines of verify.
std::string single(const sim::Simulator& simulator, const sim::RunResult& result,
                   const std::string& name) {
  std::vector<std::string> names;
  for (const sim::Output& output : result.outputs) {
    names.push_back(output.name);
    if (output.name == name) {
      return (output.value.is_integer() ? std::to_string(output.value.as_integer())
                                        : format_real(output.value.as_number())) +
             "\n";
    }
  }
  const std::optional<std::string> near = nearest(name, names);
  throw Error(
      ErrorKind::input, "not-found",
      fmt::format("this run of '{}' gives no output '{}'", simulator.about.name, safe_text(name)),
      near ? fmt::format("did you mean '{}'?", *near)
           : fmt::format("it gives {}", fmt::join(names, ", ")));
}

int run_run(const Invocation& invocation) {
  const sim::Simulator& simulator = named(invocation.arguments.front());
  const long long seed = invocation.integer("seed");
  if (seed < 0 || seed > (1LL << 53))
    throw Error(ErrorKind::usage, "bad-option", "--seed takes 0 to 2^53");
  const double seconds = invocation.real("timeout");
  if (seconds <= 0 || seconds > 600)
    throw Error(ErrorKind::usage, "bad-option",
                "--timeout takes more than 0 and at most 600 seconds");
  const sim::RunResult result =
      sim::run(simulator, params_of(invocation), seed,
               sim::Deadline(std::chrono::duration<double>(seconds)), true);
  if (invocation.flag("output"))
    invocation.print(single(simulator, result, invocation.text("output")));
  else if (invocation.format() == "json")
    invocation.print(report::sim_run_json(simulator, result));
  else
    invocation.print(report::sim_run_human(simulator, result, invocation.out));
  return 0;
}

}  // namespace

CommandSpec sim_list_command() {
  CommandSpec row;
  row.name = "sim list";
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
  row.name = "sim describe";
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
  row.name = "sim run";
  row.summary = "run a simulator once";
  row.description =
      "Runs a simulator with the parameters given and defaults for the rest. The same parameters "
      "and seed give the same numbers on every "
      "machine, except where the fidelity is host-timing. What would take too many steps or too "
      "much memory is refused before it starts.";
  row.arguments = {{"NAME", "The simulator.", 1, 1, "simulator"}};
  row.options = {kHumanOrJson,
                 {"param", 'p', OptionKind::list, "NAME=VALUE", "",
                  "A parameter; repeat it for several. Lists are comma-separated."},
                 {"seed", '\0', OptionKind::integer, "N", "0", "Seed of the random streams."},
                 {"output", 'o', OptionKind::text, "NAME", "", "Print only this output's number."},
                 {"timeout", '\0', OptionKind::real, "SECONDS", "60", "Wall time (at most 600)."}};
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
