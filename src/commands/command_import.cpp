// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub import: packages into the store.
#include <filesystem>
#include <system_error>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "ahub/report/report.hpp"
#include "commands/progress.hpp"
#include "commands/reading.hpp"
#include "commands/rows.hpp"

#include <fmt/format.h>

namespace ahub::commands {
namespace {

int run(const Invocation& invocation) {
  ImportOptions options;
  options.tolerant = invocation.flag("tolerant");
  options.all_files = invocation.flag("all-files");
  options.strict_input = strict_input(invocation);
  options.dry_run = invocation.flag("dry-run");
  options.atomic = invocation.flag("atomic");
  options.time = current_time();
  Progress progress(invocation, "importing");
  options.progress = [&](std::size_t done, std::size_t total, const std::string& what) {
    progress.show(done, total, what);
  };

  std::error_code ignored;
  // A trial changes nothing, so it needs no right to write, unless there is no store yet.
  const bool reads =
      options.dry_run && std::filesystem::exists(default_store(invocation.store), ignored);
  Hub hub = open_hub(invocation, reads ? StoreMode::read_only : StoreMode::create);
  std::vector<ImportItem> items;
  int exit = 0;
  for (const std::string& path : invocation.arguments) {
    if (interrupted()) break;
    try {
      for (ImportItem& item : hub.import({path}, options)) items.push_back(std::move(item));
    } catch (const Error& error) {
      // A path that cannot be read at all does not keep the others out.
      if (error.kind() != ErrorKind::input) throw;
      ImportItem item;
      item.path = path;
      item.error_code = error.code();
      item.message = error.what();
      item.hint = error.hint();
      item.exit = exit_code(error.kind());
      items.push_back(std::move(item));
    }
  }
  progress.clear();
  for (const ImportItem& item : items) {
    exit = worse_exit(exit, item.exit);
    if (!options.strict_input)  // Else it is what refused the package.
      say_left_out(invocation, item.path, item.lint.loaded.files.left_out);
    if (item.exit == 0) continue;
    if (!item.message.empty()) {
      invocation.say(report::Text::format("ahub: error[{}]: {}{}{}", item.error_code, item.message,
                                          item.hint.empty() ? "" : "\nhint: ", item.hint));
    } else {
      invocation.say(report::lint_full({item.lint}, invocation.err));
    }
  }
  if (invocation.format() == "json")
    invocation.print(report::import_json(items));
  else
    invocation.print(report::import_human(items, invocation.out));
  return exit;
}

}  // namespace

CommandSpec import_command() {
  CommandSpec row;
  row.summary = "take packages into the store";
  row.description =
      "Reads directories, archives (.zip, .tar, .tar.gz, .tar.zst) and collections (a "
      "collection.yaml that lists packages in their "
      "order of publication), lints them, and stores those that are well-formed: all of a package "
      "or nothing. The same bytes "
      "again change nothing; other bytes under a stored version are refused. Code of a package is "
      "never run.\n\n"
      "A store is made where there is none.";
  row.arguments = {{"PATH", "Package directories, archives or collections.", 1, -1, "path"}};
  row.options = {
      kHumanOrJson,
      {"tolerant", '\0', OptionKind::flag, "", "",
       "Take unknown keys as they are (manifests of the public hub)."},
      kAllFiles,
      kStrictInput,
      {"dry-run", '\0', OptionKind::flag, "", "", "Say what would happen and change nothing."},
      {"atomic", '\0', OptionKind::flag, "", "", "Take all packages of each PATH or none."}};
  row.exits = {{0, "every package is in the store"},
               kUsageExit,
               {3, "a package was refused; the others were taken"},
               kStoreExit,
               kTemporaryExit,
               {7, "a package is too dear to check; the others were taken"}};
  row.examples = {
      {"ahub import examples/discoveries", "a collection"},
      {"ahub import --dry-run examples/discoveries/tierkv", "one package, only asking"}};
  row.writes_store = true;
  row.run = run;
  return row;
}

}  // namespace ahub::commands
