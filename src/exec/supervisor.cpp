// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "exec/supervisor.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>

#include "ahub/base/error.hpp"
#include "ahub/base/scratch.hpp"

namespace ahub {
namespace {

// More threads than a machine has cores do not run programs.
constexpr std::size_t kSlots = 1024;
std::atomic<pid_t> running[kSlots];
std::atomic<bool> ended{false};

void sleep_a_millisecond() noexcept {
  const timespec millisecond{0, 1'000'000};
  nanosleep(&millisecond, nullptr);
}

double seconds_of(const rusage& usage) noexcept {
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// Kills the children of this thread, among them the orphans that it adopted.
void kill_children() noexcept {
  const int file = open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  char buffer[4096];
  pid_t child = 0;
  for (ssize_t count; (count = read(file, buffer, sizeof buffer)) > 0;) {
    for (ssize_t i = 0; i < count; ++i) {
      if (buffer[i] >= '0' && buffer[i] <= '9') {
        child = child * 10 + (buffer[i] - '0');
        continue;
      }
      if (child > 1) kill(child, SIGKILL);
      child = 0;
    }
  }
  close(file);
}

/// Watches one program from its start to the end of everything that came of it.
class Supervisor {
 public:
  Supervisor(ChildPlan& plan, bool first) noexcept : plan_(plan), first_(first) {}

  [[noreturn]] void run() noexcept {
    sigset_t all, watched;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, nullptr);
    sigemptyset(&watched);
    sigaddset(&watched, SIGCHLD);
    sigaddset(&watched, SIGTERM);
    // Out of the way of the terminal's signals.
    setsid();
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    const bool adopting = first_ || prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0;
    const int signals = signalfd(-1, &watched, SFD_CLOEXEC | SFD_NONBLOCK);
    const pid_t self = getpid();
    program_ = adopting && signals >= 0 ? bare_fork(0) : -1;
    if (program_ == 0) run_child(plan_, self);
    if (program_ < 0) {
      const ChildFailure failure{ChildStep::supervise, errno};
      const ssize_t written = write(plan_.status, &failure, sizeof failure);
      _exit(written == sizeof failure ? 126 : 125);
    }
    // Everything of ahub's is closed, the ends of the program's pipes above all. First out of the
    // way of the low numbers.
    constexpr int kFirstFree = 10;
    int kept[] = {plan_.life, plan_.report, signals};
    for (int& descriptor : kept) descriptor = fcntl(descriptor, F_DUPFD_CLOEXEC, kFirstFree);
    for (int i = 0; i < 3; ++i) dup2(kept[i], i);
    syscall(SYS_close_range, 3U, ~0U, 0);
    const bool orphaned = watch(0, 2);
    end_all();
    if (orphaned && !plan_.scratch.empty()) remove_tree(plan_.scratch.c_str());
    const ssize_t written = write(1, &report_, sizeof report_);
    _exit(written == sizeof report_ ? 0 : 1);
  }

 private:
  /// Until the program ends, ahub says so, or ahub is no more: true.
  bool watch(int life, int signals) noexcept {
    pollfd watched[2] = {{life, POLLIN, 0}, {signals, POLLIN, 0}};
    for (;;) {
      if (poll(watched, 2, -1) < 0 && errno != EINTR) return false;
      if (watched[0].revents != 0) return true;
      bool told = false;
      signalfd_siginfo signal{};
      while (read(signals, &signal, sizeof signal) == static_cast<ssize_t>(sizeof signal))
        told = told || signal.ssi_signo == SIGTERM;
      reap(WNOHANG);
      if (told || done_) return false;
    }
  }

  /// True while there are children.
  bool reap(int flags) noexcept {
    for (;;) {
      int status = 0;
      rusage usage{};
      const pid_t child = wait4(-1, &status, flags, &usage);
      if (child < 0 && errno == EINTR) continue;
      if (child < 0) return false;
      if (child == 0) return true;
      if (child != program_) continue;
      done_ = true;
      report_ = {status, seconds_of(usage)};
    }
  }

  void end_all() noexcept {
    if (first_ && getpid() == 1) {
      kill(-1, SIGKILL);  // Everything in the namespace but this process.
      reap(0);
      return;
    }
    // Who forks without end is outrun only by a PID namespace.
    constexpr int kRounds = 5000;
    for (int round = 0; round < kRounds; ++round) {
      if (!done_) kill(program_, SIGKILL);
      kill(-program_, SIGKILL);
      kill_children();
      if (!reap(WNOHANG)) return;
      sleep_a_millisecond();
    }
  }

  ChildPlan& plan_;
  const bool first_;
  pid_t program_ = -1;
  bool done_ = false;
  ChildReport report_{SIGKILL, 0};
};

}  // namespace

pid_t start_supervisor(ChildPlan& plan) noexcept {
  // No signal between the fork and the supervisor's own mask: ahub's handler must not run in it.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  bool first = true;
  pid_t supervisor = bare_fork(CLONE_NEWPID);
  if (supervisor < 0) {
    first = false;
    supervisor = bare_fork(0);
  }
  if (supervisor == 0) Supervisor(plan, first).run();
  const int error = errno;
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  errno = error;
  return supervisor;
}

void stop_supervisor(pid_t supervisor) noexcept { kill(supervisor, SIGTERM); }

Running::Running(pid_t supervisor) : slot_(0) {
  for (; slot_ < kSlots; ++slot_) {
    pid_t expected = 0;
    if (running[slot_].compare_exchange_strong(expected, supervisor)) break;
  }
  // Looked at after the id is there: `end_programs` sees it, or we see that it ran.
  if (slot_ < kSlots && !ended) return;
  stop_supervisor(supervisor);
  waitpid(supervisor, nullptr, 0);
  if (slot_ < kSlots) running[slot_] = 0;
  throw Error(ErrorKind::temporary, "interrupted", "no program is run any more");
}

Running::~Running() { running[slot_] = 0; }

void end_programs() noexcept {
  ended = true;
  for (std::atomic<pid_t>& supervisor : running) {
    if (const pid_t id = supervisor; id > 0) stop_supervisor(id);
  }
}

void await_programs(int milliseconds) noexcept {
  for (; milliseconds > 0; --milliseconds) {
    bool any = false;
    for (std::atomic<pid_t>& supervisor : running) {
      const pid_t id = supervisor;
      siginfo_t state{};
      if (id <= 0) continue;
      // Left for the thread that waits for it.
      any =
          any || (waitid(P_PID, static_cast<id_t>(id), &state, WEXITED | WNOHANG | WNOWAIT) == 0 &&
                  state.si_pid == 0);
    }
    if (!any) return;
    sleep_a_millisecond();
  }
}

}  // namespace ahub
