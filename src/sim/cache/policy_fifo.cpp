// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// FIFO: a ring of ids and one byte an object; a hit changes nothing.
#include "sim/cache/id_ring.hpp"
#include "sim/cache/rows.hpp"

namespace ahub::sim {
namespace {

template <bool kSized>
class Fifo {
 public:
  explicit Fifo(const ReplayInput& input)
      : room_(input), resident_(input.objects, 0), ring_(Room<kSized>::most(input)) {}

  void prefetch(std::uint32_t id) const { __builtin_prefetch(&resident_[id], 1); }
  bool request(std::uint32_t id) {
    if (resident_[id] != 0) return true;
    if (!room_.admits(id)) return false;
    while (room_.lacks(id)) {
      const std::uint32_t victim = ring_.pop();
      resident_[victim] = 0;
      room_.give(victim);
      ++evictions_;
    }
    ring_.push(id);
    resident_[id] = 1;
    room_.take(id);
    return false;
  }
  std::int64_t evictions() const { return evictions_; }

 private:
  Room<kSized> room_;
  std::vector<std::uint8_t> resident_;
  IdRing ring_;
  std::int64_t evictions_ = 0;
};

}  // namespace

PolicyRow fifo_policy() {
  return {"fifo",
          "first in, first out",
          "Belady, IBM Systems Journal 5(2), 1966, section on FIFO",
          "",
          true,
          replay_sized<Fifo>,
          hits_sized<Fifo>};
}

}  // namespace ahub::sim
