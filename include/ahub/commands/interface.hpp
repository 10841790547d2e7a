// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What the program around the commands needs: interruption and help texts.
#pragma once

#include <atomic>
#include <string>

#include "ahub/commands/command.hpp"

namespace ahub::commands {

/// Set by SIGINT and SIGTERM; writing commands look at it and end in an orderly way.
std::atomic<int>& interruption();
/// The same as a flag for the core.
const std::atomic<bool>& interrupted();
void set_interruption(int signal) noexcept;

/// Help of one command, of a topic, and the overview; wrapped to the style's width.
report::Text command_help(const CommandSpec& spec, const report::Style& style);
report::Text overview(const report::Style& style);

}  // namespace ahub::commands
