// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// 2Q, the full version: a FIFO for what is new, an LRU for what came back after it had left the
// FIFO.
#include "sim/cache/id_lists.hpp"
#include "sim/cache/rows.hpp"

namespace ahub::sim {
namespace {

class TwoQueues {
 public:
  explicit TwoQueues(const ReplayInput& input)
      : capacity_(Room<false>(input).capacity()),
        in_limit_(input.capacity / 4),
        out_limit_(input.capacity / 2),
        am_limit_(input.libcachesim ? input.capacity - in_limit_ : capacity_),
        place_(input.objects, kNowhere),
        lists_(input.objects, 3) {}

  void prefetch(std::uint32_t id) const {
    __builtin_prefetch(&place_[id], 1);
    lists_.prefetch(id);
  }
  bool request(std::uint32_t id) {
    if (place_[id] == kIn) return true;
    if (place_[id] == kAm) {
      lists_.move_front(kAm, id);
      return true;
    }
    const bool known = place_[id] == kOut;
    if (known) take(id);
    if (sizes_[kIn] + sizes_[kAm] == capacity_) evict();
    while (known && sizes_[kAm] >= am_limit_ && sizes_[kAm] > 0) drop_from_am();
    put(known ? kAm : kIn, id);
    return false;
  }
  std::int64_t evictions() const { return evictions_; }

 private:
  enum : std::uint8_t { kIn, kOut, kAm, kNowhere };

  void put(std::uint8_t list, std::uint32_t id) {
    lists_.push_front(list, id);
    place_[id] = list;
    ++sizes_[list];
  }
  void take(std::uint32_t id) {
    lists_.remove(id);
    --sizes_[place_[id]];
    place_[id] = kNowhere;
  }
  void drop_from_am() {
    take(lists_.back(kAm));
    ++evictions_;
  }
  void evict() {
    if (sizes_[kIn] <= in_limit_ && sizes_[kAm] > 0) return drop_from_am();
    const std::uint32_t victim = lists_.back(kIn);
    take(victim);
    ++evictions_;
    if (out_limit_ == 0) return;
    put(kOut, victim);
    if (sizes_[kOut] > out_limit_) take(lists_.back(kOut));
  }

  std::uint64_t capacity_, in_limit_, out_limit_, am_limit_;
  std::uint64_t sizes_[3] = {};
  std::vector<std::uint8_t> place_;
  IdLists lists_;
  std::int64_t evictions_ = 0;
};

}  // namespace

PolicyRow two_queues_policy() {
  return {"2q",
          "a FIFO for the new (25 %), an LRU for what returns from its ghosts (50 %)",
          "Johnson, Shasha, VLDB 1994, section 3, full version; Kin = c/4, Kout = c/2",
          "libCacheSim (variant) bounds the LRU by c - Kin as well.",
          false,
          replay_unit<TwoQueues>,
          hits_unit<TwoQueues>};
}

}  // namespace ahub::sim
