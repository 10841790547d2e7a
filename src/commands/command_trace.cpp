// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub trace: request traces in files.
#include <algorithm>
#include <chrono>
#include <functional>
#include <iterator>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/files.hpp"
#include "ahub/base/text.hpp"
#include "ahub/report/lab.hpp"
#include "ahub/sim/simulator.hpp"
#include "ahub/sim/trace.hpp"
#include "commands/reading.hpp"
#include "commands/rows.hpp"
#include "commands/simulation.hpp"

namespace ahub::commands {
namespace {

constexpr OptionSpec kFrom{"from",
                           '\0',
                           OptionKind::choice,
                           "FORMAT",
                           "auto",
                           "Format of the file; auto: by its name, or by its first lines.",
                           "auto|oracleGeneral|csv|txt"};
constexpr OptionSpec kIdColumn{
    "id-column", '\0', OptionKind::text,
    "NAME",      "",   "csv: name or number of the ids' column; else one with a known name."};
constexpr OptionSpec kSizeColumn{
    "size-column",
    '\0',
    OptionKind::text,
    "NAME",
    "",
    "csv: name or number of the sizes' column, - for none; else one with a known name."};
constexpr OptionSpec kDelimiter{
    "delimiter",
    '\0',
    OptionKind::text,
    "CHAR",
    "auto",
    "csv: what stands between two cells; 'tab' for a tab, auto: what the first lines show."};
constexpr std::string_view kCompressed[] = {".zst", ".gz", ".bz2", ".xz"};
constexpr OptionSpec kLimit{"limit", '\0', OptionKind::integer,
                            "N",     "0",  "First requests to take; 0 takes all."};
constexpr OptionSpec kReadTimeout{"timeout", '\0', OptionKind::real,
                                  "SECONDS", "0",  "Wall time, reading included; 0 sets no end."};
constexpr ExitStatus kTooDearExit{
    7, "it took longer than --timeout, or unfolds to far more than it holds"};
constexpr OptionSpec kTo{"to",
                         '\0',
                         OptionKind::choice,
                         "FORMAT",
                         "auto",
                         "Format to write; auto: by the file's name.",
                         "auto|oracleGeneral|csv|txt"};

/// Throws once --timeout is over, counted from now.
std::function<void()> time_limit(const Invocation& invocation) {
  const double seconds = invocation.real("timeout");
  if (!(seconds >= 0 && seconds <= 1e6))
    throw Error(ErrorKind::usage, "bad-option", "--timeout takes 0 to 1000000 seconds");
  if (seconds == 0) return {};
  const sim::Deadline deadline{std::chrono::duration<double>(seconds)};
  return [deadline] { deadline.check(); };
}

sim::DenseTrace read(const Invocation& invocation, const std::string& path, bool keep_ids,
                     const std::function<void()>& alive, Reading& reading) {
  sim::TraceOptions options;
  options.alive = alive;
  options.format = sim::parse_trace_format(invocation.text("from"));
  options.id_column = invocation.text("id-column");
  options.size_column = invocation.text("size-column");
  const std::string delimiter = invocation.text("delimiter");
  if (delimiter != "tab" && delimiter != "auto" && delimiter.size() != 1)
    throw Error(ErrorKind::usage, "bad-option", "--delimiter takes one character, tab or auto");
  if (delimiter != "auto") options.delimiter = delimiter == "tab" ? '\t' : delimiter.front();
  const long long limit = invocation.integer("limit");
  if (limit < 0) throw Error(ErrorKind::usage, "bad-option", "--limit takes 0 or more");
  return sim::read_trace(path, options, keep_ids, static_cast<std::uint64_t>(limit), &reading);
}

/// The format to write, by --to or the file's name.
sim::TraceFormat format_to_write(const Invocation& invocation, const std::string& path) {
  std::optional<sim::TraceFormat> format = sim::parse_trace_format(invocation.text("to"));
  if (!format && path != "-") format = sim::trace_format_of(path);
  const bool compressed =
      std::any_of(std::begin(kCompressed), std::end(kCompressed), [&](std::string_view ending) {
        return path.size() > ending.size() && path.substr(path.size() - ending.size()) == ending;
      });
  if (!format || compressed) {
    throw Error(ErrorKind::usage, "bad-option",
                fmt::format("the name '{}' does not tell a format to write", safe_text(path)),
                "name it *.oracleGeneral, *.csv or *.txt, or give --to (compress it afterwards)");
  }
  return *format;
}

/// Writes the trace to a file through a temporary one, or to standard output for "-".
void write(const Invocation& invocation, const sim::DenseTrace& trace, const std::string& path,
           const std::function<void()>& alive = {}) {
  const sim::TraceFormat format = format_to_write(invocation, path);
  const auto to = [&](const sim::TraceSink& out) {
    const sim::TraceSink sink = [&](std::string_view piece) {
      if (alive) alive();
      out(piece);
    };
    if (format == sim::TraceFormat::oracle_general) return sim::to_oracle_general(trace, sink);
    if (format == sim::TraceFormat::csv) return sim::to_csv(trace, sink);
    return sim::to_text(trace, sink);
  };
  if (path == "-") {
    to([&](std::string_view piece) {
      invocation.print(
          report::Verbatim(piece, "a trace of numbers, binary or text, for other programs"));
    });
    return;
  }
  write_file(path, to);
}

int run_info(const Invocation& invocation) {
  const std::string& path = invocation.arguments.front();
  Reading reading(strict_input(invocation));
  const std::function<void()> alive = time_limit(invocation);
  const sim::TraceProfile profile =
      sim::profile(read(invocation, path, false, alive, reading), alive);
  say_choices(invocation, reading.choices());
  if (invocation.format() == "json")
    invocation.print(report::trace_json(profile, path, reading.choices()));
  else
    invocation.print(report::trace_human(profile, path, invocation.out));
  return 0;
}

/// What the other file will not say any more.
std::vector<std::string> losses(const sim::DenseTrace& trace, sim::TraceFormat to) {
  std::vector<std::string> lost = trace.unread;
  if (trace.hashed > 0)
    lost.push_back(
        fmt::format("the texts of ids: a 64-bit hash stands for each ({} requests)", trace.hashed));
  if (trace.resized > 0) {
    lost.push_back(fmt::format("the sizes of {} requests that are not their object's first one",
                               trace.resized));
  }
  if (trace.zero_sized > 0)
    lost.push_back(fmt::format("the size 0 of {} requests", trace.zero_sized));
  if (to == sim::TraceFormat::text && !trace.sizes.empty())
    lost.push_back("the sizes: txt has ids alone");
  return lost;
}

int run_convert(const Invocation& invocation) {
  Reading reading(strict_input(invocation));
  const std::function<void()> alive = time_limit(invocation);
  const sim::DenseTrace trace = read(invocation, invocation.arguments[0], true, alive, reading);
  say_choices(invocation, reading.choices());
  const std::string& to = invocation.arguments[1];
  for (const std::string& what : losses(trace, format_to_write(invocation, to)))
    invocation.say(report::Text::format("note: {}: not written: {}", to, what));
  write(invocation, trace, invocation.arguments[1], alive);
  return 0;
}

int run_make(const Invocation& invocation) {
  write(invocation, sim::made_trace(params_of(invocation), seed_of(invocation)),
        invocation.arguments.front());
  return 0;
}

}  // namespace

CommandSpec trace_info_command() {
  CommandSpec row;
  row.summary = "what a request trace looks like";
  row.description =
      "Reads a trace and shows its requests, objects, sizes, popularity, and how long after a "
      "request the same object comes back. Formats: libCacheSim's oracleGeneral, CSV with a "
      "mapping of columns, and one id a line; each may be compressed by gzip, bzip2, "
      "xz or zstd. What was told from the file, such as its columns, is noted on standard error.";
  row.arguments = {{"FILE", "The trace.", 1, 1, "path"}};
  row.options = {kHumanOrJson, kFrom,  kIdColumn,    kSizeColumn,
                 kDelimiter,   kLimit, kReadTimeout, kStrictInput};
  row.exits = {{0, "it was read"},
               kUsageExit,
               {3, "it is missing, damaged, cut or of another format"},
               kTemporaryExit,
               kTooDearExit};
  row.examples = {{"ahub trace info tests/data/small.csv", "a trace in CSV"}};
  row.run = run_info;
  return row;
}

CommandSpec trace_convert_command() {
  CommandSpec row;
  row.summary = "write a trace in another format";
  row.description =
      "Reads a trace and writes it in the format that the other file's name or --to says; - is "
      "standard output. Each request gets the size of its object's first one; the times of "
      "oracleGeneral are the requests' numbers. What the other file cannot say is noted on "
      "standard "
      "error.";
  row.arguments = {{"FILE", "The trace.", 1, 1, "path"},
                   {"TO", "The file to write, or -.", 1, 1, "path"}};
  row.options = {kFrom,  kIdColumn,    kSizeColumn, kDelimiter,
                 kLimit, kReadTimeout, kTo,         kStrictInput};
  row.exits = {{0, "it was written"},
               kUsageExit,
               {3, "it is missing, damaged, cut or of another format"},
               kTemporaryExit,
               kTooDearExit};
  row.examples = {{"ahub trace convert tests/data/small.csv - --to txt", "the ids alone"}};
  row.run = run_convert;
  return row;
}

CommandSpec trace_make_command() {
  CommandSpec row;
  row.summary = "generate a request trace";
  row.description =
      "Writes the requests that the simulator 'cache' would replay with the same parameters and "
      "seed (workload, catalog, requests, zipf_s, mix, drift, sizes), in the format that the "
      "file's name or --to says; - is standard output.";
  row.arguments = {{"FILE", "The file to write, or -.", 1, 1, "path"}};
  row.options = {kParam, kSeed, kTo};
  row.exits = {{0, "it was written"}, kUsageExit, {3, "a parameter is wrong"}, kTemporaryExit};
  row.examples = {{"ahub trace make - --to txt -p requests=5 --seed 42", "five requests"}};
  row.run = run_make;
  return row;
}

}  // namespace ahub::commands
