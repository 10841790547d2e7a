// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "exec/landlock.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstddef>

namespace ahub::landlock {
namespace {

struct RulesetAttributes {
  std::uint64_t handled_access_fs;
  std::uint64_t handled_access_net;
  std::uint64_t scoped;
};

struct __attribute__((packed)) PathBeneath {
  std::uint64_t allowed_access;
  std::int32_t parent_fd;
};

constexpr std::uint32_t kVersionFlag = 1;
constexpr int kRulePathBeneath = 1;

/// All file rights up to an ABI: 13 in the first, then refer, truncate (3) and device ioctls (5).
std::uint64_t all_rights(int version) {
  std::uint64_t rights = (1U << 13U) - 1;
  if (version >= 2) rights |= 1U << 13U;
  if (version >= 3) rights |= 1U << 14U;
  if (version >= 5) rights |= 1U << 15U;
  return rights;
}

/// The structure grew with the ABI; an older kernel refuses the longer one.
std::size_t attribute_size(int version) {
  if (version >= 6) return 24;
  return version >= 4 ? 16 : 8;
}

}  // namespace

int abi() noexcept {
  const long version = syscall(SYS_landlock_create_ruleset, nullptr, 0, kVersionFlag);
  return version > 0 ? static_cast<int>(version) : 0;
}

int make_ruleset(const std::vector<Grant>& grants) noexcept {
  const int version = abi();
  RulesetAttributes attributes{all_rights(version), 3, 3};
  const int ruleset = static_cast<int>(
      syscall(SYS_landlock_create_ruleset, &attributes, attribute_size(version), 0));
  if (ruleset < 0) return -1;
  for (const Grant& grant : grants) {
    const int place = ::open(grant.path.c_str(), O_PATH | O_CLOEXEC);
    if (place < 0) continue;
    struct stat status {};
    std::uint64_t access = grant.access;
    // Rights on directories are refused for a file's rule.
    if (fstat(place, &status) == 0 && !S_ISDIR(status.st_mode)) access &= kExecute | kReadFile;
    const PathBeneath rule{access, place};
    const long added = syscall(SYS_landlock_add_rule, ruleset, kRulePathBeneath, &rule, 0);
    ::close(place);
    if (added != 0) {
      ::close(ruleset);
      return -1;
    }
  }
  return ruleset;
}

bool enclose(int ruleset) noexcept { return syscall(SYS_landlock_restrict_self, ruleset, 0) == 0; }

}  // namespace ahub::landlock
