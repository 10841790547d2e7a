// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A GPU whose requests have more keys and values than its memory holds: they live in HBM, DRAM and
// on SSDs, and are moved when their turn comes (reactive) or before it (staged).
#pragma once

#include <cstdint>
#include <string>

#include "ahub/sim/simulator.hpp"
#include "sim/serving/cost_model.hpp"

namespace ahub::sim::tierkv {

struct Params {
  std::string gpu = "h100", model = "llama-3-70b";
  std::int64_t ranks = 4;
  double hbm_kv_gb = 40, fill = 0.85, oversubscription = 3, dram_multiple = 0.75;
  std::int64_t lookahead = 4, quantum = 48, iterations = 4000;
  double context_mean = 1024, context_cv = 0.5, output_mean = 2048, output_cv = 0.5;
  double pcie_gb_s = 55, pcie_latency_us = 10;
  double ssd_read_gb_s = 28, ssd_write_gb_s = 16, ssd_latency_us = 80;
  std::int64_t chunk_tokens = 256;
  std::string write_back = "yes", dram_full = "bypass";
  double mfu = 0.5, mbu = 0.8, overhead_ms = 0.5;
};

/// When a missing request is fetched.
enum class Staging { reactive, staged };

/// What came of one arm.
struct Outcome {
  std::int64_t admissions = 0;                 ///< Requests that entered the batch.
  std::int64_t hits = 0;                       ///< Of them, whole in HBM at that moment.
  std::int64_t tokens = 0;                     ///< Generated.
  std::int64_t events = 0;                     ///< Taken from the queue.
  Nanoseconds decode_ns = 0;                   ///< Iterations with their stalls.
  Nanoseconds stall_ns = 0;                    ///< Of that, waiting for keys and values.
  Nanoseconds prefill_ns = 0;                  ///< Of requests that took a finished one's place.
  std::int64_t pcie_bytes = 0, ssd_bytes = 0;  ///< Moved, both directions.
  Nanoseconds p50_ns = 0, p99_ns = 0;          ///< Iteration with its stall, nearest rank.
};

/// Runs one arm over the requests of `seed`. Which requests run when does not depend on the arm.
/// Throws `Error{input, "bad-parameter"}` when the batch cannot hold the largest request.
Outcome simulate(const Params& params, Staging staging, std::int64_t seed, const Context& context);

/// How many requests the settings lead to, about.
double expected_requests(const Params& params);

}  // namespace ahub::sim::tierkv
