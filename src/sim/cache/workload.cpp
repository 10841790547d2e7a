// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// From settings to a trace: generated, mixed, sized, or read from a file.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/random.hpp"
#include "ahub/base/text.hpp"
#include "sim/cache/generate.hpp"
#include "sim/cache/params.hpp"

namespace ahub::sim {
namespace {

constexpr std::size_t kBlock = 1U << 16U;  // Between two looks at the clock.

enum Role : std::uint64_t { kMixRole = 1, kMixDrawRole = 2, kSizeRole = 3 };

std::int64_t count_distinct(const std::vector<std::uint32_t>& requests, std::uint32_t objects,
                            const Deadline& deadline) {
  std::vector<bool> seen(objects, false);
  std::int64_t distinct = 0;
  std::size_t turn = 0;
  for (const std::uint32_t id : requests) {
    if (turn++ % kBlock == 0) deadline.check();
    if (!seen[id]) ++distinct;
    seen[id] = true;
  }
  return distinct;
}

/// Replaces some requests by those of the second law; its objects come after the first law's.
void mix_in(const CacheParams& p, std::int64_t seed, Workload& work, const Deadline& deadline) {
  Xoshiro256ss choose(role_seed(seed, kMixRole)), draw(role_seed(seed, kMixDrawRole));
  const std::uint32_t first = work.objects;
  const auto catalog = static_cast<std::uint64_t>(p.mix_catalog);
  std::uint64_t turn = 0, asked = 0;
  for (std::uint32_t& id : work.requests) {
    if (asked++ % kBlock == 0) deadline.check();
    if (choose.uniform() >= p.mix_share) continue;
    const std::uint64_t other = p.mix == "uniform" ? draw.below(catalog)
                                : p.mix == "loop"  ? turn % catalog
                                                   : turn;
    ++turn;
    id = static_cast<std::uint32_t>(first + other);
    work.objects = std::max(work.objects, id + 1);
  }
}

void give_sizes(const CacheParams& p, std::int64_t seed, Workload& work, const Deadline& deadline) {
  if (p.size_max < p.size_min) {
    throw Error(ErrorKind::input, "bad-parameter",
                fmt::format("parameter 'size_max' is {}, it must be at least size_min ({})",
                            p.size_max, p.size_min));
  }
  if (p.size_max == 1) return;
  Xoshiro256ss rng(role_seed(seed, kSizeRole));
  const auto low = static_cast<double>(p.size_min), high = static_cast<double>(p.size_max);
  work.sizes.resize(work.objects);
  std::size_t turn = 0;
  for (std::uint32_t& size : work.sizes) {
    if (turn++ % kBlock == 0) deadline.check();
    const double drawn = std::floor(low * std::pow((high + 1) / low, rng.uniform()));
    size = static_cast<std::uint32_t>(std::clamp(drawn, low, high));
  }
}

Workload generated(const CacheParams& p, std::int64_t seed, const Deadline& deadline) {
  Workload work;
  const auto requests = static_cast<std::size_t>(p.requests);
  if (p.workload == "zipf" || p.workload == "uniform") {
    work.requests = draw_requests(
        {p.catalog, p.requests, p.exponent(), p.rng == "mt19937-py", p.drift_every, p.drift_shift},
        seed, deadline);
    work.objects = static_cast<std::uint32_t>(p.catalog);
  } else {
    const std::uint64_t period =
        p.workload == "loop" ? static_cast<std::uint64_t>(p.catalog) : std::uint64_t{requests};
    work.requests.resize(requests);
    for (std::size_t i = 0; i < requests; ++i) {
      if (i % kBlock == 0) deadline.check();
      work.requests[i] = static_cast<std::uint32_t>(i % period);
    }
    work.objects = static_cast<std::uint32_t>(std::min<std::uint64_t>(period, requests));
  }
  deadline.check();
  if (p.mix != "none") mix_in(p, seed, work, deadline);
  give_sizes(p, seed, work, deadline);
  deadline.check();
  work.distinct = count_distinct(work.requests, work.objects, deadline);
  return work;
}

char delimiter_of(const std::string& word) {
  if (word == "tab") return '\t';
  if (word == "semicolon") return ';';
  if (word == "pipe") return '|';
  return word == "space" ? ' ' : ',';
}

Workload from_file(const CacheParams& p, const Context& context, Reading* reading) {
  const FileView file = open_file(context, "trace", p.trace);
  TraceOptions options;
  options.format = parse_trace_format(p.trace_format);
  options.id_column = p.id_column;
  options.size_column = p.size_column;
  if (p.delimiter_given) options.delimiter = delimiter_of(p.delimiter);
  options.alive = [&context] { context.deadline.check(); };
  options.skip_zero_sized = p.variant == "libcachesim";
  DenseTrace trace = parse_trace(file.bytes, file.name, options, false,
                                 static_cast<std::uint64_t>(p.trace_limit), reading);
  Workload work;
  work.objects = trace.objects;
  work.distinct = work.objects;
  work.requests = std::move(trace.requests);
  work.sizes = std::move(trace.sizes);
  return work;
}

/// All that the workload depends on.
std::string key_of(const CacheParams& p, std::int64_t seed) {
  return fmt::format("{}|{}|{}|{:a}|{}|{:a}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}",
                     p.workload, p.catalog, p.requests, p.zipf_s, p.mix, p.mix_share, p.mix_catalog,
                     p.drift_every, p.drift_shift, p.size_min, p.size_max, p.rng, p.trace_format,
                     p.id_column, p.size_column, p.delimiter, p.delimiter_given,
                     !p.trace.empty() && p.variant == "libcachesim", p.trace_limit, seed, p.trace);
}

}  // namespace

std::uint64_t role_seed(std::int64_t seed, std::uint64_t role) {
  return SplitMix64(SplitMix64(static_cast<std::uint64_t>(seed)).next() ^ role).next();
}

std::shared_ptr<const Workload> workload_of(const CacheParams& p, std::int64_t seed,
                                            const Context& context) {
  const auto make = [&](Reading* reading) {
    return std::make_shared<const Workload>(p.trace.empty() ? generated(p, seed, context.deadline)
                                                            : from_file(p, context, reading));
  };
  std::shared_ptr<const Workload> work =
      context.memo == nullptr ? make(context.reading)
                              : std::static_pointer_cast<const Workload>(
                                    context.memo->get(key_of(p, seed), make, context.reading));
  if (p.warmup >= static_cast<std::int64_t>(work->requests.size())) {
    throw Error(ErrorKind::input, "bad-parameter",
                fmt::format("parameter 'warmup' is {}, it must be less than the {} requests",
                            p.warmup, work->requests.size()));
  }
  return work;
}

DenseTrace made_trace(std::span<const std::pair<std::string, Json>> params, std::int64_t seed) {
  const Bound bound = bind_or_refuse(*find_simulator("cache"), params, true);
  const CacheParams p = params_of(cache_param_rows(), bound.settings);
  if (!p.trace.empty()) {
    throw Error(ErrorKind::input, "bad-parameter", "a generated trace takes no parameter 'trace'",
                "'ahub trace convert' writes a trace in another format");
  }
  const std::shared_ptr<const Workload> work = workload_of(p, seed, Context());
  DenseTrace trace;
  trace.requests = work->requests;
  trace.sizes = work->sizes;
  return trace;
}

}  // namespace ahub::sim
