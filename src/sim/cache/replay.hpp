// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Replays a trace through one policy. An online policy is a class template
//   template <bool kSized> class Policy {
//     explicit Policy(const ReplayInput&);
//     void prefetch(std::uint32_t id) const;   // the state that request(id) will read
//     bool request(std::uint32_t id);          // true on a hit
//     std::int64_t evictions() const;
//   }
// Policy and kind of sizes are chosen once a run, so that no request pays an indirect call.
#pragma once

#include <algorithm>
#include <cstddef>

#include "sim/cache/policy.hpp"

namespace ahub::sim {

/// Room and sizes of one cache, in objects or in bytes.
template <bool kSized>
class Room {
 public:
  explicit Room(const ReplayInput& input) : sizes_(input.sizes.data()), capacity_(input.capacity) {
    // A cache as large as all objects never evicts; smaller numbers keep tables small.
    if (!kSized) capacity_ = std::min<std::uint64_t>(capacity_, std::max(input.objects, 1U));
  }
  std::uint64_t size(std::uint32_t id) const {
    if constexpr (kSized) return sizes_[id];
    return 1;
  }
  std::uint64_t capacity() const { return capacity_; }
  std::uint64_t used() const { return used_; }
  /// Larger objects are never admitted.
  bool admits(std::uint32_t id) const { return !kSized || size(id) <= capacity_; }
  bool lacks(std::uint32_t id) const { return used_ + size(id) > capacity_; }
  void take(std::uint32_t id) { used_ += size(id); }
  void give(std::uint32_t id) { used_ -= size(id); }
  /// The most objects that can be resident at once.
  static std::size_t most(const ReplayInput& input) {
    const std::size_t objects = std::max(input.objects, 1U);
    return kSized ? objects
                  : static_cast<std::size_t>(std::min<std::uint64_t>(input.capacity, objects));
  }

 private:
  const std::uint32_t* sizes_;
  std::uint64_t capacity_, used_ = 0;
};

constexpr std::size_t kDeadlineBlock = 1U << 16U;
constexpr std::size_t kPrefetchAhead = 8;
/// From so many objects on their state does not fit the second-level cache.
constexpr std::uint32_t kPrefetchFrom = 1U << 15U;

template <bool kPrefetch, class Policy, class Seen>
void replay_block(Policy& policy, std::span<const std::uint32_t> trace, std::size_t begin,
                  std::size_t end, Seen& seen) {
  for (std::size_t i = begin; i < end; ++i) {
    if constexpr (kPrefetch) policy.prefetch(trace[i + kPrefetchAhead]);
    seen(i, policy.request(trace[i]));
  }
}

/// Calls `seen(index, hit)` for every request, in order.
template <class Policy, class Seen>
void for_each_request(Policy& policy, std::span<const std::uint32_t> trace, std::uint32_t objects,
                      const Deadline& deadline, Seen seen) {
  for (std::size_t block = 0; block < trace.size(); block += kDeadlineBlock) {
    deadline.check();
    const std::size_t end = std::min(block + kDeadlineBlock, trace.size());
    // The last requests of the trace have nothing behind them to prefetch.
    const std::size_t last = trace.size() - std::min(trace.size(), kPrefetchAhead);
    const std::size_t ahead =
        objects < kPrefetchFrom ? block : std::max(block, std::min(end, last));
    replay_block<true>(policy, trace, block, ahead, seen);
    replay_block<false>(policy, trace, ahead, end, seen);
  }
}

template <class Policy, bool kWeighted>
Replay replay_counting(const ReplayInput& input, const Deadline& deadline) {
  Policy policy(input);
  Replay result;
  const auto warmup = static_cast<std::size_t>(input.warmup);
  const std::size_t cold = std::min(warmup, input.trace.size());
  for_each_request(policy, input.trace.first(cold), input.objects, deadline,
                   [](std::size_t, bool) {});
  std::int64_t hits = 0, bytes = 0;
  const std::uint32_t* counted = input.trace.data() + cold;
  for_each_request(policy, input.trace.subspan(cold), input.objects, deadline,
                   [&](std::size_t i, bool hit) {
                     hits += hit ? 1 : 0;
                     if constexpr (kWeighted) bytes += hit ? input.weights[counted[i]] : 0;
                   });
  result.hits = hits;
  result.byte_hits = kWeighted ? bytes : hits;
  result.evictions = policy.evictions();
  return result;
}

template <class Policy>
Replay replay_with(const ReplayInput& input, const Deadline& deadline) {
  return input.weights.empty() ? replay_counting<Policy, false>(input, deadline)
                               : replay_counting<Policy, true>(input, deadline);
}

template <class Policy>
std::vector<std::uint8_t> hits_with(const ReplayInput& input) {
  Policy policy(input);
  std::vector<std::uint8_t> hits(input.trace.size());
  for_each_request(policy, input.trace, input.objects, Deadline(),
                   [&](std::size_t i, bool hit) { hits[i] = hit ? 1 : 0; });
  return hits;
}

/// The two functions of a row for a policy that takes sizes.
template <template <bool> class Policy>
Replay replay_sized(const ReplayInput& input, const Deadline& deadline) {
  return input.sizes.empty() ? replay_with<Policy<false>>(input, deadline)
                             : replay_with<Policy<true>>(input, deadline);
}
template <template <bool> class Policy>
std::vector<std::uint8_t> hits_sized(const ReplayInput& input) {
  return input.sizes.empty() ? hits_with<Policy<false>>(input) : hits_with<Policy<true>>(input);
}

/// The same for a policy over objects of one size.
template <class Policy>
Replay replay_unit(const ReplayInput& input, const Deadline& deadline) {
  return replay_with<Policy>(input, deadline);
}
template <class Policy>
std::vector<std::uint8_t> hits_unit(const ReplayInput& input) {
  return hits_with<Policy>(input);
}

}  // namespace ahub::sim
