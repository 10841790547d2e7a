// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub card: one package in the space that an agent can spare.
#include "ahub/report/reading.hpp"
#include "commands/rows.hpp"

namespace ahub::commands {
namespace {

int run(const Invocation& invocation) {
  const Hub hub = open_hub(invocation, StoreMode::read_only);
  const PackageView view = hub.show(invocation.arguments.front());
  if (invocation.format() == "json")
    invocation.print(report::card_json(view));
  else
    invocation.print(report::card_text(view));
  return 0;
}

}  // namespace

CommandSpec card_command() {
  CommandSpec row;
  row.summary = "one package in about 400 tokens, for an agent";
  row.description =
      "Prints a digest of one package: title, level and what it means, attention, claims with "
      "numbers, protocol and badge, how to re-run them, relations, open tensions and what would "
      "raise its level. The text never exceeds 2,000 bytes: long statements are cut and claims "
      "that do not fit are counted. JSON has the same facts uncut.";
  row.arguments = {{"PKG", "The package.", 1, 1, "package"}};
  row.options = {
      {"format", 'f', OptionKind::choice, "FORMAT", "text", "Output format.", "text|json"}};
  row.exits = {{0, "the card was shown"}, kUsageExit, kInputExit, kStoreExit, kTemporaryExit};
  row.examples = {{"ahub card cache-admission-zipfian", "what an agent should know about it"}};
  row.run = run;
  return row;
}

}  // namespace ahub::commands
