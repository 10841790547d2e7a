// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub show: one package.
#include "ahub/report/report.hpp"
#include "commands/rows.hpp"

namespace ahub::commands {
namespace {

int run(const Invocation& invocation) {
  const Hub hub = open_hub(invocation, StoreMode::read_only);
  const PackageView view = hub.show(invocation.arguments.front());
  if (invocation.format() == "json")
    invocation.print(report::show_json(view));
  else
    invocation.print(report::show_human(view, invocation.out));
  return 0;
}

}  // namespace

CommandSpec show_command() {
  CommandSpec row;
  row.summary = "one package: claims, evidence, receipts, attention";
  row.description =
      "Shows a package's claims with their badges, its artifacts, relations, tensions, exploration "
      "and receipts, and "
      "where each point of its attention comes from. A package is named by its slug, slug@version, "
      "or the first six or "
      "more digits of its content digest.";
  row.arguments = {{"PKG", "The package.", 1, 1, "package"}};
  row.options = {kHumanOrJson};
  row.exits = {{0, "the package was shown"}, kUsageExit, kInputExit, kStoreExit, kTemporaryExit};
  row.examples = {{"ahub show cache-admission-zipfian", "the newest version"},
                  {"ahub show search-crossover@1 --json", "one version, for programs"}};
  row.run = run;
  return row;
}

}  // namespace ahub::commands
