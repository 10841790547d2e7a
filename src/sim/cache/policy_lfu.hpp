// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// LFU in the cache: counts live only while the object is resident; among the least frequent the one
// that has been at this frequency longest goes first.
#pragma once

#include "sim/cache/victim_heap.hpp"

namespace ahub::sim {

class Lfu {
 public:
  Lfu(std::uint32_t catalog, std::uint32_t capacity)
      : heap_(catalog, capacity), capacity_(capacity) {}

  bool request(std::uint32_t id) {
    ++clock_;
    if (heap_.contains(id)) {
      heap_.raise(id, heap_.count(id) + 1, clock_);
      return true;
    }
    if (heap_.size() == capacity_) {
      heap_.pop();
      ++evictions_;
    }
    heap_.add(id, 1, clock_);
    return false;
  }
  std::int64_t evictions() const { return evictions_; }

 private:
  VictimHeap heap_;
  std::uint32_t capacity_;
  std::uint64_t clock_ = 0;
  std::int64_t evictions_ = 0;
};

}  // namespace ahub::sim
