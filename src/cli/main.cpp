// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The program: arguments to a command to an exit code; prints errors and holds the last catch.
#include <unistd.h>

#include <new>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "ahub/commands/interface.hpp"
#include "ahub/report/style.hpp"
#include "ahub/version.hpp"
#include "cli/command_line.hpp"
#include "cli/failure.hpp"
#include "cli/signals.hpp"

namespace {
using ahub::Error, ahub::ErrorKind;

int run(const std::vector<std::string>& arguments) {
  ahub::cli::CommandLine line = ahub::cli::parse(arguments);
  const std::string colour = line.invocation.text("color");
  ahub::commands::Invocation& invocation = line.invocation;
  invocation.out = ahub::report::style_of(STDOUT_FILENO, colour);
  invocation.err = ahub::report::style_of(STDERR_FILENO, colour);
  if (line.version)
    return invocation.print(ahub::report::Text::format("ahub {}\n", ahub::version())), 0;
  if (line.help) {
    using namespace ahub::commands;
    return invocation.print(line.command != nullptr ? command_help(*line.command, invocation.out)
                                                    : overview(invocation.out)),
           0;
  }
  if (line.command == nullptr) {
    const ahub::report::Text text = ahub::commands::overview(invocation.err);
    std::fwrite(text.str().data(), 1, text.size(), stderr);
    return ahub::exit_code(ErrorKind::usage);
  }
  if (!line.directory.empty() && chdir(line.directory.c_str()) != 0) {
    throw Error(ErrorKind::usage, "usage",
                fmt::format("cannot enter '{}'", ahub::safe_text(line.directory)));
  }
  ahub::cli::set_signals(*line.command);
  const int exit = line.command->run(invocation), signal = ahub::commands::interruption().load();
  return signal == 0 ? exit : 128 + signal;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
  const bool json = ahub::cli::wants_json(arguments);
  try {
    return run(arguments);
  } catch (const Error& error) {
    if (const int signal = ahub::commands::interruption(); signal != 0) return 128 + signal;
    return ahub::cli::report_failure(error, json);
  } catch (const std::bad_alloc&) {
    return ahub::cli::report_failure(
        Error(ErrorKind::temporary, "out-of-memory", "out of memory; nothing changed"), json);
  } catch (const std::exception& error) {
    return ahub::cli::report_failure(
        Error(ErrorKind::internal, "bug", ahub::safe_text(error.what()),
              "this is a bug in ahub: please report it with the command line"),
        json);
  }
}
