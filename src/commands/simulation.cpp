// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "commands/simulation.hpp"

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/mapped_file.hpp"
#include "ahub/base/processors.hpp"
#include "ahub/base/text.hpp"
#include "ahub/commands/interface.hpp"
#include "commands/rows.hpp"

namespace ahub::commands {

const sim::Simulator& named_simulator(const std::string& name) {
  if (const sim::Simulator* simulator = sim::find_simulator(name)) return *simulator;
  std::vector<std::string> names;
  for (const sim::Simulator& simulator : sim::catalog()) names.emplace_back(simulator.about.name);
  const std::optional<std::string> near = nearest(name, names);
  throw Error(ErrorKind::input, "not-found",
              fmt::format("there is no simulator '{}'", safe_text(name)),
              near ? fmt::format("did you mean '{}'?", *near)
                   : fmt::format("the simulators are {}", fmt::join(names, ", ")));
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

std::int64_t seed_of(const Invocation& invocation) {
  const long long seed = invocation.integer("seed");
  if (seed < 0 || seed > (1LL << 53))
    throw Error(ErrorKind::usage, "bad-option", "--seed takes 0 to 2^53");
  return seed;
}

double seconds_of(const Invocation& invocation) {
  const double seconds = invocation.real("timeout");
  if (seconds <= 0 || seconds > 600)
    throw Error(ErrorKind::usage, "bad-option",
                "--timeout takes more than 0 and at most 600 seconds");
  return seconds;
}

int jobs_of(const Invocation& invocation) {
  const long long jobs = invocation.integer("jobs");
  if (jobs < 0 || jobs > 256) throw Error(ErrorKind::usage, "bad-option", "--jobs takes 0 to 256");
  if (jobs > 0) return static_cast<int>(jobs);
  return std::min(usable_processors(), 256);
}

sim::FileView open_trace(const std::string& path) {
  auto file = std::make_shared<const MappedFile>(path);
  return {path, file->bytes(), file};
}

sim::Grid grid_of(const sim::Simulator& simulator, const Invocation& invocation) {
  sim::Grid grid;
  grid.simulator = &simulator;
  grid.seed = seed_of(invocation);
  std::vector<std::pair<std::string, Json>> params = params_of(invocation);
  for (const auto& [name, value] : params) {
    sim::Axis axis = parse_axis(simulator, name, value.as_string());
    if (axis.values.size() == 1) {
      grid.fixed.emplace_back(name, axis.values.front());
    } else {
      grid.axes.push_back(std::move(axis));
    }
  }
  if (invocation.flag("seeds"))
    grid.axes.push_back(parse_axis(simulator, "seed", invocation.text("seeds")));
  return grid;
}

namespace {

std::vector<std::string> common_outputs(const sim::Grid& grid) {
  std::vector<std::string> common;
  for (std::size_t point = 0; point < grid.points(); ++point) {
    const std::vector<std::string> names = output_names_at(grid, point);
    if (point == 0) {
      common = names;
    } else {
      std::erase_if(common, [&](const std::string& name) {
        return std::find(names.begin(), names.end(), name) == names.end();
      });
    }
  }
  return common;
}

}  // namespace

std::vector<std::string> chosen_outputs(const sim::Grid& grid, std::vector<std::string> names) {
  std::vector<std::string> common = common_outputs(grid);
  if (names.empty()) return common;
  for (const std::string& name : names) {
    if (std::find(common.begin(), common.end(), name) != common.end()) continue;
    const std::optional<std::string> near = nearest(name, common);
    throw Error(ErrorKind::input, "not-found",
                fmt::format("not every point of the grid gives an output '{}'", safe_text(name)),
                near ? fmt::format("did you mean '{}'?", *near)
                     : fmt::format("all give {}", fmt::join(common, ", ")));
  }
  return names;
}

sim::SweepOptions sweep_options(const Invocation& invocation, Progress& progress,
                                Reading& reading) {
  sim::SweepOptions options;
  options.jobs = jobs_of(invocation);
  options.run_seconds = seconds_of(invocation);
  options.open = open_trace;
  options.stop = &interrupted();
  options.reading = &reading;
  options.progress = [&progress](std::size_t done, std::size_t total) {
    progress.show(done, total, "");
  };
  return options;
}

void print_table(const Invocation& invocation, std::string_view schema, Json about,
                 const report::Table& table) {
  const std::string format = invocation.format();
  if (format == "csv")
    invocation.print(report::table_csv(table, csv_text(invocation)));
  else
    invocation.print(format == "ndjson" ? report::table_ndjson(table)
                                        : report::table_json(schema, std::move(about), table));
}

}  // namespace ahub::commands
