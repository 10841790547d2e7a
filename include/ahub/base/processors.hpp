// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// How many processors this process may use, which on a shared machine is fewer than there are.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

namespace ahub {

/// Processors' worth of time that control groups allow, the least of the group and those above it;
/// nothing without a limit. `membership`: the text of /proc/self/cgroup; `root`: where the groups
/// are mounted. Reads cpu.max of version 2 and cpu.cfs_quota_us of version 1.
std::optional<double> processor_quota(std::string_view membership,
                                      const std::filesystem::path& root);

/// 1 or more: the processors that this process may be scheduled on, as taskset and batch systems
/// set them, and no more than its control groups' quota rounded up.
int usable_processors();

}  // namespace ahub
