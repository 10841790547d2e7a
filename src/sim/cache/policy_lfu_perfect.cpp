// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Perfect LFU: counts of all objects survive eviction; among the least frequent residents the one
// that was admitted first goes first (what Python's min over an insertion-ordered dict picks).
#include "sim/cache/lazy_heap.hpp"
#include "sim/cache/rows.hpp"

namespace ahub::sim {
namespace {

template <bool kSized>
class LfuPerfect {
 public:
  explicit LfuPerfect(const ReplayInput& input)
      : room_(input), objects_(input.objects, Object{0, 0}), heap_(Room<kSized>::most(input)) {}

  void prefetch(std::uint32_t id) const { __builtin_prefetch(&objects_[id], 1); }
  bool request(std::uint32_t id) {
    Object& object = objects_[id];
    ++object.count;
    if (object.admission != 0) return true;
    if (!room_.admits(id)) return false;
    while (room_.lacks(id)) {
      const std::uint32_t victim = heap_.pop([this](std::uint32_t other) { return key(other); });
      objects_[victim].admission = 0;
      room_.give(victim);
      ++evictions_;
    }
    object.admission = ++admissions_;
    heap_.add(key(id), id);
    room_.take(id);
    return false;
  }
  std::int64_t evictions() const { return evictions_; }

 private:
  struct Object {
    std::uint32_t count, admission;  // 0: not resident.
  };
  std::uint64_t key(std::uint32_t id) const {
    return std::uint64_t{objects_[id].count} << 32U | objects_[id].admission;
  }

  Room<kSized> room_;
  std::vector<Object> objects_;
  LazyHeap<std::uint64_t> heap_;
  std::uint32_t admissions_ = 0;
  std::int64_t evictions_ = 0;
};

}  // namespace

PolicyRow lfu_perfect_policy() {
  return {"lfu-perfect",
          "least frequently used, counts kept for all objects; among equals the first admitted",
          "Breslau, Cao, Fan, Phillips, Shenker, INFOCOM 1999, section IV (perfect LFU)",
          "",
          true,
          replay_sized<LfuPerfect>,
          hits_sized<LfuPerfect>};
}

}  // namespace ahub::sim
