// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub remove: packages out of the store.
#include <fmt/format.h>

#include "commands/rows.hpp"

namespace ahub::commands {
namespace {

int run(const Invocation& invocation) {
  Hub hub = open_hub(invocation, StoreMode::read_write);
  report::Text out;
  for (const std::string& ref : invocation.arguments) {
    // Each is resolved before anything is removed, so that a typo removes nothing.
    hub.resolve(ref);
  }
  for (const std::string& ref : invocation.arguments) {
    for (const std::string& removed : hub.remove(ref, current_time()))
      out += report::Text::format("removed {}\n", removed);
  }
  invocation.print(out);
  return 0;
}

}  // namespace

CommandSpec remove_command() {
  CommandSpec row;
  row.summary = "take packages out of the store";
  row.description =
      "Removes a package with its files and receipts: all versions of a slug, or the one version "
      "named. The event log keeps "
      "the fact that it was there.";
  row.arguments = {{"PKG", "Packages of the store.", 1, -1, "package"}};
  row.exits = {{0, "they are gone"}, kUsageExit, kInputExit, kStoreExit, kTemporaryExit};
  row.examples = {{"ahub remove marco", "every version of a package"},
                  {"ahub remove kosmos@2", "one version"}};
  row.writes_store = true;
  row.run = run;
  return row;
}

}  // namespace ahub::commands
