// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// LRU: evicts the object whose last request lies furthest back (Mattson et al., IBM Systems Journal
// 1970).
#pragma once

#include "sim/cache/replay.hpp"

namespace ahub::sim {

class Lru {
 public:
  Lru(std::uint32_t catalog, std::uint32_t capacity) : list_(catalog), capacity_(capacity) {}

  bool request(std::uint32_t id) {
    if (list_.contains(id)) {
      list_.remove(id);
      list_.push_front(id);
      return true;
    }
    if (list_.size() == capacity_) {
      list_.remove(list_.back());
      ++evictions_;
    }
    list_.push_front(id);
    return false;
  }
  std::int64_t evictions() const { return evictions_; }

 private:
  IdList list_;
  std::uint32_t capacity_;
  std::int64_t evictions_ = 0;
};

}  // namespace ahub::sim
