// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// LFU with dynamic aging: counts start above what was evicted last, so that old fame fades.
#include "sim/cache/lazy_heap.hpp"
#include "sim/cache/rows.hpp"

namespace ahub::sim {
namespace {

template <bool kSized>
class Lfuda {
 public:
  explicit Lfuda(const ReplayInput& input)
      : room_(input),
        counts_(input.objects, 0),
        keys_(input.objects),
        heap_(Room<kSized>::most(input)) {}

  void prefetch(std::uint32_t id) const {
    __builtin_prefetch(&counts_[id], 1);
    __builtin_prefetch(&keys_[id], 1);
  }
  bool request(std::uint32_t id) {
    ++now_;
    if (counts_[id] != 0) {
      value(id);
      return true;
    }
    if (!room_.admits(id)) return false;
    while (room_.lacks(id)) {
      const std::uint32_t victim = heap_.pop([this](std::uint32_t other) { return keys_[other]; });
      age_ = keys_[victim].worth;
      counts_[victim] = 0;
      room_.give(victim);
      ++evictions_;
    }
    value(id);
    heap_.add(keys_[id], id);
    room_.take(id);
    return false;
  }
  std::int64_t evictions() const { return evictions_; }

 private:
  struct Key {
    std::uint32_t worth;
    std::uint32_t since;  // Among equals the one that has had its key longest goes first.
    bool operator<(const Key& other) const {
      return worth != other.worth ? worth < other.worth : since < other.since;
    }
  };
  void value(std::uint32_t id) {
    ++counts_[id];
    keys_[id] = {age_ + counts_[id], now_};
  }

  Room<kSized> room_;
  std::vector<std::uint32_t> counts_;  // 0: not resident.
  std::vector<Key> keys_;
  LazyHeap<Key> heap_;
  std::uint32_t now_ = 0;
  std::uint32_t age_ = 0;  // L of the paper: the key of the last victim.
  std::int64_t evictions_ = 0;
};

}  // namespace

PolicyRow lfuda_policy() {
  return {"lfuda",
          "least count plus the age of the cache when it was last requested",
          "Arlitt, Cherkasova, Dilley, Friedrich, Jin, ACM SIGMETRICS PER 27(4), 2000, section 3",
          "",
          true,
          replay_sized<Lfuda>,
          hits_sized<Lfuda>};
}

}  // namespace ahub::sim
