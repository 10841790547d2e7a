// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub new: a package directory to start from.
#include <filesystem>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/files.hpp"
#include "ahub/base/text.hpp"
#include "ahub/package/package.hpp"
#include "commands/rows.hpp"
#include "commands/templates.hpp"

namespace ahub::commands {
namespace {

namespace fs = std::filesystem;

int run(const Invocation& invocation) {
  const std::string& slug = invocation.arguments.front();
  if (!is_slug(slug)) {
    throw Error(
        ErrorKind::usage, "bad-name",
        fmt::format("'{}' cannot be a package's name", safe_text(slug)),
        "a name has 3 to 64 lower-case letters, digits and '-', and does not begin with '-'");
  }
  const fs::path directory =
      invocation.flag("dir") ? fs::path(invocation.text("dir")) : fs::path(slug);
  std::error_code error;
  if (fs::exists(directory, error)) {
    throw Error(ErrorKind::input, "exists",
                fmt::format("'{}' is there already", safe_text(directory.string())),
                "choose another name or --dir");
  }
  report::Text out;
  for (const auto& [path, text] : template_files(invocation.text("template"), slug)) {
    const fs::path file = directory / path;
    fs::create_directories(file.parent_path(), error);
    if (error)
      throw Error(ErrorKind::temporary, "write-failed",
                  fmt::format("cannot make '{}': {}", safe_text(file.parent_path().string()),
                              error.message()));
    write_file(file, text);
    out += report::Text::format("wrote {}\n", file.string());
  }
  invocation.print(out);
  invocation.say(report::Text::format("next: ahub lint {0} && ahub import {0} && ahub verify {1}",
                                      directory.string(), slug));
  return 0;
}

}  // namespace

CommandSpec new_command() {
  CommandSpec row;
  row.summary = "write a package directory to start from";
  row.description =
      "Writes a package whose manifest explains itself. As it stands it passes 'ahub lint' and "
      "'ahub verify'. The simulator template checks a "
      "number with a built-in simulator, the script template with a Python script of its own, the "
      "observation template only records.";
  row.arguments = {{"NAME", "The package's name (its slug).", 1, 1}};
  row.options = {
      {"template", 't', OptionKind::choice, "NAME", "simulator", "What to start from.",
       "simulator|script|observation"},
      {"dir", '\0', OptionKind::path, "DIR", "", "Write here instead of ./NAME; must not exist."}};
  row.exits = {
      {0, "it was written"}, kUsageExit, {3, "the directory is there already"}, kTemporaryExit};
  row.examples = {{"ahub new my-study", "with a simulator"},
                  {"ahub new my-script-study --template script", "with a script of its own"}};
  row.run = run;
  return row;
}

}  // namespace ahub::commands
