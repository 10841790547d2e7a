// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub sim sweep: a simulator over a grid of parameters.
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/files.hpp"
#include "ahub/base/foreign.hpp"
#include "ahub/base/text.hpp"
#include "ahub/report/lab.hpp"
#include "commands/progress.hpp"
#include "commands/reading.hpp"
#include "commands/rows.hpp"
#include "commands/simulation.hpp"

namespace ahub::commands {
namespace {

namespace fs = std::filesystem;

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

/// Rows in a file that a later run of the same sweep continues: a first line that names the sweep,
/// then one line a row, in order.
class Ledger {
 public:
  /// Throws `Error{input}` for a file that is of another sweep, or damaged in the middle.
  Ledger(const fs::path& path, const std::string& sweep, const std::vector<std::string>& columns)
      : path_(path) {
    const std::string first = to_json(Json::object().set("sweep", sweep));
    std::string text;
    if (fs::exists(path)) text = read_file(path, kMostLedgerBytes);
    if (const FileKind kind = kind_of(text); kind != FileKind::other) {
      throw Error(ErrorKind::input, "not-data",
                  fmt::format("{}: it is {}, not the rows of a sweep", safe_text(path.string()),
                              describe(kind)),
                  "name another file");
    }
    // A line that was cut in the middle is written again.
    text.erase(text.rfind('\n') == std::string::npos ? 0 : text.rfind('\n') + 1);
    if (!text.empty() && text.substr(0, text.find('\n')) != first) {
      throw Error(ErrorKind::input, "other-sweep",
                  fmt::format("'{}' holds the rows of another sweep", safe_text(path.string())),
                  "name another file, or remove this one");
    }
    count_rows(text, columns);
    file_.reset(std::fopen(path.c_str(), text.empty() ? "wb" : "r+b"));
    if (!file_) fail();
    if (flock(fileno(file_.get()), LOCK_EX | LOCK_NB) != 0) {
      throw Error(ErrorKind::temporary, "locked",
                  fmt::format("another sweep writes to '{}'", safe_text(path.string())));
    }
    if (text.empty()) {
      write(first);
    } else if (ftruncate(fileno(file_.get()), static_cast<off_t>(text.size())) != 0 ||
               std::fseek(file_.get(), 0, SEEK_END) != 0) {
      fail();
    }
  }
  std::size_t rows() const { return rows_; }
  void write(const std::string& line) {
    if (std::fputs((line + "\n").c_str(), file_.get()) < 0 || std::fflush(file_.get()) != 0) fail();
  }

 private:
  static constexpr std::size_t kMostLedgerBytes = std::size_t{1} << 30;

  /// A row that is none would be taken for a point that ran: a crash may leave zeros in a file.
  void count_rows(std::string_view text, const std::vector<std::string>& columns) {
    std::size_t number = 0;
    for (std::size_t start = 0; start < text.size(); ++number) {
      const std::size_t end = text.find('\n', start);
      if (number > 0 && !is_row(text.substr(start, end - start), columns)) {
        throw Error(ErrorKind::input, "bad-row",
                    fmt::format("{}:{}:1: this is no row of the sweep", safe_text(path_.string()),
                                number + 1),
                    "remove the file from there on; the sweep continues at that point");
      }
      start = end + 1;
    }
    rows_ = number > 0 ? number - 1 : 0;
  }
  static bool is_row(std::string_view line, const std::vector<std::string>& columns) {
    try {
      const Json row = parse_json(line, "row");
      return row.is_object() && row.as_object().size() == columns.size() &&
             std::all_of(columns.begin(), columns.end(),
                         [&](const std::string& column) { return row.find(column) != nullptr; });
    } catch (const Error&) {
      return false;
    }
  }

  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  [[noreturn]] void fail() const {
    throw Error(
        ErrorKind::temporary, "write-failed",
        fmt::format("cannot write '{}': {}", safe_text(path_.string()), std::strerror(errno)));
  }

  fs::path path_;
  std::unique_ptr<std::FILE, Close> file_;
  std::size_t rows_ = 0;
};

int run(const Invocation& invocation) {
  const sim::Simulator& simulator = named_simulator(invocation.arguments.front());
  const sim::Grid grid = grid_of(simulator, invocation);
  const std::vector<std::string> outputs = chosen_outputs(grid, invocation.list("output"));
  const std::vector<std::string> columns = report::sweep_columns(grid, outputs);
  Progress progress(invocation, "sweeping");
  Reading reading(strict_input(invocation));
  sim::SweepOptions options = sweep_options(invocation, progress, reading);
  options.shard = shard_of(invocation.text("shard"));

  if (invocation.flag("out")) {
    Ledger ledger(invocation.text("out"),
                  fmt::format("{} {}/{} {}", grid.digest(), options.shard.index,
                              options.shard.count, fmt::join(outputs, ",")),
                  columns);
    options.skip = ledger.rows();
    sim::sweep(grid, options, [&](const sim::SweepRow& row) {
      ledger.write(to_json(report::row_object(columns, report::sweep_values(row, grid, outputs))));
    });
    progress.clear();
    say_choices(invocation, reading.choices());
    return 0;
  }
  const std::string format = invocation.format();
  report::Table table{columns, {}};
  if (format == "csv") invocation.print(report::csv_line(columns));
  sim::sweep(grid, options, [&](const sim::SweepRow& row) {
    std::vector<Json> values = report::sweep_values(row, grid, outputs);
    if (format != "human" && format != "json") progress.clear();
    if (format == "csv") {
      invocation.print(report::csv_line(values));
    } else if (format == "ndjson") {
      invocation.print(to_json(report::row_object(columns, values)) + "\n");
    } else {
      table.rows.push_back(std::move(values));
    }
  });
  progress.clear();
  say_choices(invocation, reading.choices());
  if (format == "human") {
    invocation.print(report::table_human(table, invocation.out));
  } else if (format == "json") {
    invocation.print(report::table_json(
        "ahub.sim-sweep/1",
        report::sweep_about(grid).set("choices", to_json_value(reading.choices())), table));
  }
  return 0;
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
      "With --out the rows go to a file, one JSON object a line, as they come; a sweep that was "
      "interrupted continues there when it is run again. --shard M/N takes every N-th point, so "
      "that N machines share a grid.";
  row.arguments = {{"NAME", "The simulator.", 1, 1, "simulator"}};
  row.options = {
      {"format", 'f', OptionKind::choice, "FORMAT", "human", "Output format.",
       "human|csv|ndjson|json"},
      kGridParam,
      kSeed,
      kSeeds,
      {"output", 'o', OptionKind::list, "NAME", "", "An output to show; repeat it for several."},
      kJobs,
      {"shard", '\0', OptionKind::text, "M/N", "", "Only every N-th point, from the M-th on."},
      {"out", '\0', OptionKind::path, "FILE", "", "Append rows to this file, and continue it."},
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
