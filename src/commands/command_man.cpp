// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The hidden __man: writes the manual from the same rows that help and parsing read.
#include "commands/rows.hpp"

#include <filesystem>

#include "ahub/base/files.hpp"
#include "commands/manual.hpp"

namespace ahub::commands {
namespace {

int run(const Invocation& invocation) {
  const std::filesystem::path directory = invocation.arguments.front();
  for (const ManualPage& page : manual_pages()) write_file(directory / page.file, page.text);
  return 0;
}

}  // namespace

CommandSpec man_command() {
  CommandSpec row;
  row.summary = "write the manual pages";
  row.arguments = {{"DIR", "An existing directory.", 1, 1, "path"}};
  row.hidden = true;
  row.run = run;
  return row;
}

}  // namespace ahub::commands
