// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Belady's MIN that may leave a missed object out: all places are for objects that wait for their
// next request.
#include "sim/cache/offline_optimum.hpp"
#include "sim/cache/rows.hpp"

namespace ahub::sim {
namespace {

template <class Seen>
void each(const ReplayInput& input, const Deadline& deadline, Seen seen) {
  keep_intervals(input, Room<false>(input).capacity(), 0, deadline, seen);
}

Replay replay_all(const ReplayInput& input, const Deadline& deadline) {
  return count_optimum(input, [&](auto seen) { each(input, deadline, seen); });
}
std::vector<std::uint8_t> hits_of(const ReplayInput& input) {
  std::vector<std::uint8_t> hits(input.trace.size());
  each(input, Deadline(), [&](std::size_t i, bool hit) { hits[i] = hit ? 1 : 0; });
  return hits;
}

}  // namespace

PolicyRow belady_bypass_policy() {
  return {"belady-bypass",
          "furthest next request; a miss may pass the cache by (the optimum of all policies)",
          "Carlisle, Lloyd, Discrete Applied Mathematics 59, 1995 (intervals on k machines)",
          "Every miss of a full cache counts as an eviction, of itself or of another object.",
          false,
          replay_all,
          hits_of};
}

}  // namespace ahub::sim
