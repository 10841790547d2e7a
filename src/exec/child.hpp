// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What happens between fork and exec. The parent may have threads, so everything is prepared before
// the fork and only system calls are made after it.
#pragma once

#include <linux/filter.h>
#include <sys/types.h>

#include <string>
#include <vector>

#include "ahub/exec/sandbox.hpp"

namespace ahub {

/// The steps of the child that can fail, for the parent's message.
enum class ChildStep : int {
  streams,
  directory,
  limits,
  user,
  privileges,
  landlock,
  seccomp,
  execute,
  supervise
};
const char* to_string(ChildStep step) noexcept;

/// What the child reports through the status pipe when a step fails.
struct ChildFailure {
  ChildStep step;
  int error;
};

/// How the program ended, as its supervisor saw it.
struct ChildReport {
  int status = 0;  ///< As of waitpid.
  double cpu_seconds = 0;
};

struct ChildPlan {
  std::string directory;
  std::vector<std::string> arguments;  ///< The first is the program's path.
  std::vector<std::string> environment;
  std::vector<char*> argv, envp;  ///< Point into the above, null-terminated.
  ExecLimits limits;
  bool sandboxed = true;
  bool drop_user = false;  ///< Become nobody (65534) first.
  int ruleset = -1;
  std::vector<sock_filter> filter;
  std::size_t filter_pid = 0;  ///< Instruction that holds the process's own id.
  int null_in = -1, out = -1, err = -1, status = -1;
  int life = -1;        ///< Of the supervisor: ends with ahub.
  int report = -1;      ///< Of the supervisor: takes one `ChildReport`.
  std::string scratch;  ///< To be removed should ahub end first.
};

/// Never returns: executes the program, or reports the failed step and exits. `parent` is the
/// supervisor's id as the child sees it.
[[noreturn]] void run_child(ChildPlan& plan, pid_t parent) noexcept;

/// Forks without the handlers of the C library, as the child makes system calls only; `flags` go to
/// clone(2).
pid_t bare_fork(unsigned long flags) noexcept;

}  // namespace ahub
