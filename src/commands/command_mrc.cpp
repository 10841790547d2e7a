// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub sim mrc: miss-ratio curves.
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

int run(const Invocation& invocation) {
  const sim::Simulator& simulator = *sim::find_simulator("cache");
  sim::MissRatioOptions options;
  std::vector<std::pair<std::string, Json>> params;
  std::string title = "zipf";
  bool bytes = false;
  for (const auto& [name, value] : params_of(invocation)) {
    if (name == "workload" || name == "trace") title = value.as_string();
    bytes = bytes || (name == "capacity_unit" && value.as_string() == "bytes");
    if (name != "capacity") {
      params.emplace_back(name, value);
      continue;
    }
    for (const std::string& text : parse_axis(simulator, name, value.as_string()).values) {
      const auto capacity = parse_integer(text);
      if (!capacity || *capacity < 1) {
        throw Error(
            ErrorKind::input, "bad-parameter",
            fmt::format("parameter 'capacity' is '{}', it takes 1 or more", safe_text(text)));
      }
      options.capacities.push_back(static_cast<std::uint64_t>(*capacity));
    }
    std::sort(options.capacities.begin(), options.capacities.end());
  }
  options.sample_rate = invocation.real("sample");
  if (options.sample_rate <= 0 || options.sample_rate > 1)
    throw Error(ErrorKind::usage, "bad-option", "--sample takes more than 0 and at most 1");
  options.theory = invocation.flag("theory");
  options.jobs = jobs_of(invocation);
  options.seconds = seconds_of(invocation);
  options.open = open_trace;
  options.stop = &interrupted();
  Reading reading(strict_input(invocation));
  options.reading = &reading;
  Progress progress(invocation, "replaying");
  options.progress = [&](std::size_t done, std::size_t total) { progress.show(done, total, ""); };
  const sim::MissRatios ratios = sim::miss_ratio_curves(params, seed_of(invocation), options);
  progress.clear();
  say_choices(invocation, reading.choices());

  const std::string format = invocation.format();
  if (format == "csv" || format == "ndjson" || format == "json") {
    print_table(invocation, "ahub.sim-mrc/1",
                report::miss_ratio_about(ratios).set("choices", to_json_value(reading.choices())),
                report::miss_ratio_table(ratios));
  } else {
    print_chart(invocation,
                report::miss_ratio_chart(ratios, fmt::format("Miss ratios: {}", title), bytes));
    if (format == "human")
      invocation.print("\n" +
                       report::table_human(report::miss_ratio_summary(ratios), invocation.out));
  }
  return 0;
}

}  // namespace

CommandSpec sim_mrc_command() {
  CommandSpec row;
  row.summary = "miss-ratio curves of cache policies";
  row.description =
      "Replays one workload, generated or from a trace file, through the policies given at many "
      "capacities, and shows the part of the requests that misses. LRU over objects of one size "
      "takes one pass for all capacities; the others take one replay each, in parallel. "
      "Parameters are those of the simulator 'cache' (ahub sim describe cache); capacity is a list "
      "or a range, or else 25 steps up to all objects.\n\n"
      "--sample R looks at the part R of the objects only (SHARDS), in eight groups whose spread "
      "gives every point a standard error. --theory adds Che's approximation of LRU and the ideal "
      "LFU where the popularity is known and static.";
  row.options = {
      {"format", 'f', OptionKind::choice, "FORMAT", "human", "Output format.",
       "human|csv|ndjson|json|svg|vega"},
      kRaw,
      kGridParam,
      kSeed,
      {"sample", '\0', OptionKind::real, "R", "1", "Part of the objects to look at; 1 is exact."},
      {"theory", '\0', OptionKind::flag, "", "", "Add the closed forms."},
      kJobs,
      {"timeout", '\0', OptionKind::real, "SECONDS", "600", "Wall time of it all (at most 600)."},
      kStrictInput};
  row.exits = {{0, "they were computed"},
               kUsageExit,
               {3, "there is no such policy, parameter or trace"},
               kTemporaryExit,
               {7, "it took too long"}};
  row.examples = {
      {"ahub sim mrc -p policy=lru,sieve,arc -p capacity=10:5000:log9 --seed 42 --theory",
       "three policies beside the closed forms"},
      {"ahub sim mrc -p policy=lru,s3fifo -p requests=20000 --sample 0.5 -f csv",
       "an estimate from half of the objects"}};
  row.run = run;
  return row;
}

}  // namespace ahub::commands
