// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The `search` model: from which length on does binary search beat a linear scan over a sorted
// list? Two ways to measure one workload. The step model executes both algorithms, counts their
// loop iterations and weighs them with three constants calibrated to CPython 3.11. The host mode
// times both on this machine.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "ahub/base/random.hpp"
#include "sim/declare.hpp"

namespace ahub::sim {
namespace {

constexpr std::int64_t kLargestN = 65'536;

struct SearchParams {
  std::string mode = "model";
  std::int64_t max_n = 1024, queries = 200, repeats = 7;
  double hit_fraction = 0.5;
  double c0 = 2, alpha = 2.55, beta = 1.3;
};

using Values = std::vector<std::int64_t>;

struct Workload {
  Values list;     ///< n distinct values of [0, 10 n), ascending.
  Values queries;  ///< An element with probability hit_fraction, else uniform in [0, 10 n).
};

Workload make_workload(std::int64_t n, const SearchParams& p, std::int64_t seed) {
  // One stream per length: a longer doubling sequence leaves the shorter lists as they are.
  Xoshiro256ss rng(
      SplitMix64(static_cast<std::uint64_t>(seed) ^ (static_cast<std::uint64_t>(n) << 32U)).next());
  const auto range = static_cast<std::uint64_t>(10 * n);
  std::vector<bool> taken(range, false);
  Workload work;
  while (static_cast<std::int64_t>(work.list.size()) < n) {
    const std::uint64_t value = rng.below(range);
    if (taken[value]) continue;
    taken[value] = true;
    work.list.push_back(static_cast<std::int64_t>(value));
  }
  std::sort(work.list.begin(), work.list.end());
  for (std::int64_t i = 0; i < p.queries; ++i) {
    const bool hit = rng.uniform() < p.hit_fraction;
    work.queries.push_back(hit ? work.list[rng.below(static_cast<std::uint64_t>(n))]
                               : static_cast<std::int64_t>(rng.below(range)));
  }
  return work;
}

/// Iterations of a scan that stops at the element, or at the end.
std::int64_t linear_steps(const Values& list, std::int64_t key) {
  std::int64_t steps = 0;
  for (const std::int64_t value : list) {
    ++steps;
    if (value == key) break;
  }
  return steps;
}

/// Iterations of the loop of bisect_left.
std::int64_t binary_steps(const Values& list, std::int64_t key) {
  std::size_t low = 0, high = list.size();
  std::int64_t steps = 0;
  while (low < high) {
    ++steps;
    const std::size_t middle = (low + high) / 2;
    if (list[middle] < key) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return steps;
}

__attribute__((noinline)) std::size_t linear_search(const Values& list, std::int64_t key) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i] == key) return i;
  }
  return list.size();
}

/// Lower bound without a branch on the comparison: the time does not depend on how predictable the
/// keys are.
__attribute__((noinline)) std::size_t binary_search(const Values& list, std::int64_t key) {
  const std::int64_t* base = list.data();
  for (std::size_t length = list.size(); length > 1;) {
    const std::size_t half = length / 2;
    base += base[half - 1] < key ? half : 0;
    length -= half;
  }
  const auto index = static_cast<std::size_t>(base - list.data());
  return index + (*base < key ? 1U : 0U);
}

/// Nanoseconds per query: the least of the repeats, each long enough for the clock.
template <class Search>
double nanoseconds(const Workload& work, std::int64_t repeats, const Deadline& deadline,
                   Search search) {
  using Clock = std::chrono::steady_clock;
  // Short lists take microseconds for all queries together: several rounds per reading.
  const std::size_t rounds = std::max<std::size_t>(1, 4096 / work.list.size());
  volatile std::size_t sink = 0;
  double best = std::numeric_limits<double>::infinity();
  for (std::int64_t repeat = 0; repeat < repeats; ++repeat) {
    deadline.check();
    const Clock::time_point start = Clock::now();
    std::size_t sum = 0;
    for (std::size_t round = 0; round < rounds; ++round) {
      for (const std::int64_t key : work.queries) sum += search(work.list, key);
    }
    sink = sink + sum;
    const std::chrono::duration<double, std::nano> spent = Clock::now() - start;
    best = std::min(best, spent.count() / static_cast<double>(rounds * work.queries.size()));
  }
  return best;
}

struct Point {
  std::int64_t n = 0;
  std::int64_t steps_linear = 0, steps_binary = 0;  ///< Model only.
  double speedup = 0;
};

Point measure(std::int64_t n, const SearchParams& p, std::int64_t seed, const Deadline& deadline) {
  const Workload work = make_workload(n, p, seed);
  Point point;
  point.n = n;
  if (p.mode == "host") {
    const double linear = nanoseconds(work, p.repeats, deadline, linear_search);
    const double binary = nanoseconds(work, p.repeats, deadline, binary_search);
    point.speedup = linear / std::max(binary, 1e-3);
    return point;
  }
  std::int64_t asked = 0;
  for (const std::int64_t key : work.queries) {
    if (point.steps_linear - asked > 1 << 20) {
      deadline.check();
      asked = point.steps_linear;
    }
    point.steps_linear += linear_steps(work.list, key);
    point.steps_binary += binary_steps(work.list, key);
  }
  const auto queries = static_cast<double>(p.queries);
  const double linear = p.c0 + static_cast<double>(point.steps_linear) / queries;
  const double binary = p.alpha + p.beta * static_cast<double>(point.steps_binary) / queries;
  point.speedup = linear / binary;
  return point;
}

