// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/sim/miss_ratio.hpp"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <numeric>
#include <thread>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/random.hpp"
#include "sim/cache/params.hpp"
#include "sim/cache/policy.hpp"
#include "sim/cache/replay.hpp"
#include "sim/cache/stack_distance.hpp"
#include "sim/cache/theory.hpp"

namespace ahub::sim {
namespace {

constexpr std::size_t kGroups = 8;
constexpr std::uint64_t kPolicyRole = 4, kSampleRole = 5;

/// The requests that one cache sees: all of them, or those of one group of sampled objects.
struct Stream {
  std::vector<std::uint32_t> own;  // Of a group.
  std::span<const std::uint32_t> requests;
  std::int64_t warmup = 0;
  double scale = 1;     // Part of all objects.
  double expected = 0;  // Counted requests that this part should have.
};

/// Objects are in by the hash of their id, so that all requests of one object are.
std::vector<Stream> streams_of(const Workload& work, const CacheParams& p, double rate,
                               std::uint64_t salt) {
  const std::int64_t counted = static_cast<std::int64_t>(work.requests.size()) - p.warmup;
  std::vector<Stream> streams;
  if (rate >= 1) {
    streams.emplace_back();
    streams[0].requests = work.requests;
    streams[0].warmup = p.warmup;
    streams[0].expected = static_cast<double>(counted);
    return streams;
  }
  streams.resize(kGroups);
  constexpr std::uint8_t kOut = 0xff;
  std::vector<std::uint8_t> group(work.objects, kOut);
  for (std::uint32_t id = 0; id < work.objects; ++id) {
    const std::uint64_t hash = SplitMix64(salt ^ id).next();
    // The high bits decide whether it is in, the low ones in which group.
    if (static_cast<double>(hash >> 11U) * 0x1p-53 < rate)
      group[id] = static_cast<std::uint8_t>(hash % kGroups);
  }
  for (std::size_t i = 0; i < work.requests.size(); ++i) {
    const std::uint8_t mine = group[work.requests[i]];
    if (mine == kOut) continue;
    streams[mine].own.push_back(work.requests[i]);
    if (static_cast<std::int64_t>(i) < p.warmup) ++streams[mine].warmup;
  }
  for (Stream& stream : streams) {
    stream.requests = stream.own;
    stream.scale = rate / static_cast<double>(kGroups);
    stream.expected = static_cast<double>(counted) * stream.scale;
  }
  return streams;
}

/// Misses of an LRU cache at each capacity (ascending), in one pass.
std::vector<std::int64_t> one_pass(const Stream& stream, std::uint32_t objects,
                                   const std::vector<std::uint64_t>& capacities,
                                   const Deadline& deadline) {
  StackDistances distances(objects);
  std::vector<std::int64_t> at(std::size_t{objects} + 1, 0);  // Requests by distance; 0: first.
  std::int64_t counted = 0;
  for (std::size_t i = 0; i < stream.requests.size(); ++i) {
    if (i % kDeadlineBlock == 0) deadline.check();
    const std::uint32_t distance = distances.request(stream.requests[i]);
    if (static_cast<std::int64_t>(i) < stream.warmup) continue;
    ++at[distance];
    ++counted;
  }
  std::vector<std::int64_t> misses;
  std::int64_t hits = 0;
  std::size_t seen = 1;
  for (const std::uint64_t capacity : capacities) {
    for (; seen <= capacity && seen < at.size(); ++seen) hits += at[seen];
    misses.push_back(counted - hits);
  }
  return misses;
}

/// Each stream's capacity that stands for `capacity` of the whole; 0 when it holds no object.
std::uint64_t scaled(std::uint64_t capacity, const Stream& stream) {
  return static_cast<std::uint64_t>(std::llround(static_cast<double>(capacity) * stream.scale));
}

/// One independent part of the work: it fills `misses[point]` of one curve and stream.
struct Task {
  std::size_t curve, stream;
  std::size_t point;  // kAll: all capacities in one pass.
};
constexpr std::size_t kAll = ~std::size_t{0};

std::vector<std::uint64_t> usual_capacities(const Workload& work, const CacheParams& p) {
  double most = static_cast<double>(work.distinct);
  if (p.bytes() && !work.sizes.empty())
    most = std::accumulate(work.sizes.begin(), work.sizes.end(), 0.0);
  constexpr int kPoints = 25;
  std::vector<std::uint64_t> capacities;
  for (int i = 0; i < kPoints; ++i) {
    const auto capacity = static_cast<std::uint64_t>(std::llround(std::pow(most, i / 24.0)));
    if (capacities.empty() || capacities.back() != capacity) capacities.push_back(capacity);
  }
  return capacities;
}

void run_all(const std::vector<Task>& tasks, const MissRatioOptions& options,
             const std::function<void(const Task&)>& run) {
  std::mutex mutex;
  std::size_t next = 0, done = 0;
  std::exception_ptr error;
  const auto work = [&] {
    for (;;) {
      std::size_t mine = 0;
      {
        const std::lock_guard<std::mutex> lock(mutex);
        if (next == tasks.size() || error) return;
        if (options.stop != nullptr && *options.stop) {
          error = std::make_exception_ptr(
              Error(ErrorKind::temporary, "interrupted", "stopped before all curves were done"));
          return;
        }
        mine = next++;
      }
      try {
        run(tasks[mine]);
      } catch (...) {
        const std::lock_guard<std::mutex> lock(mutex);
        if (!error) error = std::current_exception();
        return;
      }
      const std::lock_guard<std::mutex> lock(mutex);
      ++done;
      if (options.progress) options.progress(done, tasks.size());
    }
  };
  std::vector<std::thread> helpers;
  const auto threads = std::min(static_cast<std::size_t>(std::max(options.jobs, 1)), tasks.size());
  for (std::size_t i = 1; i < threads; ++i) helpers.emplace_back(work);
  work();
  for (std::thread& helper : helpers) helper.join();
  if (error) std::rethrow_exception(error);
}

MissRatioCurve closed_form(const std::string& name, const CacheParams& p,
                           const std::vector<std::uint64_t>& capacities, const Deadline& deadline) {
  MissRatioCurve curve{name, "closed form", {}};
  for (const std::uint64_t capacity : capacities) {
    const auto room = static_cast<std::int64_t>(capacity);
    const double hits = name == "che-lru"
                            ? che_lru_hit_rate(p.catalog, room, p.exponent(), deadline)
                            : ideal_lfu_hit_rate(p.catalog, room, p.exponent(), deadline);
    curve.points.push_back({capacity, 0, 1 - hits, 0});
  }
  return curve;
}

CurvePoint estimate(std::uint64_t capacity, const std::vector<double>& ratios) {
  const auto count = static_cast<double>(ratios.size());
  const double mean = std::accumulate(ratios.begin(), ratios.end(), 0.0) / count;
  double squares = 0;
  for (const double ratio : ratios) squares += (ratio - mean) * (ratio - mean);
  return {capacity, 0, mean, std::sqrt(squares / (count - 1) / count)};
}

}  // namespace

MissRatios miss_ratio_curves(std::span<const std::pair<std::string, Json>> params,
                             std::int64_t seed, const MissRatioOptions& options) {
  const Simulator& simulator = *find_simulator("cache");
  const Bound bound = bind_or_refuse(simulator, params, true);
  const auto p = params_of(cache_param_rows(), bound.settings);
  Context context(Deadline(std::chrono::duration<double>(options.seconds)));
  context.open = options.open;
  context.reading = options.reading;
  const std::shared_ptr<const Workload> work = workload_of(p, seed, context);
  for (const std::string& name : p.policy) {
    if (p.bytes() && !find_policy(name)->sized) {
      throw Error(ErrorKind::input, "bad-parameter",
                  fmt::format("policy '{}' is defined for objects of one size only", name),
                  "take another policy, or capacity_unit=items");
    }
  }
  const std::vector<std::uint64_t> capacities =
      options.capacities.empty() ? usual_capacities(*work, p) : options.capacities;
  const std::vector<Stream> streams =
      streams_of(*work, p, options.sample_rate, role_seed(seed, kSampleRole));
  const bool sampled = options.sample_rate < 1;
  const bool sized = p.bytes() && !work->sizes.empty();

  // misses[curve][stream][point]; each task writes cells of its own.
  std::vector<std::vector<std::vector<std::int64_t>>> misses(
      p.policy.size(), std::vector<std::vector<std::int64_t>>(
                           streams.size(), std::vector<std::int64_t>(capacities.size(), 0)));
  std::vector<Task> tasks;
  for (std::size_t curve = 0; curve < p.policy.size(); ++curve) {
    for (std::size_t stream = 0; stream < streams.size(); ++stream) {
      if (p.policy[curve] == "lru" && !sized) {
        tasks.push_back({curve, stream, kAll});
      } else {
        for (std::size_t point = 0; point < capacities.size(); ++point)
          tasks.push_back({curve, stream, point});
      }
    }
  }
  run_all(tasks, options, [&](const Task& task) {
    const Stream& stream = streams[task.stream];
    std::vector<std::int64_t>& cells = misses[task.curve][task.stream];
    if (task.point == kAll) {
      std::vector<std::uint64_t> rooms;
      for (const std::uint64_t capacity : capacities) rooms.push_back(scaled(capacity, stream));
      cells = one_pass(stream, work->objects, rooms, context.deadline);
      return;
    }
    const std::uint64_t room = scaled(capacities[task.point], stream);
    if (room == 0) return;
    ReplayInput input;
    input.trace = stream.requests;
    input.objects = work->objects;
    if (sized) input.sizes = work->sizes;
    input.capacity = room;
    input.warmup = stream.warmup;
    input.seed = role_seed(seed, kPolicyRole);
    input.libcachesim = p.variant == "libcachesim";
    const Replay result = find_policy(p.policy[task.curve])->replay(input, context.deadline);
    cells[task.point] =
        static_cast<std::int64_t>(stream.requests.size()) - stream.warmup - result.hits;
  });

  MissRatios result;
  result.requests = static_cast<std::int64_t>(work->requests.size()) - p.warmup;
  result.distinct = work->distinct;
  result.sample_rate = options.sample_rate;
  for (std::size_t curve = 0; curve < p.policy.size(); ++curve) {
    const bool pass = p.policy[curve] == "lru" && !sized;
    MissRatioCurve drawn{p.policy[curve], sampled ? "sampled" : (pass ? "one pass" : "replay"), {}};
    for (std::size_t point = 0; point < capacities.size(); ++point) {
      if (scaled(capacities[point], streams.front()) == 0) continue;
      if (!sampled) {
        const std::int64_t missed = misses[curve][0][point];
        drawn.points.push_back({capacities[point], missed,
                                static_cast<double>(missed) / static_cast<double>(result.requests),
                                0});
        continue;
      }
      std::vector<double> ratios;
      for (std::size_t stream = 0; stream < streams.size(); ++stream) {
        ratios.push_back(static_cast<double>(misses[curve][stream][point]) /
                         streams[stream].expected);
      }
      drawn.points.push_back(estimate(capacities[point], ratios));
    }
    result.curves.push_back(std::move(drawn));
  }
  if (options.theory && p.has_theory()) {
    result.curves.push_back(closed_form("che-lru", p, capacities, context.deadline));
    result.curves.push_back(closed_form("ideal-lfu", p, capacities, context.deadline));
  }
  return result;
}

}  // namespace ahub::sim
