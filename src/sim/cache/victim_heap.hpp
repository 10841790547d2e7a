// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Residents of a frequency-based cache in order of eviction: an indexed binary heap over (count,
// stamp).
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace ahub::sim {

class VictimHeap {
 public:
  static constexpr std::uint32_t kAbsent = 0xffffffffU;

  VictimHeap(std::uint32_t catalog, std::uint32_t capacity) : place_(catalog, kAbsent) {
    heap_.reserve(capacity);
  }

  bool contains(std::uint32_t id) const { return place_[id] != kAbsent; }
  std::size_t size() const { return heap_.size(); }

  /// Adds an absent object.
  void add(std::uint32_t id, std::uint64_t count, std::uint64_t stamp) {
    heap_.push_back({count, stamp, id});
    place_[id] = static_cast<std::uint32_t>(heap_.size() - 1);
    rise(heap_.size() - 1);
  }
  /// Raises the key of a present object: a larger count, or the same with a later stamp.
  void raise(std::uint32_t id, std::uint64_t count, std::uint64_t stamp) {
    const std::size_t at = place_[id];
    heap_[at].count = count;
    heap_[at].stamp = stamp;
    sink(at);
  }
  std::uint64_t count(std::uint32_t id) const { return heap_[place_[id]].count; }
  std::uint64_t stamp(std::uint32_t id) const { return heap_[place_[id]].stamp; }

  /// Removes the object with the least (count, stamp).
  void pop() {
    place_[heap_.front().id] = kAbsent;
    heap_.front() = heap_.back();
    heap_.pop_back();
    if (heap_.empty()) return;
    place_[heap_.front().id] = 0;
    sink(0);
  }

 private:
  struct Entry {
    std::uint64_t count, stamp;
    std::uint32_t id;
    bool operator<(const Entry& other) const {
      return count != other.count ? count < other.count : stamp < other.stamp;
    }
  };

  void exchange(std::size_t a, std::size_t b) {
    std::swap(heap_[a], heap_[b]);
    place_[heap_[a].id] = static_cast<std::uint32_t>(a);
    place_[heap_[b].id] = static_cast<std::uint32_t>(b);
  }
  void rise(std::size_t at) {
    while (at > 0 && heap_[at] < heap_[(at - 1) / 2]) {
      exchange(at, (at - 1) / 2);
      at = (at - 1) / 2;
    }
  }
  void sink(std::size_t at) {
    for (;;) {
      std::size_t least = at;
      for (std::size_t child = 2 * at + 1; child <= 2 * at + 2 && child < heap_.size(); ++child) {
        if (heap_[child] < heap_[least]) least = child;
      }
      if (least == at) return;
      exchange(at, least);
      at = least;
    }
  }

  std::vector<Entry> heap_;
  std::vector<std::uint32_t> place_;
};

}  // namespace ahub::sim
