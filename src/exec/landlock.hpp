// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Landlock by its system calls: Debian 12's headers stop at ABI 2, so constants and sizes are our
// own (Linux Documentation/userspace-api/landlock.rst).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace ahub::landlock {

inline constexpr std::uint64_t kExecute = 1U << 0;
inline constexpr std::uint64_t kReadFile = 1U << 2;
inline constexpr std::uint64_t kReadDirectory = 1U << 3;

/// The kernel's ABI version; 0 when Landlock is absent or off.
int abi() noexcept;

/// A path and what is granted below it. Paths that do not exist are left out.
struct Grant {
  std::string path;
  std::uint64_t access;
};

/// A ruleset that denies every file access it knows of but the grants, TCP, abstract sockets and
/// signals to outside (each as far as the ABI goes). Returns its descriptor, or -1 with errno.
int make_ruleset(const std::vector<Grant>& grants) noexcept;

/// Encloses the calling thread for good. Async-signal-safe. False with errno.
bool enclose(int ruleset) noexcept;

}  // namespace ahub::landlock
