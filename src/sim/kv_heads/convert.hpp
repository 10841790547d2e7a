// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// From one key-value head for each query head to one for each group of them: what the conversion
// alone costs, before any training makes up for it.
#pragma once

#include "ahub/sim/simulator.hpp"
#include "sim/kv_heads/attention.hpp"

namespace ahub::sim::kv_heads {

struct ConvertSettings {
  std::size_t tokens, d_model, heads, d_head;
  std::size_t groups;  ///< Divides heads.
  double rho;          ///< Share of a head's key and value weights that its group has in common.
  double query_gain;   ///< Query weights are query_gain times the key weights, plus noise.
};

/// Squared errors over the squares of what is approximated, all heads together.
struct ConvertErrors {
  double output_mean, output_first, output_random;  ///< Of the outputs of attention.
  double keys_mean, keys_first;                     ///< Of the keys.
};

/// Ainslie et al., GQA (arXiv:2305.13245), section 2.1: each group's head is the mean of its
/// heads, the first of them, or drawn anew. Entries of a head's weights W are normal with variance
/// 1 / d_model: W_h = sqrt(rho) W_group + sqrt(1 - rho) noise.
ConvertErrors convert_heads(const ConvertSettings& settings, std::int64_t seed,
                            const Context& context);

}  // namespace ahub::sim::kv_heads
