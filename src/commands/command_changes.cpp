// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub changes: the event log, followed.
#include "ahub/base/error.hpp"
#include "ahub/report/reading.hpp"
#include "commands/rows.hpp"

namespace ahub::commands {
namespace {

int run(const Invocation& invocation) {
  const long long since = invocation.integer("since"), limit = invocation.integer("limit");
  if (since < 0) throw Error(ErrorKind::usage, "bad-option", "--since takes 0 or more");
  if (limit < 1 || limit > 100'000)
    throw Error(ErrorKind::usage, "bad-option", "--limit takes 1 to 100000");
  Hub hub = open_hub(invocation, StoreMode::read_only);
  const ChangesPage page = changes(hub, since, static_cast<std::size_t>(limit));
  const std::string format = invocation.format();
  if (format == "json")
    invocation.print(report::changes_json(page));
  else if (format == "ndjson")
    invocation.print(report::changes_ndjson(page));
  else
    invocation.print(report::changes_human(page, invocation.out));
  return 0;
}

}  // namespace

CommandSpec changes_command() {
  CommandSpec row;
  row.summary = "what happened in the store, event by event";
  row.description =
      "Lists the events of the store's log after number SEQ, oldest first: imports, removals, "
      "receipts, trusted keys. The log only grows and each event carries a hash over itself and "
      "the one before. To follow it, ask again with 'next_since' of the page before (JSON), the "
      "last line's 'sequence' (JSON lines) or the command that the last line names.";
  row.options = {
      {"format", 'f', OptionKind::choice, "FORMAT", "human", "Output format.", "human|ndjson|json"},
      {"since", '\0', OptionKind::integer, "SEQ", "0", "Only events after this number."},
      {"limit", 'n', OptionKind::integer, "N", "100", "Events on a page (1 to 100000)."},
  };
  row.exits = {{0, "the events were listed, even none"}, kUsageExit, kStoreExit, kTemporaryExit};
  row.examples = {{"ahub changes --limit 5", "the first five events"},
                  {"ahub changes --since 26 --format ndjson", "what came after, for programs"}};
  row.run = run;
  return row;
}

}  // namespace ahub::commands
