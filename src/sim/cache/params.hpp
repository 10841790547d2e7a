// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The parameters of the `cache` model and the workload that they describe.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "ahub/sim/trace.hpp"
#include "sim/declare.hpp"

namespace ahub::sim {

struct CacheParams {
  Words policy{"lru", "lfu-perfect"};
  std::int64_t capacity = 100;
  std::string capacity_unit = "items";
  std::int64_t warmup = 0;
  std::string variant = "paper";
  // A generated workload.
  std::string workload = "zipf";
  std::int64_t catalog = 10'000, requests = 200'000;
  double zipf_s = 1.1;
  std::string mix = "none";
  double mix_share = 0.1;
  std::int64_t mix_catalog = 10'000;
  std::int64_t drift_every = 0, drift_shift = 0;
  std::int64_t size_min = 1, size_max = 1;
  std::string rng = "mt19937-py";
  // A workload from a file.
  std::string trace, trace_format = "auto", id_column, size_column, delimiter = "comma";
  std::int64_t trace_limit = 0;
  bool delimiter_given = false;

  bool bytes() const { return capacity_unit == "bytes"; }
  /// The popularity law is known and does not change: closed forms hold.
  bool has_theory() const {
    return trace.empty() && (workload == "zipf" || workload == "uniform") && mix == "none" &&
           drift_every == 0 && !bytes();
  }
  double exponent() const { return workload == "uniform" ? 0 : zipf_s; }
};

std::vector<ParamRow<CacheParams>> cache_param_rows();

/// A trace ready to be replayed.
struct Workload {
  std::vector<std::uint32_t> requests;  ///< Ids below `objects`.
  std::vector<std::uint32_t> sizes;     ///< By id; empty when all are 1.
  std::uint32_t objects = 0;
  std::int64_t distinct = 0;  ///< Objects that are requested at all.
};

/// The workload of these settings; shared through the context's memo between runs that differ in
/// policy, capacity or warm-up only. Throws as `parse_trace`, and `Error{input, "bad-parameter"}`
/// when the trace is not longer than the warm-up.
std::shared_ptr<const Workload> workload_of(const CacheParams& params, std::int64_t seed,
                                            const Context& context);

/// The seed of the random stream number `role` beside the workload's own.
std::uint64_t role_seed(std::int64_t seed, std::uint64_t role);

}  // namespace ahub::sim
