// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The parts of a replay, timed apart, for tests/bench/cache.py.
//   cache_replay make FILE CATALOG ZIPF_S REQUESTS   writes oracleGeneral with sparse 64-bit ids
//   cache_replay run FILE POLICY CAPACITY            prints misses, requests, and the CPU seconds
//   of
//                                                    reading (file to dense ids), of the replay
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include "ahub/base/error.hpp"
#include "ahub/base/random.hpp"
#include "ahub/sim/trace.hpp"
#include "sim/cache/generate.hpp"
#include "sim/cache/policy.hpp"

namespace {

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

int make(char** arguments) {
  ahub::sim::RequestLaw law;
  law.catalog = std::atoll(arguments[1]);
  law.zipf_s = std::atof(arguments[2]);
  law.requests = std::atoll(arguments[3]);
  law.python_rng = false;
  ahub::sim::DenseTrace trace;
  trace.requests = ahub::sim::draw_requests(law, 42);
  for (std::int64_t id = 0; id < law.catalog; ++id)
    trace.ids.push_back(ahub::SplitMix64(static_cast<std::uint64_t>(id)).next());
  std::FILE* file = std::fopen(arguments[0], "wb");
  if (file == nullptr) return 1;
  ahub::sim::to_oracle_general(trace, [&](std::string_view piece) {
    if (std::fwrite(piece.data(), 1, piece.size(), file) != piece.size()) std::abort();
  });
  return std::fclose(file) == 0 ? 0 : 1;
}

int run(char** arguments) {
  const double start = cpu_seconds();
  const ahub::sim::DenseTrace trace =
      ahub::sim::read_trace(arguments[0], {ahub::sim::TraceFormat::oracle_general, "", "", ','});
  const double read = cpu_seconds();
  const ahub::sim::PolicyRow* policy = ahub::sim::find_policy(arguments[1]);
  if (policy == nullptr) return 2;
  ahub::sim::ReplayInput input;
  input.trace = trace.requests;
  input.objects = trace.objects;
  input.capacity = std::strtoull(arguments[2], nullptr, 10);
  input.libcachesim = true;
  const double ready = cpu_seconds();
  const ahub::sim::Replay result = policy->replay(input, ahub::sim::Deadline());
  const double end = cpu_seconds();
  std::printf("misses %lld requests %zu read %.6f replay %.6f\n",
              static_cast<long long>(trace.requests.size()) - static_cast<long long>(result.hits),
              trace.requests.size(), read - start, end - ready);
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  try {
    if (count == 6 && std::strcmp(arguments[1], "make") == 0) return make(arguments + 2);
    if (count == 5 && std::strcmp(arguments[1], "run") == 0) return run(arguments + 2);
  } catch (const ahub::Error& error) {
    std::fprintf(stderr, "cache_replay: %s\n", error.what());
    return 3;
  }
  std::fputs("usage: cache_replay make FILE CATALOG ZIPF_S REQUESTS | run FILE POLICY CAPACITY\n",
             stderr);
  return 2;
}
