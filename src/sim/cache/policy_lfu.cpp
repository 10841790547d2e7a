// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// LFU in the cache, in constant time: one list of objects for each frequency that occurs (Shah,
// Mitra, Matani, 2010); a count is lost with its object.
#include "sim/cache/rows.hpp"

namespace ahub::sim {
namespace {

template <bool kSized>
class Lfu {
 public:
  explicit Lfu(const ReplayInput& input)
      : room_(input),
        objects_(input.objects, Object{0, 0, kNone}),
        buckets_(Room<kSized>::most(input) + 2) {
    for (std::uint32_t i = 1; i < buckets_.size(); ++i) buckets_[i].next = i + 1;
    buckets_[kEnd] = {0, kNone, kNone, kEnd, kEnd};
  }

  void prefetch(std::uint32_t id) const { __builtin_prefetch(&objects_[id], 1); }
  bool request(std::uint32_t id) {
    if (objects_[id].bucket != kNone) {
      raise(id);
      return true;
    }
    if (!room_.admits(id)) return false;
    while (room_.lacks(id)) {
      const std::uint32_t lowest = buckets_[kEnd].next, victim = buckets_[lowest].first;
      detach(victim, lowest);
      objects_[victim].bucket = kNone;
      room_.give(victim);
      ++evictions_;
    }
    const std::uint32_t lowest = buckets_[kEnd].next;
    attach(id, lowest != kEnd && buckets_[lowest].count == 1 ? lowest : new_bucket(1, kEnd));
    room_.take(id);
    return false;
  }
  std::int64_t evictions() const { return evictions_; }

 private:
  static constexpr std::uint32_t kNone = 0xffffffffU;
  static constexpr std::uint32_t kEnd = 0;  // The bucket before the lowest and after the highest.
  struct Object {
    std::uint32_t previous, next, bucket;
  };
  struct Bucket {
    std::uint32_t count = 0, first = kNone, last = kNone, previous = kEnd, next = kEnd;
  };

  std::uint32_t new_bucket(std::uint32_t count, std::uint32_t after) {
    const std::uint32_t bucket = free_;
    free_ = buckets_[bucket].next;
    const std::uint32_t next = buckets_[after].next;
    buckets_[bucket] = {count, kNone, kNone, after, next};
    buckets_[after].next = bucket;
    buckets_[next].previous = bucket;
    return bucket;
  }
  /// At the end: the object that came to this frequency first goes first.
  void attach(std::uint32_t id, std::uint32_t bucket) {
    Bucket& home = buckets_[bucket];
    objects_[id] = {home.last, kNone, bucket};
    if (home.last == kNone) {
      home.first = id;
    } else {
      objects_[home.last].next = id;
    }
    home.last = id;
  }
  void detach(std::uint32_t id, std::uint32_t bucket) {
    Bucket& home = buckets_[bucket];
    const Object object = objects_[id];
    (object.previous == kNone ? home.first : objects_[object.previous].next) = object.next;
    (object.next == kNone ? home.last : objects_[object.next].previous) = object.previous;
    if (home.first != kNone) return;
    buckets_[home.previous].next = home.next;
    buckets_[home.next].previous = home.previous;
    home.next = free_;
    free_ = bucket;
  }
  void raise(std::uint32_t id) {
    const std::uint32_t bucket = objects_[id].bucket;
    Bucket& home = buckets_[bucket];
    const std::uint32_t next = home.next;
    const bool exists = next != kEnd && buckets_[next].count == home.count + 1;
    if (!exists && home.first == home.last) {
      ++home.count;
      return;
    }
    const std::uint32_t target = exists ? next : new_bucket(home.count + 1, bucket);
    detach(id, bucket);
    attach(id, target);
  }

  Room<kSized> room_;
  std::vector<Object> objects_;
  std::vector<Bucket> buckets_;
  std::uint32_t free_ = 1;
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
