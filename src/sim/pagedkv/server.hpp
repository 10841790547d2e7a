// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// One GPU that serves requests with iteration-level batching, under one way to place keys and
// values.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/serving/cost_model.hpp"
#include "sim/serving/workload.hpp"

namespace ahub::sim::pagedkv {

struct Params : serving::WorkloadParams {
  Params() {
    prompt_mean = 161.31;
    prompt_cv = 1.2;
    output_mean = 337.99;
    output_cv = 0.85;
  }
  Words scheme{"max", "pow2", "oracle", "paged"};
  std::int64_t slots = 15'728, block = 16, batch_cap = 256;
  double watermark = 0.01, warmup = 0.05;
  std::string gpu = "a100-40", model = "opt-13b";
  std::string preemption = "recompute";
  double pcie_gb_s = 25;
  std::string sharing = "none";
  std::int64_t width = 1;
  double reparent = 0.3;
  double mfu = 0.5, mbu = 0.8, overhead_ms = 5;
};

/// max, pow2, oracle: a contiguous run for the longest sequence, for prompt + the next power of two
/// of the answer, for prompt + answer. paged: blocks as they are needed.
enum class Scheme { max, pow2, oracle, paged };

/// Slots in each state, summed over the measured time (slot x ns).
struct Usage {
  double token = 0;        ///< Holds keys and values.
  double reservation = 0;  ///< Will, before its request ends.
  double internal = 0;     ///< Belongs to a request and never will.
  double external = 0;     ///< Belongs to nobody.
};

struct Outcome {
  Usage usage;
  double window_ns =
      0;               ///< Measured: last arrival minus that of the request where the warm-up ends.
  double batched = 0;  ///< Running requests, summed over that time (request x ns).
  double blocks_held = 0, blocks_logical = 0;  ///< Paged: used, and as many without sharing; x ns.
  double latency_sum = 0;  ///< (End - arrival) / answer tokens, summed over requests, s/token.
  Nanoseconds end = 0;     ///< Of the last request.
  std::int64_t tokens = 0, iterations = 0, preemptions = 0, copies = 0;
};

/// Serves all requests. Throws `Error{input, "bad-parameter"}` when one cannot fit at all.
Outcome serve(const Params& params, Scheme scheme, const std::vector<serving::Request>& requests,
              std::int64_t seed, const Context& context);

}  // namespace ahub::sim::pagedkv
