// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The hidden __examples: every example of the table, for the test that runs them.
#include <fmt/format.h>

#include "commands/rows.hpp"

namespace ahub::commands {
namespace {

int run(const Invocation& invocation) {
  report::TsvLines out;
  for (const CommandSpec& row : table()) {
    for (const Example& example : row.examples)
      out += report::TsvLines::format("{}\t{}\n", example.exit, example.command);
  }
  invocation.print(out);
  return 0;
}

}  // namespace

CommandSpec examples_command() {
  CommandSpec row;
  row.summary = "list the examples of all commands";
  row.hidden = true;
  row.run = run;
  return row;
}

}  // namespace ahub::commands
