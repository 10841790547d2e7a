// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/kv_heads/absorb.hpp"

#include <algorithm>
#include <cmath>

namespace ahub::sim::kv_heads {
namespace {

Wide turned(Wide x) {
  rotate_positions(x);
  return x;
}

/// Weights of one head: `up_k` and `up_v` are d_latent x d_head, the others take the input.
struct Head {
  Wide q, q_rope, up_k, up_v;
};

/// Scores of two parts, as softmax(... / sqrt(d_head + d_rope)).
Wide probabilities(const Wide& q, const Wide& k, const Wide& q_rope, const Wide& k_rope,
                   double factor) {
  Wide p = product_transposed(q, k);
  add_product_transposed(q_rope, k_rope, p);
  causal_softmax(p, factor);
  return p;
}

void compare(const Wide& a, const Wide& b, AbsorbDifference& difference) {
  for (std::size_t i = 0; i < a.values.size(); ++i) {
    const double each = std::abs(a.values[i] - b.values[i]);
    difference.largest = std::max(difference.largest, each);
    difference.above += each > 1e-12 ? 1 : 0;
  }
}

}  // namespace

AbsorbResult absorb_heads(const AbsorbSettings& s, std::int64_t seed, const Context& context) {
  Draws inputs(seed, "inputs"), weights(seed, "weights");
  const auto draw = [&](std::size_t rows, std::size_t cols) {
    return normal_matrix(rows, cols, 1 / std::sqrt(static_cast<double>(rows)), weights);
  };
  const Wide x = normal_matrix(s.tokens, s.d_model, 1, inputs);
  const Wide latent = product(x, draw(s.d_model, s.d_latent));
  const Wide k_rope = turned(product(x, draw(s.d_model, s.d_rope)));
  const Wide turned_latent = turned(latent);
  const double factor = 1 / std::sqrt(static_cast<double>(s.d_head + s.d_rope));
  AbsorbResult result;
  for (std::size_t h = 0; h < s.heads; ++h) {
    context.deadline.check();
    Head head;
    head.q = draw(s.d_model, s.d_head);
    head.q_rope = draw(s.d_model, s.d_rope);
    head.up_k = draw(s.d_latent, s.d_head);
    head.up_v = draw(s.d_latent, s.d_head);
    const Wide q = product(x, head.q), q_rope = turned(product(x, head.q_rope));
    const Wide k = product(latent, head.up_k), v = product(latent, head.up_v);
    const auto absorbed = [&](const Wide& query, const Wide& cached) {
      const Wide folded = product_transposed(query, head.up_k);
      const Wide p = probabilities(folded, cached, q_rope, k_rope, factor);
      return product(product(p, latent), head.up_v);
    };
    compare(product(probabilities(q, k, q_rope, k_rope, factor), v), absorbed(q, latent),
            result.decoupled);
    const Wide turned_q = turned(q), turned_k = turned(k);
    compare(product(probabilities(turned_q, turned_k, q_rope, k_rope, factor), v),
            absorbed(turned_q, turned_latent), result.coupled);
  }
  return result;
}

}  // namespace ahub::sim::kv_heads
