// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Multi-head latent attention two ways: with keys and values made from the cached vectors, and with
// their matrices absorbed into queries and outputs.
#pragma once

#include "ahub/sim/simulator.hpp"
#include "sim/kv_heads/attention.hpp"

namespace ahub::sim::kv_heads {

struct AbsorbSettings {
  std::size_t tokens, d_model, heads, d_head;
  std::size_t d_latent;  ///< d_c: width of the cached vector of keys and values.
  std::size_t d_rope;    ///< d_h^R: width of the shared key that carries the position; even.
};

/// Between both ways, over all tokens and heads.
struct AbsorbDifference {
  double largest = 0;
  std::int64_t above = 0;  ///< Elements of the output that differ by more than 1e-12.
};

struct AbsorbResult {
  AbsorbDifference decoupled;  ///< Position only in the shared key, as the paper has it.
  AbsorbDifference coupled;    ///< Position in the latent part: no matrix can take it over.
};

/// DeepSeek-V2 (arXiv:2405.04434), sections 2.1.2 and 2.1.3, queries not compressed,
/// causal. `coupled` turns queries and keys made from the latent vectors by their position; the
/// absorbed way can only turn the latent vectors themselves.
AbsorbResult absorb_heads(const AbsorbSettings& settings, std::int64_t seed,
                          const Context& context);

}  // namespace ahub::sim::kv_heads
