// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A cluster of unequal GPUs, each with continuous batching, behind one dispatcher.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/serving/cost_model.hpp"
#include "sim/serving/workload.hpp"

namespace ahub::sim::heteroserve {

struct Params : serving::WorkloadParams {
  Params() {
    requests = 8000;
    rate = 173;
    longest = 16'384;
    longest_answer = 1536;
  }
  Words policy{"rr", "het"};
  std::int64_t h100 = 4, a100 = 4, l40s = 4;
  std::string model = "llama-3-8b";
  std::int64_t uniform_cap = 64, batch_cap = 256;
  double prediction_cv = 0.3;
  std::int64_t repeats = 1;
  double ttft_slo_ms = 1000, tpot_slo_ms = 30;
  double mfu = 0.5, mbu = 0.8, overhead_ms = 1;
};

/// How a request finds its device.
enum class Policy { rr, random, jsq, lwl, cap, capjsq, het, p2c };
struct PolicyRow {
  std::string_view name;
  Policy policy;
};
inline constexpr PolicyRow kPolicies[] = {
    {"rr", Policy::rr},   {"random", Policy::random}, {"jsq", Policy::jsq}, {"lwl", Policy::lwl},
    {"cap", Policy::cap}, {"capjsq", Policy::capjsq}, {"het", Policy::het}, {"p2c", Policy::p2c},
};

/// One device of the cluster.
struct Node {
  const serving::Gpu* gpu;
  serving::Device device;
  double score;            ///< 0.2 FLOP/s + 0.2 memory + 0.6 bandwidth, each over an H100's.
  std::int64_t kv_tokens;  ///< Tokens of keys and values that fit beside the weights.
};

/// What the dispatcher sees of a device.
struct Load {
  std::int64_t depth = 0;  ///< Requests queued or running.
  double pending = 0;      ///< Prompts and predicted answers of these, tokens.
  double work = 0;         ///< The sum of their `work_of`, tokens.
};

/// A request as the dispatcher sees it: the answer's length is a guess.
struct Guess {
  std::int64_t prompt = 0;
  double expected = 0;     ///< Middle of the bin of its predicted answer, tokens.
  std::int64_t upper = 0;  ///< Upper end of its length bin, tokens: what is reserved.
};

/// The bins of predicted answers: up to 64, 128, 256, ... tokens.
Guess guess_of(std::int64_t prompt, double predicted);

/// Prompt + 4 x the mean answer, tokens: an answer's token is read from memory one by one.
double work_of(const Guess& guess, double mean_output) noexcept;

/// Chooses devices one request at a time; ties go to the first.
class Dispatcher {
 public:
  /// `mean_output`: of all requests, tokens, as a system knows it from its past.
  Dispatcher(Policy policy, std::span<const Node> nodes, double mean_output, std::int64_t seed);
  std::size_t choose(const Guess& guess, std::span<const Load> loads);

 private:
  template <class Key>
  std::size_t least(Key key) const;
  Policy policy_;
  std::span<const Node> nodes_;
  double mean_output_;
  Draws draws_;
  std::size_t next_ = 0;
  std::vector<double> credit_;  // Smooth weighted round robin.
};

/// What one policy does to one list of requests.
struct Outcome {
  std::int64_t tokens = 0, within_slo = 0, overflows = 0, iterations = 0, events = 0;
  double makespan_s = 0;
  double window_tokens = 0;  ///< Generated between the first arrival and the last.
  double ttft_p50_ms = 0, ttft_p99_ms = 0, tpot_mean_ms = 0;
  double busy_h100 = 0, busy_a100 = 0, busy_l40s = 0;  ///< Shares of the makespan.
};

std::vector<Node> nodes_of(const Params& params);
Outcome simulate(const Params& params, Policy policy, const std::vector<serving::Request>& requests,
                 std::int64_t seed, const Context& context);

}  // namespace ahub::sim::heteroserve
