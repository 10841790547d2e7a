// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The system calls that a package's script may make, as a BPF program.
#pragma once

#include <linux/filter.h>

#include <vector>

namespace ahub {

/// Default answer EPERM; calls of another architecture kill the process. `pid` is the process whose
/// own threads it may signal.
std::vector<sock_filter> seccomp_filter(unsigned pid);

/// Index of the instruction that holds the pid: the child patches it after the fork.
std::size_t seccomp_pid_index(const std::vector<sock_filter>& filter, unsigned pid);

}  // namespace ahub
