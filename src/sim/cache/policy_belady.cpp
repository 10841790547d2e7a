// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Belady's MIN with forced admission: at each request one place belongs to the requested object, so
// that capacity - 1 are left for objects that wait for their next request.
#include "sim/cache/offline_optimum.hpp"
#include "sim/cache/rows.hpp"

namespace ahub::sim {
namespace {

template <class Seen>
void each(const ReplayInput& input, const Deadline& deadline, Seen seen) {
  // An object need not be kept at the requests that begin and end its wait.
  keep_intervals(input, Room<false>(input).capacity() - 1, 1, deadline, seen);
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

PolicyRow belady_policy() {
  return {"belady",
          "furthest next request; every miss is admitted (the optimum for it)",
          "Belady, IBM Systems Journal 5(2), 1966; Mattson et al., 1970, appendix",
          "",
          false,
          replay_all,
          hits_of};
}

}  // namespace ahub::sim
