// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub sim sweep: a simulator over a grid of parameters.
#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "ahub/report/lab.hpp"
#include "commands/ledger.hpp"
#include "commands/progress.hpp"
#include "commands/reading.hpp"
#include "commands/rows.hpp"
#include "commands/simulation.hpp"

namespace ahub::commands {
namespace {

sim::Shard shard_of(const std::string& text) {
  if (text.empty()) return {};
  const std::size_t slash = text.find('/');
  const auto index = parse_integer(std::string_view(text).substr(0, slash));
  const auto count = slash == std::string::npos
                         ? std::nullopt
                         : parse_integer(std::string_view(text).substr(slash + 1));
  if (!index || !count || *index < 1 || *count > 100'000 || *index > *count) {
    throw Error(ErrorKind::usage, "bad-option",
                fmt::format("--shard takes M/N with 1 <= M <= N, not '{}'", safe_text(text)));
  }
  return {static_cast<std::size_t>(*index), static_cast<std::size_t>(*count)};
}

/// A row as an object; of a point that hit a limit its number, its values and the limit's code.
Json object_of(const sim::SweepRow& row, const sim::Grid& grid,
               const std::vector<std::string>& columns, const std::vector<std::string>& outputs) {
  const std::vector<Json> values = report::sweep_values(row, grid, outputs);
  if (row.error.empty()) return report::row_object(columns, values);
  Json object = Json::object().set("point", static_cast<std::int64_t>(row.point));
  for (std::size_t i = 0; i < row.at.size(); ++i) object.set(columns[i], values[i]);
  return object.set("error", row.error);
}

/// Says which points hit a limit, as they do; and at the end how many.
class Failures {
 public:
  Failures(const Invocation& invocation, const sim::Grid& grid, Progress& progress)
      : invocation_(invocation), grid_(grid), progress_(progress) {}

  void note(const sim::SweepRow& row) {
    if (row.error.empty()) return;
    ++count_;
    progress_.clear();
    invocation_.say(report::Text::format("ahub: point {} ({}): {}", row.point,
                                         point_name(grid_, row.at), row.message));
  }
  void count(std::size_t earlier) { count_ += earlier; }
  /// The exit code of the sweep.
  int end(std::size_t rows, bool kept) const {
    if (count_ == 0) return 0;
    invocation_.say(report::Text::format(
        "ahub: {} of {} points hit a limit and {} no outputs; {}", count_, rows,
        count_ == 1 ? "has" : "have",
        kept ? "'--retry-failed' with another --timeout runs them again"
             : "raise --timeout, or keep the rows with --out and run those again with "
               "--retry-failed"));
    return exit_code(ErrorKind::limit);
  }

