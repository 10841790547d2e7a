// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The table of subcommands: their names, in the order of ahub(1), and what all of them share.
#include <unistd.h>

#include <array>
#include <optional>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/scratch.hpp"
#include "ahub/exec/sandbox.hpp"
#include "commands/progress.hpp"
#include "commands/rows.hpp"

namespace ahub::commands {
namespace {

std::atomic<bool> interrupted_flag{false};
std::atomic<int> interruption_signal{0};

/// A subcommand's name and the file's function that gives the rest of its row.
struct Entry {
  std::string_view name;
  CommandSpec (*rest)();
};
constexpr Entry kCommands[] = {
    {"init", init_command},
    {"new", new_command},
    {"lint", lint_command},
    {"explain", explain_command},
    {"import", import_command},
    {"import arxiv", import_arxiv_command},
    {"remove", remove_command},
    {"verify", verify_command},
    {"rank", rank_command},
    {"show", show_command},
    {"tensions", tensions_command},
    {"tensions explain", tensions_explain_command},
    {"tensions resolve", tensions_resolve_command},
    {"search", search_command},
    {"frontier", frontier_command},
    {"graph", graph_command},
    {"diff", diff_command},
    {"card", card_command},
    {"changes", changes_command},
    {"lookup", lookup_command},
    {"stats", stats_command},
    {"report", report_command},
    {"receipt list", receipt_list_command},
    {"receipt show", receipt_show_command},
    {"receipt export", receipt_export_command},
    {"receipt import", receipt_import_command},
    {"trust add", trust_add_command},
    {"trust remove", trust_remove_command},
    {"trust list", trust_list_command},
    {"trust store", trust_store_command},
    {"sim list", sim_list_command},
    {"sim describe", sim_describe_command},
    {"sim run", sim_run_command},
    {"sim sweep", sim_sweep_command},
    {"sim mrc", sim_mrc_command},
    {"sim plot", sim_plot_command},
    {"sim compare", sim_compare_command},
    {"trace info", trace_info_command},
    {"trace convert", trace_convert_command},
    {"trace make", trace_make_command},
    {"doctor", doctor_command},
    {"rebuild", rebuild_command},
    {"demo", demo_command},
    {"completion", completion_command},
    {"help", help_command},
    {"version", version_command},
    {"__complete", complete_command},
    {"__man", man_command},
    {"__examples", examples_command},
};

CommandSpec row_of(const Entry& entry) {
  CommandSpec row = entry.rest();
  row.name = entry.name;
  return row;
}

}  // namespace

std::span<const CommandSpec> table() {
  static const std::vector<CommandSpec> rows = [] {
    std::vector<CommandSpec> built;
    for (const Entry& entry : kCommands) built.push_back(row_of(entry));
    return built;
  }();
  return rows;
}

const CommandSpec* find_command(std::string_view name) {
  // Only the row that is asked for: building all of them is a part of a short command's time.
  static std::array<std::optional<CommandSpec>, std::size(kCommands)> rows;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (kCommands[i].name != name) continue;
    if (!rows[i]) rows[i] = row_of(kCommands[i]);
    return &*rows[i];
  }
  return nullptr;
}

std::span<const OptionSpec> global_options() noexcept {
  static constexpr OptionSpec kOptions[] = {
      {"store", '\0', OptionKind::path, "FILE", "", "Use this store instead of the nearest one."},
      {"chdir", 'C', OptionKind::path, "DIR", "", "Work in this directory."},
      {"json", '\0', OptionKind::flag, "", "", "The same as --format json."},
      {"color", '\0', OptionKind::choice, "WHEN", "auto", "Colour the output.",
       "auto|always|never"},
      {"wait", '\0', OptionKind::real, "SECONDS", "10",
       "Wait this long for another process that writes the store."},
      {"quiet", 'q', OptionKind::flag, "", "", "Say nothing on standard error but errors."},
      {"verbose", 'v', OptionKind::flag, "", "", "Say more on standard error."},
      {"help", 'h', OptionKind::flag, "", "", "Show help and leave."},
      {"version", 'V', OptionKind::flag, "", "", "Show the version and leave."},
  };
  return kOptions;
}

std::span<const ExitStatus> exit_codes() noexcept {
  static constexpr ExitStatus kCodes[] = {
      {0, "done, or the answer is yes"},
      {1, "the answer is no: lint errors, a claim not confirmed, doctor found damage"},
      {2, "the command line is wrong"},
      {3, "an input was refused or not found; the store is untouched"},
      {4,
       "the store is missing, damaged, not readable, of another program or of a newer ahub, or "
       "read-only where the command writes"},
      {5, "temporary: locked, disk full, input or output failed; nothing changed"},
      {6, "the sandbox for a package's script cannot be made here"},
      {7, "a limit on time, memory or output was hit while verifying"},
      {70, "a bug in ahub"},
      {129, "ended by SIGHUP"},
      {130, "interrupted by SIGINT"},
      {143, "ended by SIGTERM"},
  };
  return kCodes;
}

Hub open_hub(const Invocation& invocation, StoreMode mode) {
  return Hub(Store::open(default_store(invocation.store), mode, invocation.real("wait")));
}

Hub open_fresh_hub(const Invocation& invocation) {
  {  // Gone before anything is written: the log cannot shrink below the snapshot of a reader.
    Hub hub = open_hub(invocation, StoreMode::read_only);
    if (!hub.store().derived_stale()) return hub;
  }
  try {
    Hub writer = open_hub(invocation, StoreMode::read_write);
    writer.refresh();
    return writer;
  } catch (const Error& error) {
    if (error.code() != "read-only") throw;
    throw Error(
        ErrorKind::store, "read-only",
        fmt::format("what this reads is behind the store's facts, and cannot be renewed: {}",
                    error.what()),
        "let somebody who may write there run 'ahub rebuild', or copy the store to a place "
        "of your own");
  }
}

std::atomic<int>& interruption() { return interruption_signal; }

const std::atomic<bool>& interrupted() { return interrupted_flag; }

void set_interruption(int signal) noexcept {
  int none = 0;
  if (!interruption_signal.compare_exchange_strong(none, signal)) end_interrupted();  // Once more.
  interrupted_flag = true;
  end_programs();
}

void end_interrupted() noexcept {
  constexpr int kProgramsGone = 50;
  end_programs();
  await_programs(kProgramsGone);
  remove_scratch();
  Progress::wipe();
  _exit(128 + interruption_signal.load());
}

}  // namespace ahub::commands
