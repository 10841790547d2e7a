// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// S3-FIFO: a small queue that filters what is requested once, a main queue with reinsertion, and a
// ghost queue of what the small one let go.
#include "sim/cache/id_lists.hpp"
#include "sim/cache/id_ring.hpp"
#include "sim/cache/rows.hpp"

namespace ahub::sim {
namespace {

template <bool kSized>
class S3Fifo {
 public:
  explicit S3Fifo(const ReplayInput& input)
      : room_(input),
        libcachesim_(input.libcachesim),
        small_limit_(input.libcachesim ? input.capacity / 10
                                       : std::max<std::uint64_t>(1, input.capacity / 10)),
        main_limit_(input.capacity - small_limit_),
        ghost_limit_(input.capacity * 9 / 10),
        state_(input.objects, kAbsent),
        small_(Room<kSized>::most(input)),
        main_(Room<kSized>::most(input)),
        ghosts_(input.objects, 1) {}

  void prefetch(std::uint32_t id) const { __builtin_prefetch(&state_[id], 1); }
  bool request(std::uint32_t id) {
    std::uint8_t& state = state_[id];
    if ((state & kPlace) != 0) {
      // Counts above 3 are never told apart.
      state = static_cast<std::uint8_t>(state + ((state & kCount) == kCount ? 0 : 1));
      return true;
    }
    if (!room_.admits(id)) return false;
    const bool ghost = ghosts_.contains(id);
    if (ghost) forget(id);
    if (libcachesim_ && !ghost && room_.size(id) >= small_limit_) return false;
    while (room_.lacks(id)) evict();
    if (ghost) {
      enter_main(id, 0);
    } else {
      small_.push(id);
      state_[id] = kSmall;
    }
    room_.take(id);
    return false;
  }
  std::int64_t evictions() const { return evictions_; }

 private:
  enum : std::uint8_t { kAbsent = 0, kCount = 3, kSmall = 4, kMain = 8, kPlace = kSmall | kMain };

  void enter_main(std::uint32_t id, std::uint8_t count) {
    main_.push(id);
    state_[id] = static_cast<std::uint8_t>(kMain | count);
    main_used_ += room_.size(id);
  }
  void evict() {
    if (main_used_ > main_limit_ || small_.empty()) return evict_main();
    while (!small_.empty()) {
      const std::uint32_t id = small_.pop();
      if ((state_[id] & kCount) < 2) {
        leave(id);
        remember(id);
        return;
      }
      enter_main(id, 0);
    }
  }
  void evict_main() {
    for (;;) {
      const std::uint32_t id = main_.pop();
      const std::uint8_t count = state_[id] & kCount;
      main_used_ -= room_.size(id);
      if (count == 0) return leave(id);
      enter_main(id, static_cast<std::uint8_t>(count - 1));
    }
  }
  void leave(std::uint32_t id) {
    state_[id] = kAbsent;
    room_.give(id);
    ++evictions_;
  }
  void remember(std::uint32_t id) {
    if (room_.size(id) > ghost_limit_) return;
    while (ghosts_used_ + room_.size(id) > ghost_limit_) forget(ghosts_.back(0));
    ghosts_.push_front(0, id);
    ghosts_used_ += room_.size(id);
  }
  void forget(std::uint32_t id) {
    ghosts_.remove(id);
    ghosts_used_ -= room_.size(id);
  }

  Room<kSized> room_;
  bool libcachesim_;
  std::uint64_t small_limit_, main_limit_, ghost_limit_;
  std::uint64_t main_used_ = 0, ghosts_used_ = 0;
  std::vector<std::uint8_t> state_;
  IdRing small_, main_;
  IdLists ghosts_;
  std::int64_t evictions_ = 0;
};

}  // namespace

PolicyRow s3fifo_policy() {
  return {"s3fifo",
          "the tail of a small queue (10 %) or of a main queue that reinserts what was hit",
          "Yang, Zhang, Qiu, Yue, Rashmi, SOSP 2023, algorithm 1",
          "The small queue has room for at least one object, so that caches below 10 objects "
          "admit; libCacheSim (variant) does not, and refuses objects as large as the small queue.",
          true,
          replay_sized<S3Fifo>,
          hits_sized<S3Fifo>};
}

}  // namespace ahub::sim
