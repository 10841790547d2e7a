// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "sim/attn_io/flash.hpp"
#include "sim/numeric/elementwise.hpp"

namespace ahub::sim::attn_io {
namespace {

/// Scores to probabilities, from the statistics of the forward pass.
void probabilities(std::span<float> scores, float factor, float max, float sum) {
  scale(scores, factor);
  subtract(scores, max);
  exponentials(scores);
  scale(scores, 1 / sum);
}

/// dS = scale P (dP - D), where D is the product of dO and O along the row.
void score_gradients(std::span<const float> p, float product, float factor, std::span<float> dp) {
  for (std::size_t j = 0; j < dp.size(); ++j) dp[j] = factor * p[j] * (dp[j] - product);
}

}  // namespace

Gradients flash_backward(const Inputs& in, const Forward& forward, const Array& d_output,
                         const Blocks& blocks, Chip& chip) {
  const std::size_t n = in.k.rows, d = in.k.cols, dv_cols = in.v.cols;
  Gradients result{Array(in.q.rows, d), Array(n, d), Array(n, dv_cols)};
  Tile k(chip, blocks.cols, d), v(chip, blocks.cols, dv_cols), dk(chip, blocks.cols, d),
      dv(chip, blocks.cols, dv_cols), q(chip, blocks.rows, d), o(chip, blocks.rows, dv_cols),
      d_o(chip, blocks.rows, dv_cols), dq(chip, blocks.rows, d), p(chip, blocks.rows, blocks.cols),
      ds(chip, blocks.rows, blocks.cols);
  Tile max(chip, blocks.rows, 1, Tile::Holds::statistics),
      sum(chip, blocks.rows, 1, Tile::Holds::statistics);
  for (std::size_t j = 0; j < n; j += blocks.cols) {
    const std::size_t cols = std::min(blocks.cols, n - j);
    chip.load(in.k, j, cols, k);
    chip.load(in.v, j, cols, v);
    dk.fill(cols, d, 0);
    dv.fill(cols, dv_cols, 0);
    for (std::size_t i = 0; i < in.q.rows; i += blocks.rows) {
      const std::size_t rows = std::min(blocks.rows, in.q.rows - i);
      chip.load(in.q, i, rows, q);
      chip.load(forward.output, i, rows, o);
      chip.load(d_output, i, rows, d_o);
      chip.load(result.dq, i, rows, dq);
      chip.load(forward.row_max, i, rows, max);
      chip.load(forward.row_sum, i, rows, sum);
      p.fill(rows, cols, 0);
      add_product_transposed(q, k, p);
      ds.fill(rows, cols, 0);
      add_product_transposed(d_o, v, ds);
      for (std::size_t r = 0; r < rows; ++r) {
        probabilities(p.row(r), in.scale, max.at(r), sum.at(r));
        score_gradients(p.row(r), dot(d_o.row(r), o.row(r)), in.scale, ds.row(r));
      }
      add_product(transposed(View<const float>(p)), d_o, dv);
      add_product(ds, k, dq);
      add_product(transposed(View<const float>(ds)), q, dk);
      chip.store(dq, result.dq, i);
    }
    chip.store(dk, result.dk, j);
    chip.store(dv, result.dv, j);
  }
  return result;
}

}  // namespace ahub::sim::attn_io
