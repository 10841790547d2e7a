// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Perfect LFU: counts of all objects survive eviction; among the least frequent residents the one
// that was admitted first goes first (what Python's min over an insertion-ordered dict picks).
#pragma once

#include "sim/cache/victim_heap.hpp"

namespace ahub::sim {

class LfuPerfect {
 public:
  LfuPerfect(std::uint32_t catalog, std::uint32_t capacity)
      : heap_(catalog, capacity), counts_(catalog, 0), capacity_(capacity) {}

  bool request(std::uint32_t id) {
    const std::uint64_t count = ++counts_[id];
    if (heap_.contains(id)) {
      heap_.raise(id, count, heap_.stamp(id));
      return true;
    }
    if (heap_.size() == capacity_) {
      heap_.pop();
      ++evictions_;
    }
    heap_.add(id, count, ++admissions_);
    return false;
  }
  std::int64_t evictions() const { return evictions_; }

 private:
  VictimHeap heap_;
  std::vector<std::uint64_t> counts_;
  std::uint32_t capacity_;
  std::uint64_t admissions_ = 0;
  std::int64_t evictions_ = 0;
};

}  // namespace ahub::sim
