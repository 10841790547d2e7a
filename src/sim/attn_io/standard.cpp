// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/attn_io/standard.hpp"

#include <algorithm>
#include <cmath>

#include "sim/numeric/elementwise.hpp"

namespace ahub::sim::attn_io {
namespace {

/// One line of an algorithm: what it reads and writes crosses once.
void count(Traffic& traffic, std::initializer_list<const Array*> arrays) {
  for (const Array* array : arrays)
    traffic.elements += static_cast<std::int64_t>(array->values.size());
}

Matrix<double> widened(const Array& array) {
  Matrix<double> wide(array.rows, array.cols);
  std::copy(array.values.begin(), array.values.end(), wide.values.begin());
  return wide;
}

/// dS from dP in place: the Jacobian of softmax, P (dP - sum P dP).
void through_softmax(std::span<const double> p, std::span<double> dp) {
  const double along = dot(p, dp);
  for (std::size_t j = 0; j < dp.size(); ++j) dp[j] = p[j] * (dp[j] - along);
}

}  // namespace

StandardForward standard_forward(const Inputs& in, Traffic& traffic) {
  StandardForward result;
  result.probabilities = product_transposed(in.q, in.k);
  Array& s = result.probabilities;
  count(traffic, {&in.q, &in.k, &s});
  for (std::size_t i = 0; i < s.rows; ++i) {
    const std::span<float> row = s.row(i);
    scale(row, in.scale);
    softmax(row);
  }
  count(traffic, {&s, &s});
  result.output = product(s, in.v);
  count(traffic, {&s, &in.v, &result.output});
  return result;
}

Gradients standard_backward(const Inputs& in, const StandardForward& forward, const Array& d_output,
                            Traffic& traffic) {
  const Array& p = forward.probabilities;
  Gradients result;
  result.dv = product(transposed(p), d_output);
  count(traffic, {&p, &d_output, &result.dv});
  Array ds = product_transposed(d_output, in.v);
  count(traffic, {&d_output, &in.v, &ds});
  for (std::size_t i = 0; i < ds.rows; ++i) {
    const std::span<float> row = ds.row(i);
    const float along = dot(p.row(i), row);
    for (std::size_t j = 0; j < row.size(); ++j) row[j] = in.scale * p(i, j) * (row[j] - along);
  }
  count(traffic, {&p, &ds, &ds});
  result.dq = product(ds, in.k);
  count(traffic, {&ds, &in.k, &result.dq});
  result.dk = product(transposed(ds), in.q);
  count(traffic, {&ds, &in.q, &result.dk});
  return result;
}

Reference reference(const Inputs& in, const Array* d_output) {
  constexpr std::size_t kRows = 64;
  const Matrix<double> q = widened(in.q), k = widened(in.k), v = widened(in.v);
  const std::size_t n = k.rows;
  Reference result;
  result.output = Matrix<double>(q.rows, v.cols);
  Matrix<double> d_o;
  if (d_output != nullptr) {
    d_o = widened(*d_output);
    result.dq = Matrix<double>(q.rows, q.cols);
    result.dk = Matrix<double>(n, k.cols);
    result.dv = Matrix<double>(n, v.cols);
  }
  for (std::size_t i = 0; i < q.rows; i += kRows) {
    const std::size_t count = std::min(kRows, q.rows - i);
    Matrix<double> p(count, n);
    add_product_transposed(rows_of(q, i, count), k, p);
    for (double& value : p.values) value *= double{in.scale};
    for (std::size_t r = 0; r < count; ++r) softmax(p.row(r));
    add_product(p, v, rows_of(result.output, i, count));
    if (d_output == nullptr) continue;
    Matrix<double> ds(count, n);
    add_product_transposed(rows_of(d_o, i, count), v, ds);
    for (std::size_t r = 0; r < count; ++r) through_softmax(p.row(r), ds.row(r));
    for (double& value : ds.values) value *= double{in.scale};
    add_product(transposed(p), rows_of(d_o, i, count), result.dv);
    add_product(ds, k, rows_of(result.dq, i, count));
    add_product(transposed(ds), rows_of(q, i, count), result.dk);
  }
  return result;
}

}  // namespace ahub::sim::attn_io
