// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Replays a trace through one policy. A policy is a class with
//   Policy(std::uint32_t catalog, std::uint32_t capacity)
//   bool request(std::uint32_t id)      // true on a hit; on a miss the object is admitted
//   std::int64_t evictions() const
// chosen once a run, so that no request pays an indirect call.
#pragma once

#include <cstdint>
#include <span>

#include "ahub/sim/simulator.hpp"

namespace ahub::sim {

struct Replay {
  std::int64_t hits = 0;       ///< Among the requests after the warm-up.
  std::int64_t evictions = 0;  ///< In the whole trace.
};

template <class Policy>
Replay replay(std::span<const std::uint32_t> trace, std::uint32_t catalog, std::uint32_t capacity,
              std::int64_t warmup, const Deadline& deadline) {
  constexpr std::size_t kDeadlineMask = 0xFFFF;
  Policy policy(catalog, capacity);
  Replay result;
  for (std::size_t i = 0; i < trace.size(); ++i) {
    if ((i & kDeadlineMask) == 0) deadline.check();
    const bool hit = policy.request(trace[i]);
    result.hits += hit && static_cast<std::int64_t>(i) >= warmup ? 1 : 0;
  }
  result.evictions = policy.evictions();
  return result;
}

/// A doubly linked list of object ids without allocation: one pair of indices an object.
/// An object is in at most one list; `next == kAbsent` says that it is in none.
class IdList {
 public:
  static constexpr std::uint32_t kAbsent = 0xffffffffU;

  explicit IdList(std::uint32_t catalog)
      : links_(std::size_t{catalog} + 1, {kAbsent, kAbsent}), end_(catalog) {
    links_[end_] = {end_, end_};
  }
  bool contains(std::uint32_t id) const { return links_[id].next != kAbsent; }
  std::uint32_t back() const { return links_[end_].previous; }
  void push_front(std::uint32_t id) {
    const std::uint32_t first = links_[end_].next;
    links_[id] = {first, end_};
    links_[first].previous = id;
    links_[end_].next = id;
    ++size_;
  }
  void remove(std::uint32_t id) {
    const Link link = links_[id];
    links_[link.previous].next = link.next;
    links_[link.next].previous = link.previous;
    links_[id].next = kAbsent;
    --size_;
  }
  std::uint32_t size() const { return size_; }

 private:
  struct Link {
    std::uint32_t next, previous;
  };
  std::vector<Link> links_;  // The last one is the sentinel.
  std::uint32_t end_;
  std::uint32_t size_ = 0;
};

}  // namespace ahub::sim
