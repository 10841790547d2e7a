// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// RANDOM: a victim drawn uniformly from the residents.
#include "ahub/base/random.hpp"
#include "sim/cache/residents.hpp"
#include "sim/cache/rows.hpp"

namespace ahub::sim {
namespace {

template <bool kSized>
class Random {
 public:
  explicit Random(const ReplayInput& input)
      : room_(input), residents_(input.objects, Room<kSized>::most(input)), rng_(input.seed) {}

  void prefetch(std::uint32_t id) const { residents_.prefetch(id); }
  bool request(std::uint32_t id) {
    if (residents_.contains(id)) return true;
    if (!room_.admits(id)) return false;
    while (room_.lacks(id)) {
      room_.give(residents_.remove_at(rng_.below(residents_.size())));
      ++evictions_;
    }
    residents_.add(id);
    room_.take(id);
    return false;
  }
  std::int64_t evictions() const { return evictions_; }

 private:
  Room<kSized> room_;
  Residents residents_;
  Xoshiro256ss rng_;
  std::int64_t evictions_ = 0;
};

}  // namespace

PolicyRow random_policy() {
  return {"random",
          "any resident, drawn uniformly",
          "Belady, IBM Systems Journal 5(2), 1966, section on RAND",
          "",
          true,
          replay_sized<Random>,
          hits_sized<Random>};
}

}  // namespace ahub::sim
