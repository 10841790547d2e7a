// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub doctor and ahub rebuild: care of the store.
#include "ahub/base/error.hpp"
#include "ahub/report/report.hpp"
#include "commands/rows.hpp"

namespace ahub::commands {
namespace {

int run_doctor(const Invocation& invocation) {
  const bool quick = invocation.flag("quick");
  DoctorReport report;
  try {
    const Hub hub = open_hub(invocation, StoreMode::read_only);
    report = hub.doctor(quick ? CheckDepth::quick : CheckDepth::full);
  } catch (const Error& error) {
    // A damaged file is the answer "no", not a failure of the examination.
    if (error.code() != "damaged-store") throw;
    report.sandbox = sandbox_support();
    report.damage.push_back({"page", "file", error.what()});
  }
  if (invocation.format() == "json")
    invocation.print(report::doctor_json(report));
  else
    invocation.print(report::doctor_human(report, invocation.out));
  return report.damage.empty() ? 0 : 1;
}

int run_rebuild(const Invocation& invocation) {
  Hub hub = open_hub(invocation, StoreMode::read_write);
  hub.rebuild();
  invocation.print(report::Text("rebuilt\n"));
  return 0;
}

}  // namespace

CommandSpec doctor_command() {
  CommandSpec row;
  row.summary = "is the store sound, and can scripts be sandboxed here";
  row.description =
      "Examines the store without writing: SQLite's own checks, the digest of every package and "
      "receipt, the hash chain of the event "
      "log, every signature, and whether the derived tables are those that the facts give. It also "
      "says whether this kernel "
      "can make the sandbox for scripts.";
  row.options = {kHumanOrJson,
                 {"quick", '\0', OptionKind::flag, "", "", "Only the structure of the file."}};
  row.exits = {
      {0, "the store is sound"}, {1, "damage was found"}, kUsageExit, kStoreExit, kTemporaryExit};
  row.examples = {{"ahub doctor", "everything"},
                  {"ahub doctor --quick --json", "the structure, for programs"}};
  row.run = run_doctor;
  return row;
}

CommandSpec rebuild_command() {
  CommandSpec row;
  row.summary = "recompute what the store derives from its facts";
  row.description =
      "Recomputes levels, attention, the feed, facets and tensions from packages, receipts, keys "
      "and the event log.";
  row.exits = {{0, "they are recomputed"}, kUsageExit, kStoreExit, kTemporaryExit};
  row.examples = {{"ahub rebuild", "recompute everything"}};
  row.writes_store = true;
  row.run = run_rebuild;
  return row;
}

}  // namespace ahub::commands
