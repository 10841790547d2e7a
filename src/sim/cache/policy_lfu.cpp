// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// LFU in the cache: a count is lost with its object. A hit only notes the new count; who is asked
// for a victim brings the order up to date. Objects of count 1 go first, in order of admission, so
// that most victims need a queue only.
#include "sim/cache/id_ring.hpp"
#include "sim/cache/lazy_heap.hpp"
#include "sim/cache/rows.hpp"

namespace ahub::sim {
namespace {

template <bool kSized>
class Lfu {
 public:
  explicit Lfu(const ReplayInput& input)
      : room_(input),
        keys_(input.objects, kAbsent),
        once_(Room<kSized>::most(input)),
        more_(Room<kSized>::most(input)) {}

  void prefetch(std::uint32_t id) const { __builtin_prefetch(&keys_[id], 1); }
  bool request(std::uint32_t id) {
    ++now_;
    if (keys_[id] != kAbsent) {
      keys_[id] = (keys_[id] >> 32U << 32U) + kOnce + now_;
      return true;
    }
    if (!room_.admits(id)) return false;
    while (room_.lacks(id)) evict();
    once_.push(id);
    keys_[id] = kOnce + now_;
    room_.take(id);
    return false;
  }
  std::int64_t evictions() const { return evictions_; }

 private:
  static constexpr std::uint64_t kAbsent = 0;
  static constexpr std::uint64_t kOnce = std::uint64_t{1} << 32U;

  void evict() {
    const std::uint32_t victim = least();
    keys_[victim] = kAbsent;
    room_.give(victim);
    ++evictions_;
  }
  std::uint32_t least() {
    while (!once_.empty()) {
      const std::uint32_t id = once_.pop();
      if (keys_[id] < 2 * kOnce) return id;
      more_.add(keys_[id], id);
    }
    return more_.pop([&](std::uint32_t id) { return keys_[id]; });
  }

  Room<kSized> room_;
  // Count << 32 | the request that raised it to that. No trace has 2^32 requests.
  std::vector<std::uint64_t> keys_;
  IdRing once_;  // Admitted and, when last looked at, not requested again.
  LazyHeap<std::uint64_t> more_;
  std::uint32_t now_ = 0;
  std::int64_t evictions_ = 0;
};

}  // namespace

PolicyRow lfu_policy() {
  return {"lfu",
          "least frequently used while in the cache; among equals the one longest at its count",
          "Robinson, Devarakonda, SIGMETRICS 1990, section 1 (LFU); ties as in libCacheSim",
          "",
          true,
          replay_sized<Lfu>,
          hits_sized<Lfu>};
}

}  // namespace ahub::sim
