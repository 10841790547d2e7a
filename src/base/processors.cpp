// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/base/processors.hpp"

#include <sched.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <thread>

namespace ahub {

namespace fs = std::filesystem;

namespace {

/// "QUOTA PERIOD" of version 2 or the two files of version 1; "max" and -1 mean no limit.
std::optional<double> share(std::istream& quota_from, std::istream& period_from) {
  double quota = 0, period = 0;
  if (!(quota_from >> quota) || !(period_from >> period) || quota <= 0 || period <= 0)
    return std::nullopt;
  return quota / period;
}

std::optional<double> quota_of_group(const fs::path& group) {
  if (std::ifstream both(group / "cpu.max"); both) return share(both, both);
  std::ifstream quota(group / "cpu.cfs_quota_us"), period(group / "cpu.cfs_period_us");
  return share(quota, period);
}

std::string text_of(const char* file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

int processors_of_affinity() {
  // The kernel refuses sets smaller than its own, which may be larger than cpu_set_t.
  for (int most = 1024; most <= 1 << 20; most *= 4) {
    const std::unique_ptr<cpu_set_t, void (*)(cpu_set_t*)> set(
        CPU_ALLOC(static_cast<std::size_t>(most)), [](cpu_set_t* one) { CPU_FREE(one); });
    if (!set) break;
    const std::size_t bytes = CPU_ALLOC_SIZE(static_cast<std::size_t>(most));
    if (sched_getaffinity(0, bytes, set.get()) == 0) return CPU_COUNT_S(bytes, set.get());
    if (errno != EINVAL) break;
  }
  return static_cast<int>(std::thread::hardware_concurrency());
}

}  // namespace

std::optional<double> processor_quota(std::string_view membership, const fs::path& root) {
  std::optional<double> least;
  while (!membership.empty()) {
    const std::size_t end = std::min(membership.find('\n'), membership.size());
    const std::string_view line = membership.substr(0, end);
    membership.remove_prefix(std::min(end + 1, membership.size()));
    // "NUMBER:CONTROLLERS:PATH"; version 2 has no controllers there.
    const std::size_t first = line.find(':');
    const std::size_t second = first == line.npos ? line.npos : line.find(':', first + 1);
    if (second == line.npos) continue;
    const std::string_view controllers = line.substr(first + 1, second - first - 1);
    const fs::path path = fs::path(line.substr(second + 1)).relative_path();
    const bool of_processors =
        ("," + std::string(controllers) + ",").find(",cpu,") != std::string::npos;
    if (!controllers.empty() && !of_processors) continue;
    const fs::path top = controllers.empty() ? root : root / "cpu";
    for (fs::path group = path;; group = group.parent_path()) {
      if (const std::optional<double> quota = quota_of_group(top / group))
        least = std::min(least.value_or(*quota), *quota);
      if (group.empty()) break;
    }
  }
  return least;
}

int usable_processors() {
  int processors = std::max(processors_of_affinity(), 1);
  if (const auto quota = processor_quota(text_of("/proc/self/cgroup"), "/sys/fs/cgroup"))
    processors = std::min(processors, std::max(1, static_cast<int>(std::ceil(*quota))));
  return processors;
}

}  // namespace ahub
