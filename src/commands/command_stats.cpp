// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub stats: the store in numbers.
#include "ahub/report/reading.hpp"
#include "commands/rows.hpp"

namespace ahub::commands {
namespace {

int run(const Invocation& invocation) {
  Hub hub = open_fresh_hub(invocation);
  const StoreStats numbers = stats(hub);
  if (invocation.format() == "json")
    invocation.print(report::stats_json(numbers));
  else
    invocation.print(report::stats_human(numbers, invocation.out));
  return 0;
}

}  // namespace

CommandSpec stats_command() {
  CommandSpec row;
  row.summary = "the store in numbers";
  row.description =
      "Counts packages and versions, packages by level, claims of the newest versions by badge, "
      "tensions by state, domains, the ten most used concepts, receipts, trusted keys and events, "
      "and gives the size of the store on disk.";
  row.options = {kHumanOrJson};
  row.exits = {{0, "the numbers were shown"}, kUsageExit, kStoreExit, kTemporaryExit};
  row.examples = {{"ahub stats", "what is in the store"}};
  row.run = run;
  return row;
}

}  // namespace ahub::commands
