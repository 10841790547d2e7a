// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Heavy-hitter eviction of keys and values (Zhang et al., NeurIPS 2023, arXiv:2306.14048): which
// tokens to keep, what that buys in batch size, and the bound behind it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "ahub/sim/simulator.hpp"

namespace ahub::sim::h2o {

struct Params {
  std::string mode = "attention";
  double budget = 0.1;
  // Attention.
  std::int64_t length = 2000, sinks = 4;
  double heavy_share = 0.02, heavy_logit = 2.2, heavy_spread = 0.6, sink_logit = 5;
  double recency = 2, tau = 16, sigma = 0, jitter = 0.05;
  // Batch.
  std::string model = "opt-30b";
  std::int64_t sequence = 1024;
  double memory_gb = 208, usable = 0.9;
  // Submodular.
  std::int64_t instances = 400, sets = 10, elements = 20, pick = 4;
};

/// Shares of the full softmax mass that the kept tokens hold, each 0..1, mean over the steps in
/// which the cache is full; and how sparse the attention is. Kept are budget x length tokens (at
/// least 8).
struct Retained {
  double local = 0;        ///< The last ones.
  double sink_window = 0;  ///< The first few and the last ones (StreamingLLM).
  double random = 0;       ///< A random one goes.
  double heavy = 0;        ///< The one with the least attention accumulated goes.
  double h2o = 0;          ///< The same, but half of the budget is for the last ones.
  double oracle = 0;       ///< The largest of each step, which no cache can know: a bound.
  /// The paper's measure, section 3.1: of all entries of all rows, those below one percent of the
  /// largest in their row. Tokens that a row does not see are not counted.
  double sparsity = 0;
};
/// All of them over the same rows of logits.
Retained retained(const Params& params, std::int64_t seed, const Context& context);

/// Largest batch: floor((usable memory - weights) / (budget x sequence x bytes a token)), 0 when
/// the weights do not fit. Memory and sizes in bytes.
std::int64_t largest_batch(double memory, double weights, double budget, double sequence,
                           double token_bytes) noexcept;

/// Weighted coverage: `sets[s]` has a bit for each element that set s covers, 64 at most.
struct Coverage {
  std::vector<std::uint64_t> sets;
  std::vector<std::int64_t> weights;
  std::int64_t value(std::uint64_t covered) const noexcept;
};
/// The value of `pick` sets taken one by one, each with the largest gain (ties: the first).
std::int64_t greedy(const Coverage& coverage, std::int64_t pick);
/// The best value of any `pick` sets, by looking at all.
std::int64_t optimum(const Coverage& coverage, std::int64_t pick);
/// The family on which greedy reaches exactly 1 - (1 - 1/k)^k of the optimum (Nemhauser, Wolsey,
/// Fisher, Mathematical Programming 14 (1978)): k columns are the optimum, and row j, which greedy
/// prefers in a tie, takes a k-th of what the rows before it left of every column. 2 <= k <= 7.
Coverage tight_family(std::int64_t k);

}  // namespace ahub::sim::h2o
