// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The process between ahub and a package's program: it ends with ahub, and what it started ends
// with it.
#pragma once

#include <sys/types.h>

#include "exec/child.hpp"

namespace ahub {

/// Starts the supervisor, which starts the program. As root it is the first process of a PID
/// namespace, so that the kernel ends every descendant with it; else it adopts orphans and kills
/// them one by one. Only system calls are made after the fork. Returns its id, or -1 with errno.
pid_t start_supervisor(ChildPlan& plan) noexcept;

/// Makes the supervisor kill what it watches over, report and end. Async-signal-safe.
void stop_supervisor(pid_t supervisor) noexcept;

/// The supervisors of this process that `end_programs` stops.
class Running {
 public:
  /// Throws `Error{temporary, "interrupted"}` when programs may not begin any more; stops the
  /// supervisor first.
  explicit Running(pid_t supervisor);
  ~Running();
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

 private:
  std::size_t slot_;
};

}  // namespace ahub
