// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Every subcommand's row, each from a file of its own, and what several of them share.
#pragma once

#include <atomic>
#include <filesystem>
#include <span>
#include <string>

#include "ahub/commands/command.hpp"
#include "ahub/commands/interface.hpp"
#include "ahub/hub/hub.hpp"
#include "ahub/report/table.hpp"

namespace ahub::commands {

CommandSpec init_command();
CommandSpec new_command();
CommandSpec lint_command();
CommandSpec explain_command();
CommandSpec import_command();
CommandSpec import_arxiv_command();
CommandSpec remove_command();
CommandSpec verify_command();
CommandSpec rank_command();
CommandSpec show_command();
CommandSpec tensions_command();
CommandSpec tensions_explain_command();
CommandSpec tensions_resolve_command();
CommandSpec search_command();
CommandSpec frontier_command();
CommandSpec graph_command();
CommandSpec diff_command();
CommandSpec card_command();
CommandSpec changes_command();
CommandSpec lookup_command();
CommandSpec stats_command();
CommandSpec report_command();
CommandSpec receipt_list_command();
CommandSpec receipt_show_command();
CommandSpec receipt_export_command();
CommandSpec receipt_import_command();
CommandSpec trust_add_command();
CommandSpec trust_remove_command();
CommandSpec trust_list_command();
CommandSpec trust_store_command();
CommandSpec sim_list_command();
CommandSpec sim_describe_command();
CommandSpec sim_run_command();
CommandSpec sim_sweep_command();
CommandSpec sim_mrc_command();
CommandSpec sim_plot_command();
CommandSpec sim_compare_command();
CommandSpec trace_info_command();
CommandSpec trace_convert_command();
CommandSpec trace_make_command();
CommandSpec doctor_command();
CommandSpec rebuild_command();
CommandSpec demo_command();
CommandSpec completion_command();
CommandSpec help_command();
CommandSpec version_command();
CommandSpec complete_command();
CommandSpec man_command();
CommandSpec examples_command();

inline constexpr OptionSpec kHumanOrJson{
    "format", 'f', OptionKind::choice, "FORMAT", "human", "Output format.", "human|json"};

inline constexpr OptionSpec kAllFiles{
    "all-files", '\0', OptionKind::flag,
    "",          "",   "Take litter and what .ahubignore names as well ('ahub help files')."};

/// For commands that write CSV.
inline constexpr OptionSpec kRaw{
    "raw",
    '\0',
    OptionKind::flag,
    "",
    "",
    "csv: texts as they are. Else one that a spreadsheet would calculate (it begins with = + - @, "
    "a tab or a carriage return and is no number) gets an apostrophe in front."};
inline report::CsvText csv_text(const Invocation& invocation) {
  return invocation.flag("raw") ? report::CsvText::raw : report::CsvText::guarded;
}

/// Exit statuses that every command shares; rows add their own before these.
inline constexpr ExitStatus kUsageExit{2, "the command line is wrong"};
inline constexpr ExitStatus kInputExit{3, "an input was refused or not found"};
inline constexpr ExitStatus kStoreExit{
    4, "the store is missing, damaged, foreign or newer, or cannot be read or written"};
inline constexpr ExitStatus kTemporaryExit{
    5, "locked, disk full or output not writable; nothing changed"};

/// The store that this invocation names, opened.
Hub open_hub(const Invocation& invocation, StoreMode mode);
/// For commands that only read derived tables: a store whose tables are behind its log, as a crash
/// or an older ahub leaves it, is brought up to date first.
Hub open_fresh_hub(const Invocation& invocation);

/// "note: PATH: left out: .DS_Store (macOS), .git/ (git)" on standard error; nothing for an empty
/// list. With --strict-input throws `Error{input, "strict-input"}` instead.
void say_left_out(const Invocation& invocation, const std::string& path,
                  std::span<const LeftOut> left_out);

/// Text of a help topic, or nothing.
std::optional<report::Text> topic_help(std::string_view topic, const report::Style& style);
std::vector<std::string> topic_names();
/// "ahub rank [OPTIONS]" and the like.
std::string synopsis(const CommandSpec& spec);

}  // namespace ahub::commands
