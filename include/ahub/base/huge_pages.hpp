// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Large arrays on large pages.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <memory>
#include <vector>

namespace ahub {

/// The size of a huge page on x86-64 and arm64 with 4 KiB pages, bytes.
inline constexpr std::size_t kHugePage = std::size_t{2} << 20;

/// Reserves room for `count` values, and asks for huge pages where whole ones fit: fresh memory
/// then costs one page fault instead of 512. The system may say no; nothing else changes.
template <class Value>
void reserve_huge(std::vector<Value>& values, std::size_t count) {
  values.reserve(count);
  void* start = values.data();
  std::size_t bytes = values.capacity() * sizeof(Value);
  if (std::align(kHugePage, kHugePage, start, bytes) == nullptr) return;
  static_cast<void>(::madvise(start, bytes / kHugePage * kHugePage, MADV_HUGEPAGE));
}

}  // namespace ahub
