// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What the program around the commands needs: interruption and help texts.
#pragma once

#include <atomic>
#include <string>

#include "ahub/commands/command.hpp"

namespace ahub::commands {

/// Set by SIGINT, SIGTERM and SIGHUP; writing commands look at it and end in an orderly way.
std::atomic<int>& interruption();
/// The same as a flag for the core.
const std::atomic<bool>& interrupted();
/// Notes the first signal and ends the programs of packages; the second ends ahub at once.
/// Async-signal-safe, as is the next.
void set_interruption(int signal) noexcept;
/// Ends ahub with 128 plus the noted signal where it stands: programs are killed, scratch files
/// removed; an open transaction is undone by the next who opens the store.
[[noreturn]] void end_interrupted() noexcept;

/// Help of one command, of a topic, and the overview; wrapped to the style's width.
report::Text command_help(const CommandSpec& spec, const report::Style& style);
report::Text overview(const report::Style& style);

}  // namespace ahub::commands
