// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cache/params.hpp"

#include "sim/cache/policy.hpp"

namespace ahub::sim {

std::vector<ParamRow<CacheParams>> cache_param_rows() {
  std::vector<std::string_view> names;
  for (const PolicyRow& row : policies()) names.push_back(row.name);
  using P = CacheParams;
  constexpr double kObjects = 10'000'000, kRequests = 100'000'000;
  return {
      {"policy", &P::policy, 0, 0, "", "Replacement policies to replay the trace through.", names},
      {"capacity", &P::capacity, 1, 1e15, "", "Room of the cache, in capacity_unit."},
      {"capacity_unit",
       &P::capacity_unit,
       0,
       0,
       "",
       "What capacity counts; bytes use the objects' sizes.",
       {"items", "bytes"}},
      {"warmup", &P::warmup, 0, 4e9, "requests",
       "First requests that are replayed but not counted."},
      {"variant",
       &P::variant,
       0,
       0,
       "",
       "Where ours and libCacheSim's definition of a policy differ (2q, s3fifo): whose; that of "
       "libCacheSim leaves out requests of size 0 of a trace, as its readers do.",
       {"paper", "libcachesim"}},
      {"workload",
       &P::workload,
       0,
       0,
       "",
       "Law of the requests: popularity by rank, all alike, round and round, or always new.",
       {"zipf", "uniform", "loop", "scan"}},
      {"catalog", &P::catalog, 1, kObjects, "items",
       "Objects that can be requested (zipf, uniform), or the length of the loop."},
      {"requests", &P::requests, 1, kRequests, "requests", "Length of a generated trace."},
      {"zipf_s", &P::zipf_s, 0, 4, "", "Exponent of the popularity law: rank i has weight i^-s."},
      {"mix",
       &P::mix,
       0,
       0,
       "",
       "A second law, over objects of its own, that takes mix_share of the requests.",
       {"none", "uniform", "loop", "scan"}},
      {"mix_share", &P::mix_share, 0, 1, "fraction", "Part of the requests that mix takes."},
      {"mix_catalog", &P::mix_catalog, 1, kObjects, "items", "Objects of mix."},
      {"drift_every", &P::drift_every, 0, kRequests, "requests",
       "Requests between two rotations of the ids; 0 keeps the popularity static."},
      {"drift_shift", &P::drift_shift, 0, kObjects, "items",
       "Ids by which each rotation moves the popularity."},
      {"size_min", &P::size_min, 1, 4e9, "bytes", "Smallest generated object."},
      {"size_max", &P::size_max, 1, 4e9, "bytes",
       "Largest generated object; sizes are log-uniform between the two."},
      {"rng",
       &P::rng,
       0,
       0,
       "",
       "Random stream: CPython's random.Random, or xoshiro256**.",
       {"mt19937-py", "xoshiro256ss"}},
      {"trace", &P::trace, 0, 0, "", "A trace file instead of a generated workload.", {}, true},
      {"trace_format",
       &P::trace_format,
       0,
       0,
       "",
       "Format of the file; auto: by its name, or by its first lines.",
       {"auto", "oracleGeneral", "csv", "txt"}},
      {"id_column", &P::id_column, 0, 0, "",
       "csv: name or number of the ids' column; empty: one with a name that real traces use."},
      {"size_column", &P::size_column, 0, 0, "",
       "csv: name or number of the sizes' column, - for none; empty: as id_column."},
      {"delimiter",
       &P::delimiter,
       0,
       0,
       "",
       "csv: what stands between two cells; when it is not given, what the first lines show.",
       {"comma", "tab", "semicolon", "space", "pipe"},
       false,
       false,
       &P::delimiter_given},
      {"trace_limit", &P::trace_limit, 0, 4e9, "requests",
       "First requests of the file to take; 0 takes all."},
  };
}

}  // namespace ahub::sim
