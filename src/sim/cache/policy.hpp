// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What a replacement policy is to the rest of the cache laboratory. Each policy lies in a file of
// its own (policy_NAME.cpp), which defines one class and one row; policies.cpp lists the rows.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "ahub/sim/simulator.hpp"

namespace ahub::sim {

/// One replay: a dense trace and one cache.
struct ReplayInput {
  std::span<const std::uint32_t> trace;  ///< Object ids, each below `objects`, in order of request.
  std::uint32_t objects = 0;             ///< Ids are 0 .. objects-1; at most 2^31.
  /// Bytes of each object by id, 1 or more; empty: every object has size 1 and `capacity` counts
  /// objects.
  std::span<const std::uint32_t> sizes;
  /// Bytes that count for `byte_hits`, by id; empty: 1 each. Usually the same as `sizes`, but a
  /// cache that counts objects may still be asked for its bytes.
  std::span<const std::uint32_t> weights;
  std::uint64_t capacity = 1;  ///< Objects, or bytes when `sizes` are given; 1 or more.
  std::int64_t warmup = 0;     ///< First requests that are replayed but not counted.
  std::uint64_t seed = 0;      ///< Of the policy's own random stream (random, hyperbolic).
  bool libcachesim = false;    ///< libCacheSim's definition where ours departs from it.
};

struct Replay {
  std::int64_t hits = 0;       ///< Among the requests after the warm-up.
  std::int64_t byte_hits = 0;  ///< Bytes of those hits; equals `hits` without weights.
  std::int64_t evictions = 0;  ///< In the whole trace.
};

/// One policy as it is declared.
struct PolicyRow {
  std::string_view name;       ///< "lru"
  std::string_view doc;        ///< One phrase: what it evicts.
  std::string_view source;     ///< Paper and section of the definition.
  std::string_view departure;  ///< Where and why it departs from the source; empty when nowhere.
  bool sized;                  ///< Whether it is defined for objects of different sizes.
  Replay (*replay)(const ReplayInput&, const Deadline&);
  /// 1 for each request that hit, for tests.
  std::vector<std::uint8_t> (*hits)(const ReplayInput&);
};

/// All policies, in the order in which they are listed to users.
std::span<const PolicyRow> policies();
/// The policy `name`, or null.
const PolicyRow* find_policy(std::string_view name) noexcept;

}  // namespace ahub::sim