 private:
  const Invocation& invocation_;
  const sim::Grid& grid_;
  Progress& progress_;
  std::size_t count_ = 0;
};

/// Rows into a file that is continued; the failed ones of earlier runs first, when asked for.
int run_to_file(const Invocation& invocation, const sim::Grid& grid,
                const std::vector<std::string>& columns, const std::vector<std::string>& outputs,
                sim::SweepOptions options, const Reading& reading, Progress& progress) {
  Ledger ledger(invocation.text("out"),
                fmt::format("{} {}/{} {}", grid.digest(), options.shard.index, options.shard.count,
                            fmt::join(outputs, ",")),
                columns);
  Failures failures(invocation, grid, progress);
  const auto text = [&](const sim::SweepRow& row) {
    return to_json(object_of(row, grid, columns, outputs));
  };
  const std::vector<std::size_t> failed = ledger.failed();
  if (!invocation.flag("retry-failed")) {
    failures.count(failed.size());
  } else if (!failed.empty()) {
    sim::SweepOptions again = options;
    again.points.emplace();
    for (const std::size_t row : failed) again.points->push_back(point_of(options.shard, row));
    std::size_t done = 0;
    sim::sweep(grid, again, [&](const sim::SweepRow& row) {
      failures.note(row);
      ledger.replace(failed[done++], text(row));
      ledger.save();
    });
    // Interrupted: the others are as they were.
    failures.count(failed.size() - done);
  }
  options.skip = ledger.rows().size();
  sim::sweep(grid, options, [&](const sim::SweepRow& row) {
    failures.note(row);
    ledger.write(text(row));
  });
  progress.clear();
  say_choices(invocation, reading.choices());
  return failures.end(ledger.rows().size(), true);
}

/// The whole table, once it is there. A failed point has no outputs and, among others, its error.
void print_rows(const Invocation& invocation, const sim::Grid& grid,
                const std::vector<std::string>& columns, const std::vector<std::string>& outputs,
                const std::vector<sim::SweepRow>& rows, const Reading& reading) {
  if (invocation.format() == "json") {
    Json objects = Json::array();
    for (const sim::SweepRow& row : rows) objects.push(object_of(row, grid, columns, outputs));
    invocation.print(report::rows_json(
        "ahub.sim-sweep/1",
        report::sweep_about(grid).set("choices", to_json_value(reading.choices())),
        std::move(objects)));
    return;
  }
  report::Table table{columns, {}};
  const bool failed = std::any_of(rows.begin(), rows.end(),
                                  [](const sim::SweepRow& row) { return !row.error.empty(); });
  if (failed) table.columns.emplace_back("error");
  for (const sim::SweepRow& row : rows) {
    table.rows.push_back(report::sweep_values(row, grid, outputs));
    if (failed) table.rows.back().emplace_back(row.error);
  }
  invocation.print(report::table_human(table, invocation.out));
}

int run(const Invocation& invocation) {
  const sim::Simulator& simulator = named_simulator(invocation.arguments.front());
  const sim::Grid grid = grid_of(simulator, invocation);
  const std::vector<std::string> outputs = chosen_outputs(grid, invocation.list("output"));
  const std::vector<std::string> columns = report::sweep_columns(grid, outputs);
  Progress progress(invocation, "sweeping");
  Reading reading(strict_input(invocation));
  sim::SweepOptions options = sweep_options(invocation, progress, reading);
  options.shard = shard_of(invocation.text("shard"));
  options.keep_going = true;
  if (invocation.flag("out"))
    return run_to_file(invocation, grid, columns, outputs, std::move(options), reading, progress);
  if (invocation.flag("retry-failed")) {
    throw Error(ErrorKind::usage, "bad-option", "--retry-failed goes with --out FILE",
                "it runs again the points that failed in that file");
  }

  const std::string format = invocation.format();
  const bool streams = format == "csv" || format == "ndjson";
  Failures failures(invocation, grid, progress);
  std::vector<sim::SweepRow> rows;
  std::size_t count = 0;
  if (format == "csv") invocation.print(report::csv_line(columns, csv_text(invocation)));
  const auto each = [&](const sim::SweepRow& row) {
    ++count;
    failures.note(row);
    if (streams) progress.clear();
    if (format == "csv") {
      invocation.print(
          report::csv_line(report::sweep_values(row, grid, outputs), csv_text(invocation)));
    } else if (format == "ndjson") {
      invocation.print(report::JsonText::line(object_of(row, grid, columns, outputs)));
    } else {
      rows.push_back(row);
    }
  };
  try {
    sim::sweep(grid, options, each);
  } catch (const Error&) {
    // What is finished is worth as much as before.
    progress.clear();
    if (!streams && !rows.empty()) print_rows(invocation, grid, columns, outputs, rows, reading);
    throw;
  }
  progress.clear();
  say_choices(invocation, reading.choices());
  if (!streams) print_rows(invocation, grid, columns, outputs, rows, reading);
  return failures.end(count, false);
}

}  // namespace

CommandSpec sim_sweep_command() {
  CommandSpec row;
  row.summary = "run a simulator over a grid of parameters";
  row.description =
      "Runs the simulator at every combination of the values given, in parallel, and prints one "
      "row "
      "for each in the order of the grid (the last parameter changes fastest), whatever --jobs "
      "is. A parameter takes one value, a list, or a range: logN and linN give N values in "
      "geometric and even steps, xF and +S say the step itself. In a list of words 'a+b' is one "
      "value of two words. All points are checked before the first runs.\n\n"
      "A point that hits its limit of time or memory does not stop the others: its row has no "
      "outputs but, in JSON, its number 'point' and an 'error' such as \"deadline\"; it is named "
      "on "
      "standard error, and the exit status is 7.\n\n"
      "With --out the rows go to a file, one JSON object a line, as they come; a sweep that was "
      "interrupted continues there when it is run again, and --retry-failed runs the points again "
      "that hit a limit before. --shard M/N takes every N-th point, so "
      "that N machines share a grid.";
  row.arguments = {{"NAME", "The simulator.", 1, 1, "simulator"}};
  row.options = {
      {"format", 'f', OptionKind::choice, "FORMAT", "human", "Output format.",
       "human|csv|ndjson|json"},
      kRaw,
      kGridParam,
      kSeed,
      kSeeds,
      {"output", 'o', OptionKind::list, "NAME", "", "An output to show; repeat it for several."},
      kJobs,
      {"shard", '\0', OptionKind::text, "M/N", "", "Only every N-th point, from the M-th on."},
      {"out", '\0', OptionKind::path, "FILE", "", "Append rows to this file, and continue it."},
      {"retry-failed", '\0', OptionKind::flag, "", "",
       "With --out: run the points again that hit a limit."},
      kTimeout,
      kStrictInput};
  row.exits = {{0, "all points ran"}, kUsageExit, kNoSuchPoint, kTemporaryExit, kPointTooCostly};
  row.examples = {
      {"ahub sim sweep cache -p policy=lru,sieve -p capacity=10:1000:log3 --seed 42 -o hit_rate",
       "two policies at three capacities"},
      {"ahub sim sweep search -p max_n=2:256:x2 -p mode=model -o speedup -f csv",
       "the other simulator, as CSV"}};
  row.run = run;
  return row;
}

}  // namespace ahub::commands
