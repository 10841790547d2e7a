// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// From argv to an invocation. The only user of CLI11; its exceptions and exit codes never leave
// command_line.cpp.
#pragma once

#include <string>
#include <vector>

#include "ahub/commands/command.hpp"

namespace ahub::cli {

struct CommandLine {
  const commands::CommandSpec* command = nullptr;  ///< Null: nothing but global options.
  commands::Invocation invocation;
  bool help = false, version = false;
  std::string directory;  ///< --chdir.
};

/// Throws `Error{usage}` naming the argument at fault, with the nearest legal name.
CommandLine parse(const std::vector<std::string>& arguments);

/// True when the arguments ask for JSON, as far as can be told before they are parsed.
bool wants_json(const std::vector<std::string>& arguments);

}  // namespace ahub::cli
