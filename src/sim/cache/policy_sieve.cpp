// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// SIEVE: one list by admission; a hit only sets a bit, the hand sweeps from old to young and leaves
// what it spares in place.
#include "sim/cache/id_lists.hpp"
#include "sim/cache/rows.hpp"

namespace ahub::sim {
namespace {

template <bool kSized>
class Sieve {
 public:
  explicit Sieve(const ReplayInput& input)
      : room_(input), state_(input.objects, kAbsent), list_(input.objects, 1), hand_(end()) {}

  void prefetch(std::uint32_t id) const { __builtin_prefetch(&state_[id], 1); }
  bool request(std::uint32_t id) {
    if (state_[id] != kAbsent) {
      state_[id] = kHit;
      return true;
    }
    if (!room_.admits(id)) return false;
    while (room_.lacks(id)) evict();
    list_.push_front(0, id);
    state_[id] = kResident;
    room_.take(id);
    return false;
  }
  std::int64_t evictions() const { return evictions_; }

 private:
  enum : std::uint8_t { kAbsent, kResident, kHit };

  std::uint32_t end() const { return list_.end(0); }
  void evict() {
    std::uint32_t victim = hand_ == end() ? list_.back(0) : hand_;
    while (state_[victim] == kHit) {
      state_[victim] = kResident;
      victim = list_.before(victim);
      if (victim == end()) victim = list_.back(0);
    }
    hand_ = list_.before(victim);
    list_.remove(victim);
    state_[victim] = kAbsent;
    room_.give(victim);
    ++evictions_;
  }

  Room<kSized> room_;
  std::vector<std::uint8_t> state_;
  IdLists list_;
  std::uint32_t hand_;  // The end when it starts at the oldest.
  std::int64_t evictions_ = 0;
};

}  // namespace

PolicyRow sieve_policy() {
  return {"sieve",
          "the oldest that was not hit since the hand last passed; survivors keep their place",
          "Zhang, Yang, Yue, Vigfusson, Rashmi, NSDI 2024, algorithm 1",
          "",
          true,
          replay_sized<Sieve>,
          hits_sized<Sieve>};
}

}  // namespace ahub::sim
