// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// CLOCK: FIFO in which an object that was hit since it last passed the hand goes round once more.
#include "sim/cache/id_ring.hpp"
#include "sim/cache/rows.hpp"

namespace ahub::sim {
namespace {

template <bool kSized>
class Clock {
 public:
  explicit Clock(const ReplayInput& input)
      : room_(input), state_(input.objects, kAbsent), ring_(Room<kSized>::most(input)) {}

  void prefetch(std::uint32_t id) const { __builtin_prefetch(&state_[id], 1); }
  bool request(std::uint32_t id) {
    if (state_[id] != kAbsent) {
      state_[id] = kHit;
      return true;
    }
    if (!room_.admits(id)) return false;
    while (room_.lacks(id)) evict();
    ring_.push(id);
    state_[id] = kResident;
    room_.take(id);
    return false;
  }
  std::int64_t evictions() const { return evictions_; }

 private:
  enum : std::uint8_t { kAbsent, kResident, kHit };

  void evict() {
    std::uint32_t victim = ring_.pop();
    for (; state_[victim] == kHit; victim = ring_.pop()) {
      state_[victim] = kResident;
      ring_.push(victim);
    }
    state_[victim] = kAbsent;
    room_.give(victim);
    ++evictions_;
  }

  Room<kSized> room_;
  std::vector<std::uint8_t> state_;
  IdRing ring_;
  std::int64_t evictions_ = 0;
};

}  // namespace

PolicyRow clock_policy() {
  return {"clock",
          "first in, first out, with a second chance for what was hit (one bit)",
          "Corbato, A Paging Experiment with the Multics System, 1968",
          "",
          true,
          replay_sized<Clock>,
          hits_sized<Clock>};
}

}  // namespace ahub::sim
