// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/base/huge_pages.hpp"

#include <sys/mman.h>

#include <memory>

namespace ahub {

void ask_huge(void* memory, std::size_t bytes) noexcept {
  if (std::align(kHugePage, kHugePage, memory, bytes) == nullptr) return;
  static_cast<void>(::madvise(memory, bytes / kHugePage * kHugePage, MADV_HUGEPAGE));
}

}  // namespace ahub
