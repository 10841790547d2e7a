// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Optimal replacement without a heap. Keeping an object from one request to its next is an
// interval; the cache is a number of machines that each work on one interval at a time. Taking the
// intervals in order of their ends, each on the machine that became free last before its start,
// serves the most (Carlisle, Lloyd 1995; Faigle, Nawijn 1995), and so at every prefix of the trace:
// the hits are those of Belady's MIN, request by request. Free machines are found in a set of bits.
#pragma once

#include <vector>

#include "sim/cache/place_set.hpp"
#include "sim/cache/replay.hpp"

namespace ahub::sim {

/// Calls `seen(i, hit)` for every request. `machines`: objects that can wait at once. `slack`: an
/// interval may start so many requests before its machine is free.
template <class Seen>
void keep_intervals(const ReplayInput& input, std::uint64_t machines, std::uint32_t slack,
                    const Deadline& deadline, Seen seen) {
  // The requests (from 1) at which a free machine became free; `machines` counts the fresh ones.
  PlaceSet free(input.trace.size() + 1);
  std::vector<std::uint32_t> last(input.objects, 0);  // Request + 1; 0: never requested.
  for (std::size_t i = 0; i < input.trace.size(); ++i) {
    if (i % kDeadlineBlock == 0) deadline.check();
    if (i + kPrefetchAhead < input.trace.size())
      __builtin_prefetch(&last[input.trace[i + kPrefetchAhead]], 1);
    const auto here = static_cast<std::uint32_t>(i) + 1;
    const std::uint32_t previous = last[input.trace[i]];
    last[input.trace[i]] = here;
    bool hit = false;
    if (previous != 0) {
      if (previous + slack >= here) {
        // Requested twice in a row: the place that admission forces is enough.
        hit = true;
      } else {
        const std::size_t place = free.last_until(previous + slack);
        hit = place != PlaceSet::kNone || machines > 0;
        if (place != PlaceSet::kNone) {
          free.erase(place);
        } else if (hit) {
          --machines;
        }
        if (hit) free.insert(here);
      }
    }
    seen(i, hit);
  }
}

/// Totals of one run of `keep_intervals`; `run(seen)` starts it.
template <class Run>
Replay count_optimum(const ReplayInput& input, Run run) {
  Replay result;
  std::int64_t misses = 0;
  run([&](std::size_t i, bool hit) {
    misses += hit ? 0 : 1;
    if (!hit || static_cast<std::int64_t>(i) < input.warmup) return;
    ++result.hits;
    result.byte_hits += input.weights.empty() ? 1 : input.weights[input.trace[i]];
  });
  const auto capacity = static_cast<std::int64_t>(Room<false>(input).capacity());
  result.evictions = std::max<std::int64_t>(0, misses - capacity);
  return result;
}

}  // namespace ahub::sim
