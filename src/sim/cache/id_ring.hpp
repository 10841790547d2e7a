// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A first-in first-out queue of object ids in a ring of fixed room.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ahub::sim {

class IdRing {
 public:
  /// Room for `most` ids at once.
  explicit IdRing(std::size_t most) : ids_(most + 1) {}

  bool empty() const { return head_ == tail_; }
  std::size_t size() const { return head_ >= tail_ ? head_ - tail_ : head_ + ids_.size() - tail_; }
  /// The oldest.
  std::uint32_t oldest() const { return ids_[tail_]; }
  void push(std::uint32_t id) {
    ids_[head_] = id;
    head_ = next(head_);
  }
  std::uint32_t pop() {
    const std::uint32_t id = ids_[tail_];
    tail_ = next(tail_);
    return id;
  }

 private:
  std::size_t next(std::size_t at) const { return at + 1 == ids_.size() ? 0 : at + 1; }

  std::vector<std::uint32_t> ids_;
  std::size_t head_ = 0, tail_ = 0;
};

}  // namespace ahub::sim
