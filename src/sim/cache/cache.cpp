// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The `cache` model: one request stream, replayed through any number of replacement policies.
// Entities: objects of one size or of their own, one cache per policy. Event: a request. Clock:
// request number. Left out: latencies, writes, expiry. Fidelity: the published recipe itself (exact
// integers).
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "sim/cache/params.hpp"
#include "sim/cache/policy.hpp"
#include "sim/cache/theory.hpp"

namespace ahub::sim {
namespace {

constexpr std::uint64_t kPolicyRole = 4;

std::string suffixed(std::string_view stem, std::string_view policy) {
  std::string name = fmt::format("{}_{}", stem, policy);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

struct Stem {
  std::string_view name;
  bool exact;
  std::string_view unit, doc;
};
constexpr Stem kStems[] = {
    {"hits", true, "requests", "Counted requests that the cache served."},
    {"hit_rate", false, "fraction", "hits / requests."},
    {"byte_hit_rate", false, "fraction", "Bytes of the hits / bytes of the counted requests."},
    {"evictions", true, "items", "Objects evicted in the whole trace."},
};

std::vector<OutputInfo> output_infos() {
  std::vector<OutputInfo> infos{
      {"requests", true, "requests", "Requests counted: those after the warm-up."},
      {"distinct", true, "items", "Different objects in the whole trace."},
  };
  for (const PolicyRow& row : policies()) {
    for (const Stem& stem : kStems)
      infos.push_back({suffixed(stem.name, row.name), stem.exact, stem.unit, stem.doc});
  }
  // With one policy the same without its name, so that a sweep over policies has one column.
  for (const Stem& stem : kStems)
    infos.push_back({std::string(stem.name), stem.exact, stem.unit, stem.doc});
  infos.push_back({"miss_ratio", false, "fraction", "1 - hit_rate; with one policy."});
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
  for (const std::string& policy : p.policy) {
    for (const Stem& stem : kStems) names.push_back(suffixed(stem.name, policy));
  }
  if (p.policy.size() == 1) {
    for (const Stem& stem : kStems) names.emplace_back(stem.name);
    names.emplace_back("miss_ratio");
  }
  if (p.policy.size() == 2) names.emplace_back("gap_pp");
  if (p.has_theory()) {
    for (const char* name : {"ideal_lfu_hit_rate", "che_lru_hit_rate", "theory_gap_pp"})
      names.emplace_back(name);
  }
  return names;
}

Cost cost(const CacheParams& p) {
  const auto policies = static_cast<double>(p.policy.size());
  // How long a file is shows when it is read; the deadline bounds it.
  const double requests = p.trace.empty() ? static_cast<double>(p.requests) : 0;
  const auto catalog =
      static_cast<double>(p.workload == "scan" ? p.requests : p.catalog) +
      (p.mix == "none" ? 0 : static_cast<double>(p.mix == "scan" ? p.requests : p.mix_catalog));
  // A request costs about ten steps with a heap; the theory check bisects over the catalogue.
  return {requests * (2 + 10 * policies) + 100 * catalog, 8 * requests + 64 * catalog};
}

void refuse_sizes(const PolicyRow& row) {
  if (row.sized) return;
  throw Error(ErrorKind::input, "bad-parameter",
              fmt::format("policy '{}' is defined for objects of one size only", row.name),
              "take another policy, or capacity_unit=items");
}

std::vector<Output> simulate(const CacheParams& p, std::int64_t seed, const Context& context) {
  if (p.bytes()) {
    for (const std::string& name : p.policy) refuse_sizes(*find_policy(name));
  }
  const std::shared_ptr<const Workload> work = workload_of(p, seed, context);
  const std::int64_t counted = static_cast<std::int64_t>(work->requests.size()) - p.warmup;
  double counted_bytes = static_cast<double>(counted);
  if (!work->sizes.empty()) {
    std::int64_t bytes = 0;
    for (std::size_t i = static_cast<std::size_t>(p.warmup); i < work->requests.size(); ++i)
      bytes += work->sizes[work->requests[i]];
    counted_bytes = static_cast<double>(bytes);
  }
  ReplayInput input;
  input.trace = work->requests;
  input.objects = work->objects;
  if (p.bytes()) input.sizes = work->sizes;
  // Byte hits of a cache that counts items need the sizes too, beside the replay.
  input.weights = work->sizes;
  input.capacity = static_cast<std::uint64_t>(p.capacity);
  input.warmup = p.warmup;
  input.seed = role_seed(seed, kPolicyRole);
  input.libcachesim = p.variant == "libcachesim";

  std::vector<Output> outputs{{"requests", counted}, {"distinct", work->distinct}};
  std::vector<std::int64_t> hits;
  for (const std::string& name : p.policy) {
    const Replay result = find_policy(name)->replay(input, context.deadline);
    const double rate = static_cast<double>(result.hits) / static_cast<double>(counted);
    const Json values[] = {result.hits, rate, static_cast<double>(result.byte_hits) / counted_bytes,
                           result.evictions};
    hits.push_back(result.hits);
    for (std::size_t i = 0; i < std::size(kStems); ++i)
      outputs.push_back({suffixed(kStems[i].name, name), values[i]});
    if (p.policy.size() > 1) continue;
    for (std::size_t i = 0; i < std::size(kStems); ++i)
      outputs.push_back({std::string(kStems[i].name), values[i]});
    outputs.push_back(
        {"miss_ratio", static_cast<double>(counted - result.hits) / static_cast<double>(counted)});
  }
  if (hits.size() == 2) {
    outputs.push_back(
        {"gap_pp", 100.0 * static_cast<double>(hits[1] - hits[0]) / static_cast<double>(counted)});
  }
  if (p.has_theory()) {
    const double ideal = ideal_lfu_hit_rate(p.catalog, p.capacity, p.exponent(), context.deadline);
    const double che = che_lru_hit_rate(p.catalog, p.capacity, p.exponent(), context.deadline);
    outputs.push_back({"ideal_lfu_hit_rate", ideal});
    outputs.push_back({"che_lru_hit_rate", che});
    outputs.push_back({"theory_gap_pp", 100.0 * (ideal - che)});
  }
  return outputs;
}

}  // namespace

Simulator cache_simulator() {
  const About about{
      "cache",
      2,
      "Replacement policies of a cache under generated or recorded requests.",
      "Objects are requested by a popularity law, by a mixture of laws or as a trace file says; "
      "each policy replays the same trace through a cache of its own. Every miss admits the object "
      "unless the policy itself declines or the object is larger than the cache. Hits are counted "
      "after the warm-up. Under drift the popularity ranks move to other objects at fixed "
      "intervals. An object has the first size above 0 that a request of it says. Two closed forms "
      "stand beside the "
      "simulation of a static law: the mass of the most popular objects and Che's approximation of "
      "LRU. Latencies, writes and expiry are left out.",
      "Recipe of cache-admission-zipfian (CPython's random.Random and random.choices); each "
      "policy's paper (ahub help policies); Che, Tung, Wang, IEEE JSAC 20(7), 2002",
      {"hit_rate"}};
  return make_simulator<CacheParams>(about, cache_param_rows(), output_infos(),
                                     {fidelity, outputs_of, cost, simulate});
}

}  // namespace ahub::sim
