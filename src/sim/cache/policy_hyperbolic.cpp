// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Hyperbolic caching: requests per time in the cache (and byte); the victim is the worst of a
// sample.
#include <type_traits>

#include "ahub/base/random.hpp"
#include "sim/cache/residents.hpp"
#include "sim/cache/rows.hpp"

namespace ahub::sim {
namespace {

template <bool kSized>
class Hyperbolic {
 public:
  explicit Hyperbolic(const ReplayInput& input)
      : room_(input),
        objects_(input.objects),
        residents_(input.objects, Room<kSized>::most(input)),
        rng_(input.seed) {}

  void prefetch(std::uint32_t id) const {
    residents_.prefetch(id);
    __builtin_prefetch(&objects_[id], 1);
  }
  bool request(std::uint32_t id) {
    ++now_;
    if (residents_.contains(id)) {
      ++objects_[id].count;
      return true;
    }
    if (!room_.admits(id)) return false;
    while (room_.lacks(id)) {
      room_.give(residents_.remove_at(worst()));
      ++evictions_;
    }
    objects_[id] = {1, now_};
    residents_.add(id);
    room_.take(id);
    return false;
  }
  std::int64_t evictions() const { return evictions_; }

 private:
  static constexpr int kSample = 64;
  // Products of two 32-bit numbers, or of three with sizes.
  __extension__ using Wide = std::conditional_t<kSized, unsigned __int128, std::uint64_t>;
  struct Object {
    std::uint32_t count = 0, since = 0;
  };

  std::size_t worst() {
    std::size_t worst = rng_.below(residents_.size());
    for (int draw = 1; draw < kSample; ++draw) {
      const std::size_t other = rng_.below(residents_.size());
      if (lower(residents_.at(other), residents_.at(worst))) worst = other;
    }
    return worst;
  }
  /// count / (age * size), compared without rounding.
  bool lower(std::uint32_t a, std::uint32_t b) const {
    return Wide{objects_[a].count} * cost(b) < Wide{objects_[b].count} * cost(a);
  }
  Wide cost(std::uint32_t id) const { return Wide{now_ - objects_[id].since} * room_.size(id); }

  Room<kSized> room_;
  std::vector<Object> objects_;
  Residents residents_;
  Xoshiro256ss rng_;
  std::uint32_t now_ = 0;
  std::int64_t evictions_ = 0;
};

}  // namespace

PolicyRow hyperbolic_policy() {
  return {"hyperbolic",
          "fewest requests per time in the cache, among 64 residents drawn at random",
          "Blankstein, Sen, Freedman, USENIX ATC 2017, sections 3 and 4",
          "",
          true,
          replay_sized<Hyperbolic>,
          hits_sized<Hyperbolic>};
}

}  // namespace ahub::sim
