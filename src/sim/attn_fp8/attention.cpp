// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/attn_fp8/attention.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "sim/numeric/elementwise.hpp"
#include "sim/numeric/small_float.hpp"

namespace ahub::sim::attn_fp8 {
namespace {

float half(float value) { return round_to<kFp16>(double{value}); }

float score_factor(const Operands& x) {
  return static_cast<float>(1 / std::sqrt(static_cast<double>(x.q.values.cols)));
}

/// Numbers of half precision to those of e4m3.
void halves_to_e4m3(std::span<float> values) {
  std::vector<std::uint16_t> codes(values.size());
  std::vector<std::uint8_t> bytes(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) codes[i] = encode<kFp16>(double{values[i]});
  e4m3_from_fp16(codes, bytes);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = decode<kE4m3>(bytes[i]);
}

/// What the second product sees of a row of softmax.
void round_softmax(std::span<float> row, Probabilities probabilities) {
  for (float& value : row) value = half(value);
  if (probabilities == Probabilities::e4m3) halves_to_e4m3(row);
  if (probabilities == Probabilities::e4m3_of_448)
    for (float& value : row) value = round_to<kE4m3>(double{value * 448}) / 448;
}

/// The statistics of the rows that have been seen of a query.
struct Running {
  float max = -std::numeric_limits<float>::infinity();
  float sum = 0;
};

/// One row of scores to exponentials over the new maximum; returns what the old output keeps.
float update(Running& running, std::span<float> scores) {
  const float max = std::max(running.max, largest(scores));
  std::array<float, 1> kept{running.max - max};
  exponentials(kept);
  subtract(scores, max);
  exponentials(scores);
  running.sum = running.sum * kept[0] + sum(scores);
  running.max = max;
  return kept[0];
}

}  // namespace

Matrix<float> standard_attention(const Operands& x, Probabilities probabilities) {
  const float factor = score_factor(x);
  Matrix<float> p = product_transposed(x.q.values, x.k.values);
  for (std::size_t i = 0; i < p.rows; ++i) {
    const std::span<float> row = p.row(i);
    for (std::size_t j = 0; j < row.size(); ++j)
      row[j] = half(half(row[j] * (x.q.scale_of(i) * x.k.scale_of(j))) * factor);
    softmax(row);
    round_softmax(row, probabilities);
  }
  Matrix<float> values = x.v.values;
  for (std::size_t j = 0; j < values.rows; ++j) scale(values.row(j), x.v.scale_of(j));
  Matrix<float> out = product(p, values);
  for (float& value : out.values) value = half(value);
  return out;
}

Matrix<float> flash_attention(const Operands& x, std::size_t block, Probabilities probabilities) {
  const float factor = score_factor(x);
  const std::size_t rows = x.q.values.rows, width = x.v.values.cols;
  Matrix<float> out(rows, width);
  std::vector<Running> running(rows);
  for (std::size_t j = 0; j < x.k.values.rows; j += block) {
    const std::size_t count = std::min(block, x.k.values.rows - j);
    Matrix<float> p(rows, count), part(rows, width);
    add_product_transposed(x.q.values, rows_of(x.k.values, j, count), p);
    for (std::size_t i = 0; i < rows; ++i) {
      scale(p.row(i), x.q.scale_of(i) * x.k.scale_of(j) * factor);
      scale(out.row(i), update(running[i], p.row(i)));
      for (float& value : p.row(i)) {
        value = probabilities == Probabilities::half ? half(value) : round_to<kE4m3>(double{value});
      }
    }
    add_product(p, rows_of(x.v.values, j, count), part);
    for (std::size_t i = 0; i < out.values.size(); ++i)
      out.values[i] += part.values[i] * x.v.scale_of(j);
  }
  for (std::size_t i = 0; i < rows; ++i)
    for (float& value : out.row(i)) value = half(value / running[i].sum);
  return out;
}

Matrix<double> exact_attention(const Matrix<double>& q, const Matrix<double>& k,
                               const Matrix<double>& v) {
  const double factor = 1 / std::sqrt(static_cast<double>(q.cols));
  Matrix<double> p = product_transposed(q, k);
  for (std::size_t i = 0; i < p.rows; ++i) softmax(p.row(i), factor);
  return product(p, v);
}

}  // namespace ahub::sim::attn_fp8
