// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/base/error.hpp"

#include <algorithm>
#include <array>

namespace ahub {

int exit_code(ErrorKind kind) noexcept {
  switch (kind) {
    case ErrorKind::usage:
      return 2;
    case ErrorKind::input:
      return 3;
    case ErrorKind::store:
      return 4;
    case ErrorKind::temporary:
      return 5;
    case ErrorKind::sandbox:
      return 6;
    case ErrorKind::limit:
      return 7;
    case ErrorKind::internal:
      return 70;
  }
  return 70;
}

int worse_exit(int left, int right) noexcept {
  // Worst first; a code that is not listed (interrupted: 130, 143) beats all.
  static constexpr std::array<int, 9> kOrder{70, 4, 5, 6, 3, 7, 2, 1, 0};
  const auto* const first = std::find(kOrder.begin(), kOrder.end(), left);
  const auto* const second = std::find(kOrder.begin(), kOrder.end(), right);
  if (first == kOrder.end()) return left;
  if (second == kOrder.end()) return right;
  return *std::min(first, second);
}

}  // namespace ahub
