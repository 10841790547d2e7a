// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// How the program answers signals.
#pragma once

#include "ahub/commands/command.hpp"

namespace ahub::cli {

/// SIGINT, SIGTERM and SIGHUP end the command with 130, 143, 129; one that writes the store gets a
/// tenth of a second for an orderly end. SIGXFSZ, and SIGPIPE of writers, are ignored.
void set_signals(const commands::CommandSpec& command);

}  // namespace ahub::cli
