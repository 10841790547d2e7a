// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// SLRU: a probationary and a protected segment, each by recency.
#include "sim/cache/rows.hpp"
#include "sim/cache/segmented_lru.hpp"

namespace ahub::sim {
namespace {

template <bool kSized>
class Slru {
 public:
  explicit Slru(const ReplayInput& input)
      : room_(input),
        lists_(input.objects, 2),
        segments_(lists_, 0, 1, room_.capacity() * 8 / 10, input.objects) {}

  void prefetch(std::uint32_t id) const { lists_.prefetch(id); }
  bool request(std::uint32_t id) {
    const auto size = [this](std::uint32_t other) { return room_.size(other); };
    if (lists_.contains(id)) {
      segments_.hit(id, size);
      return true;
    }
    if (!room_.admits(id)) return false;
    while (room_.lacks(id)) {
      const std::uint32_t victim = segments_.victim();
      segments_.remove(victim, size);
      room_.give(victim);
      ++evictions_;
    }
    segments_.insert(id);
    room_.take(id);
    return false;
  }
  std::int64_t evictions() const { return evictions_; }

 private:
  Room<kSized> room_;
  IdLists lists_;
  SegmentedLru segments_;
  std::int64_t evictions_ = 0;
};

}  // namespace

PolicyRow slru_policy() {
  return {"slru",
          "least recently used of those requested once, then of the rest (segments of 20 and 80 %)",
          "Karedla, Love, Wherry, IEEE Computer 27(3), 1994",
          "The paper leaves the size of the protected segment open; 80 % as in Caffeine.",
          true,
          replay_sized<Slru>,
          hits_sized<Slru>};
}

}  // namespace ahub::sim
