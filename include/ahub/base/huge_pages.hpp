// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Large arrays on large pages.
#pragma once

#include <cstddef>
#include <vector>

namespace ahub {

/// The size of a huge page on x86-64 and arm64 with 4 KiB pages, bytes.
inline constexpr std::size_t kHugePage = std::size_t{2} << 20;

/// Asks for huge pages where whole ones fit into `bytes` bytes from `memory` on: fresh memory then
/// costs one page fault instead of 512. The system may say no; nothing else changes.
void ask_huge(void* memory, std::size_t bytes) noexcept;

/// Reserves room for `count` values, on huge pages where the system gives them.
template <class Value>
void reserve_huge(std::vector<Value>& values, std::size_t count) {
  values.reserve(count);
  ask_huge(values.data(), values.capacity() * sizeof(Value));
}

}  // namespace ahub
