// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub demo: the seed's feed, computed here and now in a temporary store.
#include <filesystem>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/scratch.hpp"
#include "ahub/base/text.hpp"
#include "ahub/report/report.hpp"
#include "commands/progress.hpp"
#include "commands/rows.hpp"

namespace ahub::commands {
namespace {

namespace fs = std::filesystem;

/// The installed examples, else those of the source tree that the program was built in.
fs::path find_examples() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  for (fs::path directory = program.parent_path(); !directory.empty();
       directory = directory.parent_path()) {
    for (const char* place : {"share/ahub/examples/discoveries", "examples/discoveries"}) {
      if (fs::exists(directory / place / "collection.yaml", error)) return directory / place;
    }
    if (directory == directory.parent_path()) break;
  }
  throw Error(ErrorKind::input, "not-found", "the examples are not beside the program",
              "name them with --examples DIR");
}

int run(const Invocation& invocation) {
  const fs::path examples =
      invocation.flag("examples") ? fs::path(invocation.text("examples")) : find_examples();
  const Scratch temporary(make_scratch_directory("ahub-demo"));
  const fs::path file =
      invocation.flag("keep") ? fs::path(invocation.text("keep")) / "hub.db" : temporary.path() / "hub.db";
  Hub hub(Store::open(file, StoreMode::create));
  Progress progress(invocation, "importing");
  ImportOptions options;
  options.time = current_time();
  options.progress = [&](std::size_t done, std::size_t total, const std::string& what) {
    progress.show(done, total, what);
  };
  int exit = 0;
  for (const ImportItem& item : hub.import({examples}, options)) exit = worse_exit(exit, item.exit);
  progress.clear();

  Progress verifying(invocation, "verifying");
  VerifyRequest request;
  request.all = true;
  request.options.jobs = 2;
  request.options.time = options.time;
  request.options.interrupted = &interrupted();
  request.options.progress = [&](std::size_t done, std::size_t total, const std::string& what) {
    verifying.show(done, total, what);
  };
  const VerifyReport report = hub.verify(request);
  verifying.clear();
  exit = worse_exit(exit, report.exit);

  const FeedPage page = hub.feed({});
  invocation.print(report::feed_human(page, {}, invocation.out));
  std::size_t receipts = 0;
  for (const VerifyItem& item : report.items) receipts += item.new_receipts;
  invocation.say(report::Text::format(
      "{} packages imported, {} receipts signed on this machine; every score above is "
      "computed from them.",
      page.packages, receipts));
  return exit;
}

}  // namespace

CommandSpec demo_command() {
  CommandSpec row;
  row.summary = "import and verify the seed's packages, show the feed";
  row.description =
      "Makes a temporary store, imports the packages of examples/discoveries, verifies all of "
      "them, prints the feed, and leaves nothing behind.";
  row.options = {{"examples", '\0', OptionKind::path, "DIR", "", "Another collection."},
                 {"keep", '\0', OptionKind::path, "DIR", "", "Keep the store as DIR/hub.db."}};
  row.exits = {{0, "every claim that can be checked here is confirmed"},
               {1, "a claim is not"},
               kUsageExit,
               kInputExit,
               kTemporaryExit,
               {6, "the sandbox cannot be made here"}};
  row.examples = {{"ahub demo", "the feed of the seed"}};
  row.writes_store = true;
  row.run = run;
  return row;
}

}  // namespace ahub::commands
