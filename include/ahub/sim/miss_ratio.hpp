// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Miss-ratio curves: the part of the requests that misses, as a function of the cache's capacity.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "ahub/sim/simulator.hpp"

namespace ahub::sim {

struct CurvePoint {
  std::uint64_t capacity = 0;  ///< Objects, or bytes with capacity_unit=bytes.
  std::int64_t misses = 0;     ///< Exact; 0 for estimates.
  double miss_ratio = 0;       ///< Of the requests after the warm-up.
  double standard_error = 0;   ///< Of an estimate; 0 when exact.
};

struct MissRatioCurve {
  std::string policy;  ///< "lru"; closed forms are "che-lru" and "ideal-lfu".
  std::string method;  ///< "one pass", "replay", "sampled" or "closed form".
  std::vector<CurvePoint> points;
};

struct MissRatios {
  std::int64_t requests = 0;  ///< Counted: those after the warm-up.
  std::int64_t distinct = 0;
  double sample_rate = 1;
  std::vector<MissRatioCurve> curves;  ///< In the order of the parameter `policy`.
};

struct MissRatioOptions {
  /// Ascending; empty: 25 in geometric steps from 1 to the number of objects (or their bytes).
  std::vector<std::uint64_t> capacities;
  /// Part of the objects that is looked at, in (0, 1]; 1: exact. Below 1 the objects are chosen by
  /// a hash of their id, in 8 groups; each group is simulated in a cache scaled down by its part of
  /// the objects, its misses are divided by the requests that it should have had (SHARDS-adj), and
  /// the estimate is the mean of the groups with its standard error. Capacities at which a group's
  /// cache would hold less than one object are left out.
  /// Source: Waldspurger, Park, Garthwaite, Ahmad, FAST 2015, sections 3 and 4; for other policies
  /// than LRU: Waldspurger, Saemundsson, Ahmad, Park, USENIX ATC 2017, section 3.
  double sample_rate = 1;
  bool theory = false;  ///< Adds the closed forms, where they hold (static law, items).
  int jobs = 1;
  double seconds = 600;
  std::function<FileView(const std::string&)> open;  ///< As in `Context`.
  std::function<void(std::size_t done, std::size_t total)> progress;
  const std::atomic<bool>* stop = nullptr;  ///< When it turns true, `Error{temporary}`.
  Reading* reading = nullptr;               ///< As in `Context`.
};

/// The curves of the policies in `params` (parameters of the `cache` simulator as text; `capacity`
/// counts for nothing). LRU over objects of one size takes one pass for all capacities (Mattson et
/// al., 1970, stack distances in a Fenwick tree, O(log distinct) a request); the others one replay
/// a capacity. The same for any number of jobs. Throws as `run` does.
MissRatios miss_ratio_curves(std::span<const std::pair<std::string, Json>> params,
                             std::int64_t seed, const MissRatioOptions& options);

}  // namespace ahub::sim
