// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "exec/child.hpp"

#include <fcntl.h>
#include <linux/capability.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cmath>

#include "exec/landlock.hpp"

namespace ahub {
namespace {

constexpr uid_t kNobody = 65534;
constexpr int kFirstFree = 10;

bool limit(int resource, rlim_t soft, rlim_t hard) noexcept {
  const rlimit value{soft, hard};
  return setrlimit(static_cast<__rlimit_resource>(resource), &value) == 0;
}

bool set_limits(const ExecLimits& limits) noexcept {
  const auto cpu = static_cast<rlim_t>(std::ceil(limits.cpu_seconds));
  constexpr rlim_t kStack = 8U << 20;
  return limit(RLIMIT_CORE, 0, 0) && limit(RLIMIT_CPU, cpu, cpu + 1) && limit(RLIMIT_FSIZE, 0, 0) &&
         limit(RLIMIT_NOFILE, 64, 64) && limit(RLIMIT_STACK, kStack, kStack) &&
         limit(RLIMIT_MEMLOCK, 0, 0) && limit(RLIMIT_MSGQUEUE, 0, 0) &&
         limit(RLIMIT_AS, limits.memory_bytes, limits.memory_bytes);
}

bool become_nobody() noexcept {
  // Raw calls: glibc's wrappers signal the threads that the child does not have.
  return syscall(SYS_setgroups, 0, nullptr) == 0 &&
         syscall(SYS_setresgid, kNobody, kNobody, kNobody) == 0 &&
         syscall(SYS_setresuid, kNobody, kNobody, kNobody) == 0;
}

/// No capability may be kept, regained by exec, or inherited.
bool drop_privileges() noexcept {
  for (unsigned capability = 0; capability < 64; ++capability)
    prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);
  prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct data[2] = {};
  return syscall(SYS_capset, &header, data) == 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
}

bool install_filter(ChildPlan& plan) noexcept {
  plan.filter[plan.filter_pid].k = static_cast<unsigned>(getpid());
  const sock_fprog program{static_cast<unsigned short>(plan.filter.size()), plan.filter.data()};
  return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0;
}

}  // namespace

const char* to_string(ChildStep step) noexcept {
  switch (step) {
    case ChildStep::streams:
      return "redirecting its streams";
    case ChildStep::directory:
      return "entering its directory";
    case ChildStep::limits:
      return "setting resource limits";
    case ChildStep::user:
      return "dropping the user";
    case ChildStep::privileges:
      return "dropping privileges";
    case ChildStep::landlock:
      return "enclosing it with Landlock";
    case ChildStep::seccomp:
      return "installing the seccomp filter";
    case ChildStep::execute:
      return "executing the interpreter";
    case ChildStep::supervise:
      return "watching over it";
  }
  return "starting it";
}

pid_t bare_fork(unsigned long flags) noexcept {
  return static_cast<pid_t>(syscall(SYS_clone, flags | SIGCHLD, 0, 0, 0, 0));
}

void run_child(ChildPlan& plan, pid_t parent) noexcept {
  const auto require = [&](bool done, ChildStep step) {
    if (done) return;
    const ChildFailure failure{step, errno};
    const ssize_t written = write(plan.status, &failure, sizeof failure);
    _exit(written == sizeof failure ? 126 : 125);
  };
  // Asked again below: another user's id takes it away. A parent that is gone already sends
  // nothing.
  const auto die_with_parent = [&] {
    return prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0 && getppid() == parent;
  };
  require(die_with_parent(), ChildStep::supervise);
  setsid();
  umask(077);
  for (const int number : {SIGPIPE, SIGXFSZ, SIGINT, SIGTERM, SIGHUP, SIGALRM})
    signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);

  // First out of the way of the low numbers, whichever of them the parent happened to use.
  for (int* descriptor : {&plan.null_in, &plan.out, &plan.err, &plan.status, &plan.ruleset}) {
    if (*descriptor >= 0) *descriptor = fcntl(*descriptor, F_DUPFD_CLOEXEC, kFirstFree);
  }
  require(dup2(plan.null_in, 0) == 0 && dup2(plan.out, 1) == 1 && dup2(plan.err, 2) == 2,
          ChildStep::streams);
  require(dup3(plan.status, 3, O_CLOEXEC) == 3, ChildStep::streams);
  plan.status = 3;
  if (plan.ruleset >= 0) {
    require(dup3(plan.ruleset, 4, O_CLOEXEC) == 4, ChildStep::streams);
    plan.ruleset = 4;
  }
  require(syscall(SYS_close_range, plan.ruleset >= 0 ? 5U : 4U, ~0U, 0) == 0, ChildStep::streams);
  require(chdir(plan.directory.c_str()) == 0, ChildStep::directory);
  if (plan.sandboxed) {
    if (plan.drop_user) require(become_nobody(), ChildStep::user);
    // Capabilities are the superuser's; an ordinary user has none to drop but still gives up
    // gaining any.
    require(drop_privileges(), ChildStep::privileges);
    require(landlock::enclose(plan.ruleset), ChildStep::landlock);
    syscall(SYS_close, plan.ruleset);
  }
  require(die_with_parent(), ChildStep::supervise);
  require(set_limits(plan.limits), ChildStep::limits);
  if (plan.sandboxed) require(install_filter(plan), ChildStep::seccomp);
  execve(plan.argv.front(), plan.argv.data(), plan.envp.data());
  require(false, ChildStep::execute);
  _exit(127);
}

}  // namespace ahub
