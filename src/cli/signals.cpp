// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/signals.hpp"

#include <signal.h>
#include <sys/time.h>

#include <cerrno>
#include <csignal>

#include "ahub/commands/interface.hpp"

namespace ahub::cli {
namespace {

/// Whether the command looks at the interruption between two pieces of work.
volatile std::sig_atomic_t orderly = 0;

/// Programs of packages end at once. A command that looks has a tenth of a second for an orderly
/// end; the others have nothing to bring in order.
void interrupt(int number) {
  const int error = errno;
  commands::set_interruption(number);
  if (orderly == 0) commands::end_interrupted();
  constexpr itimerval kGrace = {{0, 0}, {0, 100'000}};
  ::setitimer(ITIMER_REAL, &kGrace, nullptr);
  errno = error;
}

}  // namespace

void set_signals(const commands::CommandSpec& command) {
  ::signal(SIGXFSZ,
           SIG_IGN);  // A file size limit is an error of the write, not the end of the program.
  orderly = command.writes_store;
  // A closed pipe must not end the program between two transactions.
  if (orderly) ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGALRM, [](int) { commands::end_interrupted(); });
  // Whoever started ahub may have blocked them, and then nothing would end what hangs.
  sigset_t heard;
  sigemptyset(&heard);
  for (const int number : {SIGALRM, SIGINT, SIGTERM, SIGHUP}) sigaddset(&heard, number);
  // Also where a shell that starts it in the background has SIGINT ignored: who sends it means it.
  // But nohup means that the terminal may go.
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    if (::signal(number, interrupt) == SIG_IGN && number == SIGHUP) ::signal(number, SIG_IGN);
  }
  ::sigprocmask(SIG_UNBLOCK, &heard, nullptr);
}

}  // namespace ahub::cli
