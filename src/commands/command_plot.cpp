// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub sim plot: a sweep as a picture.
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "ahub/report/lab.hpp"
#include "commands/progress.hpp"
#include "commands/rows.hpp"
#include "commands/simulation.hpp"

namespace ahub::commands {
namespace {

constexpr std::size_t kRows = 20;

/// The axis to plot over: the one named, else the first with numbers that is not the seed.
std::string x_axis(const sim::Grid& grid, const Invocation& invocation) {
  if (invocation.flag("x")) return invocation.text("x");
  for (const sim::Axis& axis : grid.axes) {
    if (axis.name != "seed" && parse_real(axis.values.front())) return axis.name;
  }
  throw Error(ErrorKind::usage, "bad-plot", "no parameter has several numbers to plot over",
              "give one, such as -p capacity=10:1000:log9");
}

std::string output_name(const sim::Grid& grid, const Invocation& invocation) {
  const std::vector<std::string> common = common_outputs(grid);
  std::string name = invocation.flag("output") ? invocation.text("output")
                                               : std::string(grid.simulator->about.figure);
  if (std::find(common.begin(), common.end(), name) != common.end()) return name;
  const std::optional<std::string> near = nearest(name, common);
  throw Error(ErrorKind::input, "not-found",
              fmt::format("not every point of the grid gives an output '{}'", safe_text(name)),
              near ? fmt::format("did you mean '{}'?", *near)
                   : fmt::format("all give {}", fmt::join(common, ", ")));
}

int run(const Invocation& invocation) {
  const sim::Simulator& simulator = named_simulator(invocation.arguments.front());
  const sim::Grid grid = grid_of(simulator, invocation);
  const std::string x = x_axis(grid, invocation), output = output_name(grid, invocation);
  Progress progress(invocation, "plotting");
  sim::SweepOptions options;
  options.jobs = jobs_of(invocation);
  options.run_seconds = seconds_of(invocation);
  options.open = open_trace;
  options.stop = &interrupted();
  options.progress = [&](std::size_t done, std::size_t total) { progress.show(done, total, ""); };
  std::vector<sim::SweepRow> rows;
  sim::sweep(grid, options, [&](const sim::SweepRow& row) { rows.push_back(row); });
  progress.clear();
  print_chart(invocation, report::sweep_chart(grid, rows, x, output));
  return 0;
}

}  // namespace

void print_chart(const Invocation& invocation, const report::Chart& chart) {
  const std::string format = invocation.format();
  if (format == "svg") {
    invocation.print(report::chart_svg(chart));
  } else if (format == "vega") {
    invocation.print(report::chart_vega(chart));
  } else {
    const std::size_t width = invocation.out.width;
    invocation.print(report::chart_braille(
        chart, invocation.out, width == 0 ? 80 : std::min<std::size_t>(width, 110), kRows));
  }
}

CommandSpec sim_plot_command() {
  CommandSpec row;
  row.name = "sim plot";
  row.summary = "plot a simulator's output over a parameter";
  row.description =
      "Runs a grid as 'sim sweep' does and draws one output over one parameter, with a line for "
      "each combination of the others. Over several seeds it draws the mean with a band of 1.96 "
      "standard errors. The picture goes to standard output: braille in a terminal, or SVG, or a "
      "Vega-Lite specification.";
  row.arguments = {{"NAME", "The simulator.", 1, 1, "simulator"}};
  row.options = {
      {"format", 'f', OptionKind::choice, "FORMAT", "human", "Output format.", "human|svg|vega"},
      kGridParam,
      kSeed,
      kSeeds,
      {"output", 'o', OptionKind::text, "NAME", "", "The output to draw; each simulator has one."},
      {"x", '\0', OptionKind::text, "PARAM", "",
       "The parameter to draw it over; else the first with several numbers."},
      kJobs,
      kTimeout};
  row.exits = {{0, "it was drawn"},
               kUsageExit,
               {3, "there is no such simulator, parameter, output or trace"},
               kTemporaryExit,
               {7, "a point would cost or did take too much"}};
  row.examples = {
      {"ahub sim plot cache -p policy=lru,lfu-perfect -p capacity=10:1000:log7 --seed 42",
       "hit rates of two policies"},
      {"ahub sim plot search -p max_n=2:1024:x2 --seed 42 -f svg",
       "where binary search overtakes the scan, as SVG"}};
  row.run = run;
  return row;
}

}  // namespace ahub::commands
