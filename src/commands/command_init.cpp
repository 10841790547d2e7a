// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub init: a store for a project.
#include <filesystem>
#include <optional>
#include <system_error>

#include <fmt/format.h>

#include "ahub/base/environment.hpp"
#include "ahub/base/text.hpp"
#include "ahub/store/ownership.hpp"
#include "commands/rows.hpp"

namespace ahub::commands {
namespace {

namespace fs = std::filesystem;

/// What AHUB_STORE names, when it is not the file that was asked for.
std::optional<std::string> store_named_elsewhere(const Invocation& invocation,
                                                 const fs::path& file) {
  const std::string_view named = environment("AHUB_STORE");
  if (!invocation.store.empty() || named.empty()) return std::nullopt;
  std::error_code ignored;
  if (fs::weakly_canonical(named, ignored) == fs::weakly_canonical(file, ignored))
    return std::nullopt;
  return std::string(named);
}

int run(const Invocation& invocation) {
  const fs::path directory = invocation.arguments.empty() ? "." : invocation.arguments.front();
  const fs::path file =
      invocation.store.empty() ? directory / ".ahub" / "hub.db" : fs::path(invocation.store);
  std::error_code ignored;
  if (invocation.store.empty()) require_own_store(file, false);
  const bool there = fs::exists(file, ignored);
  Store::open(file, StoreMode::create, invocation.real("wait"));
  invocation.print(report::Text::format("{} {}\n", there ? "already there:" : "made",
                                        file.lexically_normal().string()));
  const std::optional<std::string> elsewhere = store_named_elsewhere(invocation, file);
  if (elsewhere) {
    invocation.say(report::Text::format(
        "ahub: note: AHUB_STORE names another store, '{}': every command uses that one until "
        "AHUB_STORE is unset; 'ahub init --store {}' makes it",
        *elsewhere, *elsewhere));
  }
  return 0;
}

}  // namespace

CommandSpec init_command() {
  CommandSpec row;
  row.summary = "make a store for this project";
  row.description =
      "Makes DIR/.ahub/hub.db, which every command below DIR then uses. A store that is there "
      "already is left as it is. "
      "The store is looked for in this order: --store, AHUB_STORE, the nearest .ahub/hub.db "
      "upward, "
      "$XDG_DATA_HOME/ahub/hub.db. Where AHUB_STORE names another store than the one made, that is "
      "said.";
  row.arguments = {{"DIR", "The project's directory; this one by default.", 0, 1, "path"}};
  row.exits = {{0, "the store is there"}, kUsageExit, kStoreExit, kTemporaryExit};
  row.examples = {{"ahub init project", "a store for one project"}};
  row.writes_store = true;
  row.run = run;
  return row;
}

}  // namespace ahub::commands
