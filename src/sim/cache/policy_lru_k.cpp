// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// LRU-2: the last two requests of every object, packed so that one comparison orders victims.
#include "sim/cache/lazy_heap.hpp"
#include "sim/cache/rows.hpp"

namespace ahub::sim {
namespace {

template <bool kSized>
class LruK {
 public:
  explicit LruK(const ReplayInput& input)
      : room_(input),
        history_(input.objects, 0),
        resident_(input.objects, 0),
        heap_(Room<kSized>::most(input)) {}

  void prefetch(std::uint32_t id) const {
    __builtin_prefetch(&history_[id], 1);
    __builtin_prefetch(&resident_[id], 1);
  }
  bool request(std::uint32_t id) {
    // The high half is the last request but one, 0 when there was none.
    history_[id] = history_[id] << 32U | ++now_;
    if (resident_[id] != 0) return true;
    if (!room_.admits(id)) return false;
    while (room_.lacks(id)) {
      const std::uint32_t victim =
          heap_.pop([this](std::uint32_t other) { return history_[other]; });
      resident_[victim] = 0;
      room_.give(victim);
      ++evictions_;
    }
    heap_.add(history_[id], id);
    resident_[id] = 1;
    room_.take(id);
    return false;
  }
  std::int64_t evictions() const { return evictions_; }

 private:
  Room<kSized> room_;
  std::vector<std::uint64_t> history_;
  std::vector<std::uint8_t> resident_;
  LazyHeap<std::uint64_t> heap_;
  std::uint32_t now_ = 0;
  std::int64_t evictions_ = 0;
};

}  // namespace

PolicyRow lru_k_policy() {
  return {
      "lru-k",
      "oldest last request but one (K = 2)",
      "O'Neil, O'Neil, Weikum, SIGMOD 1993, sections 2 and 3",
      "The history of an evicted object is kept for ever and no requests are taken as correlated.",
      true,
      replay_sized<LruK>,
      hits_sized<LruK>};
}

}  // namespace ahub::sim
