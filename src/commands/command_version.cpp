// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub version and ahub help.
#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "ahub/version.hpp"
#include "commands/rows.hpp"

namespace ahub::commands {
namespace {

int run_version(const Invocation& invocation) {
  invocation.print(report::Text::format("ahub {}\n", version()));
  return 0;
}

int run_help(const Invocation& invocation) {
  if (invocation.arguments.empty()) {
    invocation.print(overview(invocation.out));
    return 0;
  }
  const std::string name = fmt::format("{}", fmt::join(invocation.arguments, " "));
  if (const CommandSpec* spec = find_command(name)) {
    invocation.print(command_help(*spec, invocation.out));
    return 0;
  }
  if (const std::optional<report::Text> text = topic_help(name, invocation.out)) {
    invocation.print(*text);
    return 0;
  }
  report::Text group;
  for (const CommandSpec& row : table()) {
    if (!row.hidden && row.name.substr(0, row.name.find(' ')) == name)
      group += command_help(row, invocation.out) + "\n";
  }
  if (!group.empty()) {
    invocation.print(group);
    return 0;
  }
  std::vector<std::string> names = topic_names();
  for (const CommandSpec& row : table()) {
    if (!row.hidden) names.emplace_back(row.name);
  }
  const std::optional<std::string> near = nearest(name, names);
  throw Error(ErrorKind::usage, "usage", fmt::format("there is no help on '{}'", safe_text(name)),
              near ? fmt::format("did you mean '{}'?", *near)
                   : fmt::format("topics are {}", fmt::join(topic_names(), ", ")));
}

}  // namespace

CommandSpec version_command() {
  CommandSpec row;
  row.summary = "the program's version";
  row.description = "Prints the version.";
  row.exits = {{0, "it was printed"}, kUsageExit, kTemporaryExit};
  row.examples = {{"ahub version", "the version"}};
  row.run = run_version;
  return row;
}

CommandSpec help_command() {
  CommandSpec row;
  row.summary = "help on a command or a topic";
  row.description =
      "Shows the help of a command, or one of the topics attention, environment, exit-codes, "
      "files, "
      "limits, policies, reading, trust-levels and units.";
  row.arguments = {{"TOPIC", "A command or a topic.", 0, 2, "command"}};
  row.exits = {{0, "it was shown"}, {2, "there is no such command or topic"}, kTemporaryExit};
  row.examples = {{"ahub help exit-codes", "a topic"}, {"ahub help verify", "a command"}};
  row.run = run_help;
  return row;
}

}  // namespace ahub::commands
