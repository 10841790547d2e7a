// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The `cache` model: one request stream, replayed through any number of replacement policies.
// Entities: objects of unit size, one cache per policy. Event: a request. Clock: request number.
// Left out: sizes, latencies, admission control. Fidelity: the published recipe itself (exact
// integers).
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "sim/cache/policy_fifo.hpp"
#include "sim/cache/policy_lfu.hpp"
#include "sim/cache/policy_lfu_perfect.hpp"
#include "sim/cache/policy_lru.hpp"
#include "sim/cache/theory.hpp"
#include "sim/cache/trace.hpp"
#include "sim/declare.hpp"

namespace ahub::sim {
namespace {

struct CacheParams {
  std::int64_t catalog = 10'000, requests = 200'000, capacity = 100, warmup = 0;
  double zipf_s = 1.1;
  std::int64_t drift_every = 0, drift_shift = 0;
  std::string rng = "mt19937-py";
  Words policies{"lru", "lfu-perfect"};
};

struct PolicyRow {
  std::string_view name;
  std::string_view doc;
  Replay (*replay)(std::span<const std::uint32_t>, std::uint32_t, std::uint32_t, std::int64_t,
                   const Deadline&);
};

constexpr PolicyRow kPolicies[] = {
    {"fifo", "first in, first out", replay<Fifo>},
    {"lfu", "least frequently used, counts lost at eviction", replay<Lfu>},
    {"lfu-perfect", "least frequently used, counts kept for all objects", replay<LfuPerfect>},
    {"lru", "least recently used", replay<Lru>},
};

const PolicyRow& find_policy(std::string_view name) {
  return *std::find_if(std::begin(kPolicies), std::end(kPolicies),
                       [&](const PolicyRow& row) { return row.name == name; });
}

std::vector<std::string_view> policy_names() {
  std::vector<std::string_view> names;
  for (const PolicyRow& row : kPolicies) names.push_back(row.name);
  return names;
}

std::string suffixed(std::string_view stem, std::string_view policy) {
  std::string name = fmt::format("{}_{}", stem, policy);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

std::vector<ParamRow<CacheParams>> param_rows() {
  return {
      {"policies", &CacheParams::policies, 0, 0, "",
       "Replacement policies to replay the trace through, in this order.", policy_names()},
      {"catalog", &CacheParams::catalog, 1, 10'000'000, "items", "Objects that can be requested."},
      {"zipf_s", &CacheParams::zipf_s, 0, 4, "",
       "Exponent of the popularity law: rank i has weight i^-s."},
      {"requests", &CacheParams::requests, 1, 100'000'000, "requests", "Length of the trace."},
      {"capacity", &CacheParams::capacity, 1, 10'000'000, "items", "Objects that the cache holds."},
      {"warmup", &CacheParams::warmup, 0, 100'000'000, "requests",
       "First requests that are replayed but not counted."},
      {"drift_every", &CacheParams::drift_every, 0, 100'000'000, "requests",
       "Requests between two rotations of the ids; 0 keeps the popularity static."},
      {"drift_shift", &CacheParams::drift_shift, 0, 10'000'000, "items",
       "Ids by which each rotation moves the popularity."},
      {"rng",
       &CacheParams::rng,
       0,
       0,
       "",
       "Random stream: CPython's random.Random, or xoshiro256**.",
       {"mt19937-py", "xoshiro256ss"}},
  };
}

std::vector<OutputInfo> output_infos() {
  std::vector<OutputInfo> infos{
      {"requests", true, "requests", "Requests counted: those after the warm-up."},
      {"distinct", true, "items", "Different objects in the whole trace."},
  };
  for (const PolicyRow& row : kPolicies) {
    infos.push_back(
        {suffixed("hits", row.name), true, "requests", "Counted requests that the cache served."});
    infos.push_back({suffixed("hit_rate", row.name), false, "fraction", "hits / requests."});
    infos.push_back(
        {suffixed("evictions", row.name), true, "items", "Objects evicted in the whole trace."});
  }
  infos.push_back(
      {"gap_pp", false, "pp",
       "Hit rate of the second policy minus that of the first; with exactly two policies."});
  infos.push_back({"ideal_lfu_hit_rate", false, "fraction",
                   "Popularity mass of the capacity most popular objects (static law)."});
  infos.push_back(
      {"che_lru_hit_rate", false, "fraction", "LRU hit rate by Che's approximation (static law)."});
  infos.push_back({"theory_gap_pp", false, "pp", "Ideal LFU minus Che's LRU (static law)."});
  return infos;
}

Fidelity fidelity(const CacheParams&) { return Fidelity::exact; }

std::vector<std::string> outputs_of(const CacheParams& p) {
  std::vector<std::string> names{"requests", "distinct"};
  for (const std::string& policy : p.policies) {
    for (const std::string_view stem : {"hits", "hit_rate", "evictions"})
      names.push_back(suffixed(stem, policy));
  }
  if (p.policies.size() == 2) names.emplace_back("gap_pp");
  if (p.drift_every == 0) {
    for (const char* name : {"ideal_lfu_hit_rate", "che_lru_hit_rate", "theory_gap_pp"})
      names.emplace_back(name);
  }
  return names;
}

Cost cost(const CacheParams& p) {
  const auto policies = static_cast<double>(p.policies.size());
  const auto requests = static_cast<double>(p.requests), catalog = static_cast<double>(p.catalog);
  // A request costs about ten steps with a heap; the theory check bisects over the catalogue 100
  // times.
  return {requests * (2 + 10 * policies) + 100 * catalog, 4 * requests + 64 * catalog};
}

std::int64_t count_distinct(std::span<const std::uint32_t> trace, std::int64_t catalog) {
  std::vector<bool> seen(static_cast<std::size_t>(catalog), false);
  std::int64_t distinct = 0;
  for (const std::uint32_t id : trace) {
    if (!seen[id]) ++distinct;
    seen[id] = true;
  }
  return distinct;
}

std::vector<Output> simulate(const CacheParams& p, std::int64_t seed, const Deadline& deadline) {
  if (p.warmup >= p.requests) {
    throw Error(ErrorKind::input, "bad-parameter",
                fmt::format("parameter 'warmup' is {}, it must be less than 'requests' ({})",
                            p.warmup, p.requests));
  }
  const std::vector<std::uint32_t> trace = make_trace(
      {p.catalog, p.requests, p.zipf_s, p.rng == "mt19937-py", p.drift_every, p.drift_shift}, seed);
  const std::int64_t counted = p.requests - p.warmup;
  // A cache larger than the catalogue never evicts; the same holds at the catalogue's size.
  const auto capacity = static_cast<std::uint32_t>(std::min(p.capacity, p.catalog));

  std::vector<Output> outputs{{"requests", counted},
                              {"distinct", count_distinct(trace, p.catalog)}};
  std::vector<std::int64_t> hits;
  for (const std::string& name : p.policies) {
    const Replay result = find_policy(name).replay(trace, static_cast<std::uint32_t>(p.catalog),
                                                   capacity, p.warmup, deadline);
    hits.push_back(result.hits);
    outputs.push_back({suffixed("hits", name), result.hits});
    outputs.push_back({suffixed("hit_rate", name),
                       static_cast<double>(result.hits) / static_cast<double>(counted)});
    outputs.push_back({suffixed("evictions", name), result.evictions});
  }
  if (hits.size() == 2) {
    outputs.push_back(
        {"gap_pp", 100.0 * static_cast<double>(hits[1] - hits[0]) / static_cast<double>(counted)});
  }
  if (p.drift_every == 0) {
    const double ideal = ideal_lfu_hit_rate(p.catalog, p.capacity, p.zipf_s);
    const double che = che_lru_hit_rate(p.catalog, p.capacity, p.zipf_s);
    outputs.push_back({"ideal_lfu_hit_rate", ideal});
    outputs.push_back({"che_lru_hit_rate", che});
    outputs.push_back({"theory_gap_pp", 100.0 * (ideal - che)});
  }
  return outputs;
}

}  // namespace

Simulator cache_simulator() {
  const About about{"cache", 1, "Replacement policies of a cache under a Zipf request stream.",
                    "Objects of unit size are requested by a Zipf law; each policy replays the "
                    "same trace through a cache of its own. "
                    "Every miss admits the object. Hits are counted after the warm-up. Under drift "
                    "the popularity ranks move to other "
                    "objects at fixed intervals. Two closed forms stand beside the simulation: the "
                    "mass of the most popular objects and "
                    "Che's approximation of LRU. Sizes and latencies are left out.",
                    "Recipe of cache-admission-zipfian (CPython's random.Random and "
                    "random.choices); Che, Tung, Wang, IEEE JSAC 20(7), 2002"};
  return make_simulator<CacheParams>(about, param_rows(), output_infos(),
                                     {fidelity, outputs_of, cost, simulate});
}

}  // namespace ahub::sim
