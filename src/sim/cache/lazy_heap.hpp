// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Residents of a cache by a key of eviction that a request can only raise. A request leaves the
// heap alone; a stale entry is brought up to date when it comes to the top.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ahub::sim {

template <class Key>
class LazyHeap {
 public:
  explicit LazyHeap(std::size_t most) { heap_.reserve(most); }

  void add(const Key& key, std::uint32_t id) {
    heap_.push_back({key, id});
    std::size_t at = heap_.size() - 1;
    const Entry entry = heap_[at];
    for (; at > 0 && entry.key < heap_[(at - 1) / kWays].key; at = (at - 1) / kWays)
      heap_[at] = heap_[(at - 1) / kWays];
    heap_[at] = entry;
  }

  /// Removes the resident with the least key and returns its id; `current(id)` is the key that it
  /// has now, never less than the one with which it was added.
  template <class Current>
  std::uint32_t pop(Current current) {
    for (;;) {
      Entry& top = heap_.front();
      const Key now = current(top.id);
      if (!(top.key < now)) break;
      top.key = now;
      sink();
    }
    const std::uint32_t id = heap_.front().id;
    heap_.front() = heap_.back();
    heap_.pop_back();
    if (!heap_.empty()) sink();
    return id;
  }

 private:
  static constexpr std::size_t kWays = 4;
  struct Entry {
    Key key;
    std::uint32_t id;
  };

  void sink() {
    const Entry entry = heap_.front();
    std::size_t at = 0;
    for (;;) {
      const std::size_t first = kWays * at + 1;
      if (first >= heap_.size()) break;
      const std::size_t end = first + kWays < heap_.size() ? first + kWays : heap_.size();
      std::size_t least = first;
      for (std::size_t child = first + 1; child < end; ++child) {
        if (heap_[child].key < heap_[least].key) least = child;
      }
      if (!(heap_[least].key < entry.key)) break;
      heap_[at] = heap_[least];
      at = least;
    }
    heap_[at] = entry;
  }

  std::vector<Entry> heap_;
};

}  // namespace ahub::sim
