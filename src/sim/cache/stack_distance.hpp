// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// LRU stack distances of a trace: for every request the number of different objects requested since
// the object's last request, itself included.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace ahub::sim {

class StackDistances {
 public:
  explicit StackDistances(std::uint32_t objects)
      : stamps_(objects, kNever),
        owners_(std::size_t{2} * objects + 2, kNever),
        tree_(owners_.size(), 0) {}

  /// The distance of this request, 1 or more; 0 for an object's first.
  std::uint32_t request(std::uint32_t id) {
    if (next_ == owners_.size()) renumber();
    const std::uint32_t stamp = stamps_[id];
    std::uint32_t distance = 0;
    if (stamp == kNever) {
      ++live_;
    } else {
      distance = live_ - before(stamp);
      owners_[stamp] = kNever;
      add(stamp, ~0U);
    }
    stamps_[id] = next_;
    owners_[next_] = id;
    add(next_++, 1);
    return distance;
  }

 private:
  static constexpr std::uint32_t kNever = 0xffffffffU;

  // A Fenwick tree over stamps; stamp s lies at s + 1. Counts wrap around like all unsigned
  // numbers.
  void add(std::uint32_t stamp, std::uint32_t change) {
    for (std::size_t i = std::size_t{stamp} + 1; i < tree_.size(); i += i & (~i + 1))
      tree_[i] += change;
  }
  /// Live stamps below `stamp`.
  std::uint32_t before(std::uint32_t stamp) const {
    std::uint32_t sum = 0;
    for (std::size_t i = stamp; i > 0; i &= i - 1) sum += tree_[i];
    return sum;
  }
  /// Closes the gaps that moved objects left; happens once in `objects` requests at most.
  void renumber() {
    std::uint32_t next = 0;
    for (const std::uint32_t owner : owners_) {
      if (owner == kNever) continue;
      stamps_[owner] = next;
      owners_[next++] = owner;
    }
    std::fill(owners_.begin() + next, owners_.end(), kNever);
    std::fill(tree_.begin(), tree_.end(), 0U);
    next_ = next;
    for (std::size_t i = 1; i < tree_.size(); ++i) {
      tree_[i] += i <= next ? 1 : 0;
      const std::size_t parent = i + (i & (~i + 1));
      if (parent < tree_.size()) tree_[parent] += tree_[i];
    }
  }

  std::vector<std::uint32_t> stamps_;  // By object.
  std::vector<std::uint32_t> owners_;  // By stamp.
  std::vector<std::uint32_t> tree_;
  std::uint32_t next_ = 0, live_ = 0;
};

}  // namespace ahub::sim
