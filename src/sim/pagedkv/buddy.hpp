// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A binary buddy allocator (Knowlton, CACM 8 (1965); Knuth, TAOCP 1, 2.5) over any number of slots.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

namespace ahub::sim::pagedkv {

/// Hands out contiguous runs of a power of two slots. A size that is no power of two is split at
/// the start into the powers of its binary form, the largest first; buddies merge within them only.
class Buddy {
 public:
  /// 1 <= slots < 2^32.
  explicit Buddy(std::uint32_t slots);
  /// The first slot of a run of at least `size` >= 1 slots, the lowest that fits; nothing when
  /// there is none.
  std::optional<std::uint32_t> allocate(std::uint32_t size);
  /// Gives back the run that `allocate(size)` returned.
  void release(std::uint32_t start, std::uint32_t size);
  /// Slots in runs that are not handed out.
  std::uint32_t free_slots() const noexcept { return free_; }
  /// What a run for `size` takes: the next power of two.
  static std::uint32_t rounded(std::uint32_t size) noexcept;

 private:
  std::uint32_t root_of(std::uint32_t start) const;
  std::vector<std::set<std::uint32_t>> runs_;  // Free ones, by the logarithm of their size.
  std::vector<std::uint32_t> roots_;           // Where the initial runs start.
  std::uint32_t free_;
};

}  // namespace ahub::sim::pagedkv
