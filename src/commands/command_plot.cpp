// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub sim plot: a sweep as a picture.
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "ahub/report/lab.hpp"
#include "commands/progress.hpp"
#include "commands/reading.hpp"
#include "commands/rows.hpp"
#include "commands/simulation.hpp"

namespace ahub::commands {
namespace {

constexpr std::size_t kRows = 20;

/// The axis to plot over: the one named, else the first that is not the seed; with numbers unless
/// its values become bars.
std::string x_axis(const sim::Grid& grid, const Invocation& invocation) {
  if (invocation.flag("x")) return invocation.text("x");
  const bool words = invocation.flag("stacked");
  for (const sim::Axis& axis : grid.axes) {
    if (axis.name != "seed" && (words || parse_real(axis.values.front()))) return axis.name;
  }
  if (words)
    throw Error(ErrorKind::usage, "bad-plot", "no parameter has several values to make bars of");
  throw Error(ErrorKind::usage, "bad-plot", "no parameter has several numbers to plot over",
              "give one, such as -p capacity=10:1000:log9");
}

std::vector<std::string> outputs_of(const sim::Grid& grid, const Invocation& invocation) {
  const std::vector<std::string_view>& usual = grid.simulator->about.figure;
  return chosen_outputs(grid, invocation.flag("output")
                                  ? invocation.list("output")
                                  : std::vector<std::string>(usual.begin(), usual.end()));
}

int run(const Invocation& invocation) {
  const sim::Simulator& simulator = named_simulator(invocation.arguments.front());
  const sim::Grid grid = grid_of(simulator, invocation);
  const std::vector<std::string> outputs = outputs_of(grid, invocation);
  const bool stacked = invocation.flag("stacked");
  const std::string x = x_axis(grid, invocation);
  Progress progress(invocation, "plotting");
  std::vector<sim::SweepRow> rows;
  Reading reading(strict_input(invocation));
  sim::sweep(grid, sweep_options(invocation, progress, reading),
             [&](const sim::SweepRow& row) { rows.push_back(row); });
  progress.clear();
  say_choices(invocation, reading.choices());
  print_chart(invocation, stacked ? report::sweep_bars(grid, rows, x, outputs)
                                  : report::sweep_chart(grid, rows, x, outputs));
  return 0;
}

}  // namespace

void print_chart(const Invocation& invocation, const report::Chart& chart) {
  const std::string format = invocation.format();
  if (const std::size_t count = report::undrawn_points(chart); count > 0) {
    invocation.say(report::Text::format(
        "note: {} point{} left out: undefined, or too large or too small to be drawn", count,
        count == 1 ? "" : "s"));
  }
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
  row.summary = "plot a simulator's output over a parameter";
  row.description =
      "Runs a grid as 'sim sweep' does and draws outputs over one parameter, with a line for each "
      "and for each combination of the other parameters. Over several seeds it draws the mean with "
      "a band of 1.96 "
      "standard errors. With --stacked the parameter may take words. The picture goes to standard "
      "output: braille in a terminal, or SVG, or a "
      "Vega-Lite specification.";
  row.arguments = {{"NAME", "The simulator.", 1, 1, "simulator"}};
  row.options = {
      {"format", 'f', OptionKind::choice, "FORMAT", "human", "Output format.", "human|svg|vega"},
      kGridParam,
      kSeed,
      kSeeds,
      {"output", 'o', OptionKind::list, "NAME", "",
       "An output to draw; repeat it for several. Each simulator has a default."},
      {"stacked", '\0', OptionKind::flag, "", "",
       "Bars, one for each value of the parameter, the outputs stacked in them."},
      {"x", '\0', OptionKind::text, "PARAM", "",
       "The parameter to draw it over; else the first with several numbers."},
      kJobs,
      kTimeout,
      kStrictInput};
  row.exits = {{0, "it was drawn"}, kUsageExit, kNoSuchPoint, kTemporaryExit, kPointTooCostly};
  row.examples = {
      {"ahub sim plot cache -p policy=lru,lfu-perfect -p capacity=10:1000:log7 --seed 42",
       "hit rates of two policies"},
      {"ahub sim plot search -p max_n=2:1024:x2 --seed 42 -f svg",
       "where binary search overtakes the scan, as SVG"},
      {"ahub sim plot pagedkv --stacked -p scheme=max,oracle,paged -p rate=4 -o token -o internal "
       "--seed 42",
       "what a memory holds, as bars"}};
  row.run = run;
  return row;
}

}  // namespace ahub::commands
