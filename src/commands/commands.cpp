// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The table of subcommands in the order of ahub(1), and what all of them share.
#include <algorithm>

#include "commands/rows.hpp"

namespace ahub::commands {
namespace {

std::atomic<bool> interrupted_flag{false};
std::atomic<int> interruption_signal{0};

}  // namespace

std::span<const CommandSpec> table() {
  static const std::vector<CommandSpec> rows{
      init_command(),
      new_command(),
      lint_command(),
      explain_command(),
      import_command(),
      import_arxiv_command(),
      remove_command(),
      verify_command(),
      rank_command(),
      show_command(),
      tensions_command(),
      tensions_explain_command(),
      tensions_resolve_command(),
      search_command(),
      frontier_command(),
      graph_command(),
      diff_command(),
      card_command(),
      changes_command(),
      lookup_command(),
      stats_command(),
      report_command(),
      receipt_list_command(),
      receipt_show_command(),
      receipt_export_command(),
      receipt_import_command(),
      trust_add_command(),
      trust_list_command(),
      sim_list_command(),
      sim_describe_command(),
      sim_run_command(),
      sim_sweep_command(),
      sim_mrc_command(),
      sim_plot_command(),
      sim_compare_command(),
      trace_info_command(),
      trace_convert_command(),
      trace_make_command(),
      doctor_command(),
      rebuild_command(),
      demo_command(),
      completion_command(),
      help_command(),
      version_command(),
      complete_command(),
      man_command(),
      examples_command(),
  };
  return rows;
}

const CommandSpec* find_command(std::string_view name) {
  const std::span<const CommandSpec> rows = table();
  const auto found = std::find_if(rows.begin(), rows.end(),
                                  [&](const CommandSpec& row) { return row.name == name; });
  return found == rows.end() ? nullptr : &*found;
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
      {4, "the store is missing, damaged, of another program or of a newer ahub"},
      {5, "temporary: locked, disk full, input or output failed; nothing changed"},
      {6, "the sandbox for a package's script cannot be made here"},
      {7, "a limit on time, memory or output was hit while verifying"},
      {70, "a bug in ahub"},
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
  Hub writer = open_hub(invocation, StoreMode::read_write);
  writer.refresh();
  return writer;
}

std::atomic<int>& interruption() { return interruption_signal; }

const std::atomic<bool>& interrupted() { return interrupted_flag; }

void set_interruption(int signal) noexcept {
  interruption_signal = signal;
  interrupted_flag = true;
}

}  // namespace ahub::commands
