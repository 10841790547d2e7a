// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/pagedkv/buddy.hpp"

#include <algorithm>
#include <bit>

namespace ahub::sim::pagedkv {
namespace {

std::size_t order_of(std::uint32_t size) noexcept {
  return static_cast<std::size_t>(std::bit_width(size - 1));
}

}  // namespace

Buddy::Buddy(std::uint32_t slots) : runs_(33), free_(slots) {
  std::uint32_t start = 0;
  for (std::size_t order = 32; order-- > 0;) {
    const std::uint32_t size = std::uint32_t{1} << order;
    if ((slots & size) == 0) continue;
    runs_[order].insert(start);
    roots_.push_back(start);
    start += size;
  }
}

std::uint32_t Buddy::rounded(std::uint32_t size) noexcept {
  return std::uint32_t{1} << order_of(size);
}

std::optional<std::uint32_t> Buddy::allocate(std::uint32_t size) {
  const std::size_t wanted = order_of(size);
  std::size_t order = wanted;
  while (order < runs_.size() && runs_[order].empty()) ++order;
  if (order == runs_.size()) return std::nullopt;
  const std::uint32_t start = *runs_[order].begin();
  runs_[order].erase(runs_[order].begin());
  while (order > wanted) {
    --order;
    runs_[order].insert(start + (std::uint32_t{1} << order));
  }
  free_ -= std::uint32_t{1} << wanted;
  return start;
}

std::uint32_t Buddy::root_of(std::uint32_t start) const {
  return *std::prev(std::upper_bound(roots_.begin(), roots_.end(), start));
}

void Buddy::release(std::uint32_t start, std::uint32_t size) {
  std::size_t order = order_of(size);
  free_ += std::uint32_t{1} << order;
  const std::uint32_t root = root_of(start);
  for (;; ++order) {
    // A buddy differs in one bit of its distance from the root; the root's own is never free.
    const std::uint32_t buddy = root + ((start - root) ^ (std::uint32_t{1} << order));
    const auto found = runs_[order].find(buddy);
    if (found == runs_[order].end() || root_of(buddy) != root) break;
    runs_[order].erase(found);
    start = std::min(start, buddy);
  }
  runs_[order].insert(start);
}

}  // namespace ahub::sim::pagedkv
