// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "sim/attn_io/flash.hpp"
#include "sim/numeric/elementwise.hpp"

namespace ahub::sim::attn_io {
namespace {

constexpr float kMinusInfinity = -std::numeric_limits<float>::infinity();

Forward empty_result(const Inputs& in) {
  Forward result;
  result.output = Array(in.q.rows, in.v.cols);
  result.row_max.assign(in.q.rows, kMinusInfinity);
  result.row_sum.assign(in.q.rows, 0);
  return result;
}

void count_matmul(Operations& operations, std::size_t rows, std::size_t inner, std::size_t cols) {
  operations.matmul += static_cast<std::int64_t>(2 * rows * inner * cols);
}

/// Row of scaled scores to exp(score - maximum), with the maximum over `floor` too.
struct Softmax {
  float max, sum;
};
Softmax exponentiate(std::span<float> scores, float factor, float floor, Operations& operations) {
  scale(scores, factor);
  const float max = std::max(floor, largest(scores));
  subtract(scores, max);
  exponentials(scores);
  operations.other += static_cast<std::int64_t>(5 * scores.size());
  return {max, sum(scores)};
}

/// Lines 12 and 13 of algorithm 1 for one row: its old statistics and output with those of a block.
void merge_row(const Softmax& block, std::span<const float> block_output, float& max, float& sum,
               std::span<float> output, Operations& operations) {
  const float new_max = std::max(max, block.max);
  std::array<float, 2> weight{max - new_max, block.max - new_max};
  exponentials(weight);
  const float kept = weight[0] * sum;
  const float new_sum = kept + weight[1] * block.sum;
  const float inverse = 1 / new_sum;
  for (std::size_t j = 0; j < output.size(); ++j)
    output[j] = (kept * output[j] + weight[1] * block_output[j]) * inverse;
  max = new_max;
  sum = new_sum;
  operations.other += static_cast<std::int64_t>(4 * output.size() + 9);
}

}  // namespace

Forward flash_forward(const Inputs& in, const Blocks& blocks, Chip& chip) {
  const std::size_t n = in.k.rows, d = in.k.cols;
  Forward result = empty_result(in);
  Operations& operations = result.operations;
  Tile k(chip, d, blocks.cols), v(chip, blocks.cols, in.v.cols), q(chip, blocks.rows, d),
      o(chip, blocks.rows, in.v.cols), block_output(chip, blocks.rows, in.v.cols),
      scores(chip, blocks.rows, blocks.cols);
  Tile max(chip, blocks.rows, 1, Tile::Holds::statistics),
      sum(chip, blocks.rows, 1, Tile::Holds::statistics);
  for (std::size_t j = 0; j < n; j += blocks.cols) {
    const std::size_t cols = std::min(blocks.cols, n - j);
    chip.load_transposed(in.k, j, cols, k);
    chip.load(in.v, j, cols, v);
    for (std::size_t i = 0; i < in.q.rows; i += blocks.rows) {
      const std::size_t rows = std::min(blocks.rows, in.q.rows - i);
      chip.load(in.q, i, rows, q);
      chip.load(result.output, i, rows, o);
      chip.load(result.row_max, i, rows, max);
      chip.load(result.row_sum, i, rows, sum);
      scores.fill(rows, cols, 0);
      add_product(q, k, scores);
      count_matmul(operations, rows, d, cols);
      std::vector<Softmax> block(rows);
      for (std::size_t r = 0; r < rows; ++r)
        block[r] = exponentiate(scores.row(r), in.scale, kMinusInfinity, operations);
      block_output.fill(rows, in.v.cols, 0);
      add_product(scores, v, block_output);
      count_matmul(operations, rows, cols, in.v.cols);
      for (std::size_t r = 0; r < rows; ++r)
        merge_row(block[r], block_output.row(r), max.at(r), sum.at(r), o.row(r), operations);
      chip.store(o, result.output, i);
      chip.store(max, result.row_max, i);
      chip.store(sum, result.row_sum, i);
    }
  }
  return result;
}

Forward flash2_forward(const Inputs& in, const Blocks& blocks, Chip& chip) {
  const std::size_t n = in.k.rows, d = in.k.cols;
  Forward result = empty_result(in);
  Operations& operations = result.operations;
  Tile k(chip, blocks.cols, d), v(chip, blocks.cols, in.v.cols), q(chip, blocks.rows, d),
      o(chip, blocks.rows, in.v.cols), scores(chip, blocks.rows, blocks.cols);
  Tile max(chip, blocks.rows, 1, Tile::Holds::statistics),
      sum(chip, blocks.rows, 1, Tile::Holds::statistics);
  Statistics log_sums(in.q.rows);
  for (std::size_t i = 0; i < in.q.rows; i += blocks.rows) {
    const std::size_t rows = std::min(blocks.rows, in.q.rows - i);
    chip.load(in.q, i, rows, q);
    o.fill(rows, in.v.cols, 0);
    max.fill(rows, 1, kMinusInfinity);
    sum.fill(rows, 1, 0);
    for (std::size_t j = 0; j < n; j += blocks.cols) {
      const std::size_t cols = std::min(blocks.cols, n - j);
      chip.load(in.k, j, cols, k);
      chip.load(in.v, j, cols, v);
      scores.fill(rows, cols, 0);
      add_product_transposed(q, k, scores);
      count_matmul(operations, rows, d, cols);
      for (std::size_t r = 0; r < rows; ++r) {
        const Softmax block = exponentiate(scores.row(r), in.scale, max.at(r), operations);
        std::array<float, 1> kept{max.at(r) - block.max};
        exponentials(kept);
        scale(o.row(r), kept[0]);
        sum.at(r) = kept[0] * sum.at(r) + block.sum;
        max.at(r) = block.max;
        operations.other += static_cast<std::int64_t>(in.v.cols + 4);
      }
      add_product(scores, v, o);
      count_matmul(operations, rows, cols, in.v.cols);
    }
    for (std::size_t r = 0; r < rows; ++r) {
      for (float& value : o.row(r)) value /= sum.at(r);
      result.row_max[i + r] = max.at(r);
      result.row_sum[i + r] = sum.at(r);
      max.at(r) += std::log(sum.at(r));
      operations.other += static_cast<std::int64_t>(in.v.cols + 2);
    }
    chip.store(o, result.output, i);
    chip.store(max, log_sums, i);
  }
  return result;
}

}  // namespace ahub::sim::attn_io
