// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The program: arguments to a command to an exit code; prints errors and holds the last catch.
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <new>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "ahub/commands/interface.hpp"
#include "ahub/report/style.hpp"
#include "ahub/version.hpp"
#include "cli/command_line.hpp"
#include "cli/failure.hpp"

namespace {
using ahub::Error, ahub::ErrorKind;

/// Whether the command looks at the interruption between two pieces of work.
volatile std::sig_atomic_t orderly = 0;

/// Programs of packages end at once. A command that looks has a tenth of a second for an orderly
/// end; the others have nothing to bring in order.
void interrupt(int number) {
  const int error = errno;
  ahub::commands::set_interruption(number);
  if (orderly == 0) ahub::commands::end_interrupted();
  constexpr itimerval kGrace = {{0, 0}, {0, 100'000}};
  ::setitimer(ITIMER_REAL, &kGrace, nullptr);
  errno = error;
}

void set_signals(const ahub::commands::CommandSpec& command) {
  ::signal(SIGXFSZ,
           SIG_IGN);  // A file size limit is an error of the write, not the end of the program.
  orderly = command.writes_store;
  // A closed pipe must not end the program between two transactions.
  if (orderly) ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGALRM, [](int) { ahub::commands::end_interrupted(); });
  // Also where a shell that starts it in the background has SIGINT ignored: who sends it means it.
  // But nohup means that the terminal may go.
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    if (::signal(number, interrupt) == SIG_IGN && number == SIGHUP) ::signal(number, SIG_IGN);
  }
}

int run(const std::vector<std::string>& arguments) {
  ahub::cli::CommandLine line = ahub::cli::parse(arguments);
  const std::string colour = line.invocation.text("color");
  ahub::commands::Invocation& invocation = line.invocation;
  invocation.out = ahub::report::style_of(STDOUT_FILENO, colour);
  invocation.err = ahub::report::style_of(STDERR_FILENO, colour);
  if (line.version) return invocation.print(fmt::format("ahub {}\n", ahub::version())), 0;
  if (line.help) {
    using namespace ahub::commands;
    return invocation.print(line.command != nullptr ? command_help(*line.command, invocation.out)
                                                    : overview(invocation.out)),
           0;
  }
  if (line.command == nullptr) {
    fmt::print(stderr, "{}", ahub::commands::overview(invocation.err));
    return ahub::exit_code(ErrorKind::usage);
  }
  if (!line.directory.empty() && chdir(line.directory.c_str()) != 0) {
    throw Error(ErrorKind::usage, "usage",
                fmt::format("cannot enter '{}'", ahub::safe_text(line.directory)));
  }
  set_signals(*line.command);
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
