// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub import arxiv: metadata of arXiv, saved before, as stubs.
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/foreign.hpp"
#include "ahub/base/mapped_file.hpp"
#include "ahub/report/report.hpp"
#include "commands/progress.hpp"
#include "commands/reading.hpp"
#include "commands/rows.hpp"

namespace ahub::commands {
namespace {

constexpr std::size_t kPipeBytes = 64U << 10;
constexpr std::uint64_t kMebi = 1U << 20;
// Ten times what the snapshot of all metadata has; it is never held.
constexpr std::uint64_t kMostUnfolded = std::uint64_t{64} << 30;

constexpr std::size_t kPieceBytes = 1U << 20;

/// Thrown where standard input is waited for, so that what is cut off there is not called damaged.
struct Interrupted {};

/// The next bytes of standard input; empty at its end.
std::string_view read_piece(std::string& buffer) {
  // read() goes on after a signal, so the wait for a slow writer is spent in poll(). Its timeout
  // covers a signal that comes just before it.
  constexpr int kWaitMilliseconds = 200;
  pollfd input{STDIN_FILENO, POLLIN, 0};
  buffer.resize(kPipeBytes);
  while (!interrupted()) {
    if (poll(&input, 1, kWaitMilliseconds) <= 0) continue;
    const ssize_t count = read(STDIN_FILENO, buffer.data(), buffer.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (count < 0) throw Error(ErrorKind::input, "unreadable", "standard input cannot be read");
    return std::string_view(buffer).substr(0, static_cast<std::size_t>(count));
  }
  throw Interrupted();
}

int run(const Invocation& invocation) {
  const std::string& path = invocation.arguments.front();
  const bool piped = path == "-";
  ArxivImportOptions options;
  options.format = parse_arxiv_format(invocation.text("from")).value_or(ArxivFormat::automatic);
  options.dry_run = invocation.flag("dry-run");
  options.time = current_time();
  options.interrupted = &interrupted();
  Reading reading(strict_input(invocation));
  options.reading = &reading;
  const long long limit = invocation.integer("limit");
  if (limit < 0) throw Error(ErrorKind::usage, "bad-option", "--limit takes 0 or more");
  options.limit = static_cast<std::uint64_t>(limit);

  ArxivSource source;
  source.name = piped ? "standard input" : path;
  std::optional<MappedFile> file;
  std::string buffer;
  Progress progress(invocation, "importing");
  std::uint64_t taken = 0, read_bytes = 0;
  if (!piped) file.emplace(path);
  const auto show = [&] {
    const std::uint64_t done = read_bytes / kMebi;
    progress.show(done, file ? file->bytes().size() / kMebi : done,
                  fmt::format("MiB, {} records", taken));
  };
  std::size_t at = 0;
  // Pieces of the file as it lies, so that progress and an interruption are looked at in between.
  const auto next = [&] {
    std::string_view piece;
    if (piped) {
      piece = read_piece(buffer);
    } else {
      piece = file->bytes().substr(at, kPieceBytes);
      at += piece.size();
    }
    read_bytes += piece.size();
    show();
    return piece;
  };
  source.pieces = [&](const PieceSink& sink) {
    // A damaged record is left out with its place, so the parser judges bytes and lines itself.
    try {
      read_foreign(next, source.name,
                   {.content = Door::Content::lines, .unfolded_bytes = kMostUnfolded}, sink);
    } catch (const Interrupted&) {
    }
  };
  options.progress = [&](std::uint64_t records) {
    taken = records;
    show();
  };

  // A dry run makes no store where there is none.
  const bool none = options.dry_run && !std::filesystem::exists(default_store(invocation.store));
  std::optional<Hub> hub;
  if (!none)
    hub.emplace(open_hub(invocation, options.dry_run ? StoreMode::read_only : StoreMode::create));
  const ArxivImport import = import_arxiv(hub ? &hub->store() : nullptr, source, options);
  progress.clear();

  const report::Text problems = report::import_arxiv_problems(import, source.name);
  if (!problems.empty()) invocation.say(problems);
  say_choices(invocation, reading.choices());
  if (invocation.format() == "json")
    invocation.print(
        report::import_arxiv_json(import, source.name, options.dry_run, reading.choices()));
  else
    invocation.print(report::import_arxiv_human(import, options.dry_run, invocation.out));
  if (interrupted()) {
    invocation.say(report::Text("ahub: interrupted; the same command takes what is missing"));
  }
  return import.skipped > 0 ? exit_code(ErrorKind::input) : 0;
}

}  // namespace

CommandSpec import_arxiv_command() {
  CommandSpec row;
  row.summary = "take metadata of arXiv as stubs of packages";
  row.description =
      "Reads a saved answer of arXiv's API (Atom), its daily feed (Atom or RSS 2.0), an answer of "
      "OAI-PMH (in the form arXiv or arXivRaw) or the snapshot of all metadata (one JSON object a "
      "line), plain or compressed by gzip, bzip2, xz or zstd, and makes of each paper a package "
      "arxiv-ID: authors, abstract, category, the licence where one is stated "
      "and one claim, that the paper reports what its abstract says, with the paper as its "
      "evidence. It has the concepts arxiv-import and its category and stands at level 1. Nothing "
      "is fetched from the network.\n\n"
      "The first import is version 1 of the package, whatever arXiv's version is; where the "
      "content has changed since, the next version is added; a date, a DOI or a licence that "
      "another "
      "source stated stays where this one states none. Records are stored by the ten "
      "thousand: an interrupted import keeps what it has finished, and the same command again "
      "takes what is missing. A damaged record is reported with its line and column and left "
      "out.\n\n"
      "To import a directory of this name as packages, write ./arxiv.";
  row.arguments = {{"FILE", "The saved metadata, or - for standard input.", 1, 1, "path"}};
  row.options = {
      kHumanOrJson,
      {"from", '\0', OptionKind::choice, "FORM", "auto",
       "Form of the metadata; atom: XML of any of the forms; auto: by its first character.",
       "auto|atom|json-lines"},
      {"limit", '\0', OptionKind::integer, "N", "0", "First sound records to take; 0 takes all."},
      {"dry-run", '\0', OptionKind::flag, "", "", "Say what would happen and change nothing."},
      kStrictInput};
  row.exits = {{0, "every record is in the store"},
               kUsageExit,
               {3, "damaged records were left out, the others taken; or the whole was refused"},
               kStoreExit,
               kTemporaryExit,
               {7, "a file unfolds to far more than it holds"}};
  row.examples = {{"ahub import arxiv tests/data/arxiv.atom", "an answer of the API"},
                  {"head -n 2 tests/data/arxiv.jsonl | ahub import arxiv - --dry-run",
                   "the snapshot from a pipe, only asking"}};
  row.writes_store = true;
  row.run = run;
  return row;
}

}  // namespace ahub::commands