/// The first length from which on binary search is faster at every longer one; twice the longest
/// when at none.
std::int64_t crossover(const std::vector<Point>& points) {
  std::int64_t n = points.back().n * 2;
  for (auto point = points.rbegin(); point != points.rend() && point->speedup > 1; ++point)
    n = point->n;
  return n;
}

std::vector<std::int64_t> lengths(std::int64_t max_n) {
  std::vector<std::int64_t> list;
  for (std::int64_t n = 1; n <= max_n; n *= 2) list.push_back(n);
  return list;
}

std::vector<ParamRow<SearchParams>> param_rows() {
  return {
      {"mode",
       &SearchParams::mode,
       0,
       0,
       "",
       "Count steps in a model, or time this host.",
       {"model", "host"}},
      {"max_n", &SearchParams::max_n, 2, kLargestN, "elements",
       "Longest list of the doubling sequence 1, 2, 4, ...; a power of two."},
      {"queries", &SearchParams::queries, 1, 100'000, "", "Look-ups for each length."},
      {"hit_fraction", &SearchParams::hit_fraction, 0, 1, "fraction",
       "Probability that a look-up is for an element of the list."},
      {"repeats", &SearchParams::repeats, 1, 1000, "",
       "Host mode: timings for each length, of which the least counts."},
      {"c0", &SearchParams::c0, 0, 1000, "", "Model: fixed cost of a linear scan, in loop steps."},
      {"alpha", &SearchParams::alpha, 0, 1000, "",
       "Model: fixed cost of a binary search, in loop steps."},
      {"beta", &SearchParams::beta, 0.001, 1000, "", "Model: cost of one halving, in loop steps."},
  };
}

std::vector<OutputInfo> output_infos() {
  std::vector<OutputInfo> infos{
      {"crossover_n", true, "elements",
       "First length of the doubling sequence from which on binary search is faster."},
      {"speedup", false, "x", "Cost of the linear scan over that of binary search at max_n."}};
  for (const std::int64_t n : lengths(kLargestN)) {
    infos.push_back({fmt::format("speedup_at_{}", n), false, "x",
                     "Cost of the linear scan over that of binary search."});
    infos.push_back({fmt::format("steps_linear_{}", n), true, "steps",
                     "Model: iterations of all linear scans together."});
    infos.push_back({fmt::format("steps_binary_{}", n), true, "steps",
                     "Model: halvings of all binary searches together."});
  }
  return infos;
}

Fidelity fidelity(const SearchParams& p) {
  return p.mode == "host" ? Fidelity::host_timing : Fidelity::calibrated;
}

std::vector<std::string> outputs_of(const SearchParams& p) {
  std::vector<std::string> names{"crossover_n", "speedup"};
  for (const std::int64_t n : lengths(p.max_n)) {
    names.push_back(fmt::format("speedup_at_{}", n));
    if (p.mode == "host") continue;
    names.push_back(fmt::format("steps_linear_{}", n));
    names.push_back(fmt::format("steps_binary_{}", n));
  }
  return names;
}

Cost cost(const SearchParams& p) {
  const auto n = static_cast<double>(p.max_n), queries = static_cast<double>(p.queries);
  const double passes = p.mode == "host" ? static_cast<double>(p.repeats) : 1;
  return {2 * queries * (n + 4096) * passes + 20 * n, 18 * n + 8 * queries};
}

std::vector<Output> simulate(const SearchParams& p, std::int64_t seed, const Context& context) {
  if ((p.max_n & (p.max_n - 1)) != 0) refuse_parameter("max_n", p.max_n, "a power of two");
  std::vector<Point> points;
  for (const std::int64_t n : lengths(p.max_n)) {
    context.deadline.check();
    points.push_back(measure(n, p, seed, context.deadline));
  }
  std::vector<Output> outputs{{"crossover_n", crossover(points)},
                              {"speedup", points.back().speedup}};
  for (const Point& point : points) {
    outputs.push_back({fmt::format("speedup_at_{}", point.n), point.speedup});
    if (p.mode == "host") continue;
    outputs.push_back({fmt::format("steps_linear_{}", point.n), point.steps_linear});
    outputs.push_back({fmt::format("steps_binary_{}", point.n), point.steps_binary});
  }
  return outputs;
}

}  // namespace

Simulator search_simulator() {
  const About about{"search",
                    1,
                    "Linear scan against binary search over a sorted list.",
                    "For lists of 1, 2, 4, ... distinct sorted integers the same look-ups go "
                    "through a linear scan and a binary search. "
                    "The step model counts loop iterations of both and prices them: c0 + steps for "
                    "the scan, alpha + beta x halvings for "
                    "the search, in units of one interpreted loop step; the defaults are "
                    "calibrated to CPython 3.11. The host mode times "
                    "compiled code on this machine, so its numbers are bounds at best. Memory "
                    "hierarchy beyond the host's own is left out.",
                    "Protocol of search-crossover; constants calibrated to CPython 3.11",
                    {"speedup"}};
  return make_simulator<SearchParams>(about, param_rows(), output_infos(),
                                      {fidelity, outputs_of, cost, simulate});
}

}  // namespace ahub::sim
