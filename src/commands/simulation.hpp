// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What the commands around simulators share: names, parameters, seeds, trace files.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "ahub/commands/command.hpp"
#include "ahub/report/chart.hpp"
#include "ahub/report/table.hpp"
#include "ahub/sim/simulator.hpp"
#include "ahub/sim/sweep.hpp"
#include "commands/progress.hpp"

namespace ahub::commands {

/// The simulator `name`; throws `Error{input, "not-found"}` with the nearest name.
const sim::Simulator& named_simulator(const std::string& name);
/// The -p options as pairs; throws `Error{usage}` for one without '='.
std::vector<std::pair<std::string, Json>> params_of(const Invocation& invocation);
std::int64_t seed_of(const Invocation& invocation);
/// --timeout, checked.
double seconds_of(const Invocation& invocation);
/// --jobs, where 0 means one for each processor that this process may use.
int jobs_of(const Invocation& invocation);
/// Maps the file of a `trace` parameter.
sim::FileView open_trace(const std::string& path);

/// The grid of -p, --seed and --seeds: a parameter with one value is fixed, with more an axis.
/// All of its points are checked before any runs. Throws `Error{usage, "bad-grid"}`,
/// `Error{input, "bad-parameter"}`.
sim::Grid grid_of(const sim::Simulator& simulator, const Invocation& invocation);
/// `names`, each of which every point of the grid gives; when there are none, all that every point
/// gives, in declared order. Throws `Error{input, "not-found"}` with the nearest name.
std::vector<std::string> chosen_outputs(const sim::Grid& grid, std::vector<std::string> names);
/// How a grid is run: jobs, time limit, files, interruption, progress shown on `progress`, choices
/// told to `reading`; both must outlive the run.
sim::SweepOptions sweep_options(const Invocation& invocation, Progress& progress, Reading& reading);

/// Prints a table as csv or ndjson when that was asked for, else as json with `about` beside it.
void print_table(const Invocation& invocation, std::string_view schema, Json about,
                 const report::Table& table);

/// Draws a chart in the format that was asked for: svg, vega, else for the terminal.
void print_chart(const Invocation& invocation, const report::Chart& chart);

inline constexpr OptionSpec kParam{
    "param",      'p', OptionKind::list,
    "NAME=VALUE", "",  "A parameter; repeat it for several. Lists are comma-separated."};
inline constexpr OptionSpec kGridParam{
    "param",
    'p',
    OptionKind::list,
    "NAME=VALUES",
    "",
    "A parameter: one value, a list 1,2,5, or a range 10:1000:log7, 0:1:lin5, 1:64:x2, 10:50:+10."};
inline constexpr OptionSpec kSeed{"seed", '\0', OptionKind::integer,
                                  "N",    "0",  "Seed of the random streams."};
inline constexpr OptionSpec kSeeds{
    "seeds", '\0', OptionKind::text,
    "GRID",  "",   "Several seeds, such as 1:20:+1; an axis of the grid."};
inline constexpr OptionSpec kTimeout{"timeout", '\0', OptionKind::real,
                                     "SECONDS", "60", "Wall time of a run (at most 600)."};
inline constexpr OptionSpec kJobs{"jobs", 'j', OptionKind::integer,
                                  "N",    "0", "Runs at the same time; 0: one for each processor that it may use."};

/// What can come of running a grid.
inline constexpr ExitStatus kNoSuchPoint{3,
                                         "there is no such simulator, parameter, output or trace"};
inline constexpr ExitStatus kPointTooCostly{7, "a point would cost or did take too much"};

}  // namespace ahub::commands
