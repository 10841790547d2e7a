// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// FIFO: evicts the object that was admitted first; a hit changes nothing.
#pragma once

#include "sim/cache/replay.hpp"

namespace ahub::sim {

class Fifo {
 public:
  Fifo(std::uint32_t catalog, std::uint32_t capacity) : resident_(catalog, 0), ring_(capacity) {}

  bool request(std::uint32_t id) {
    if (resident_[id] != 0) return true;
    if (size_ == ring_.size()) {
      resident_[ring_[next_]] = 0;
      ++evictions_;
    } else {
      ++size_;
    }
    ring_[next_] = id;
    resident_[id] = 1;
    next_ = next_ + 1 == ring_.size() ? 0 : next_ + 1;
    return false;
  }
  std::int64_t evictions() const { return evictions_; }

 private:
  std::vector<std::uint8_t> resident_;
  std::vector<std::uint32_t> ring_;
  std::size_t next_ = 0, size_ = 0;
  std::int64_t evictions_ = 0;
};

}  // namespace ahub::sim
