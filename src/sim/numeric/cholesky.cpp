// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Cholesky's factor row by row (Golub, Van Loan, Matrix Computations, section 4.2): all sums are
// `dot` over rows, which lie one after another in memory.
#include <cmath>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "sim/numeric/dense.hpp"

namespace ahub::sim {
namespace {

void require_square(const Matrix<double>& a) {
  if (a.rows == a.cols) return;
  throw Error(ErrorKind::internal, "shape",
              fmt::format("a square matrix is needed, not {} x {}", a.rows, a.cols));
}

}  // namespace

Matrix<double> cholesky(const Matrix<double>& a) {
  require_square(a);
  Matrix<double> factor(a.rows, a.rows);
  for (std::size_t i = 0; i < a.rows; ++i) {
    const std::span<double> row = factor.row(i);
    for (std::size_t j = 0; j < i; ++j)
      row[j] = (a(i, j) - dot(row.first(j), factor.row(j).first(j))) / factor(j, j);
    const double square = a(i, i) - dot(row.first(i), row.first(i));
    if (!(square > 0) || !std::isfinite(square)) {
      throw Error(ErrorKind::input, "not-positive-definite",
                  fmt::format("the matrix is not positive definite: pivot {} is {:.3g}", i, square),
                  "dampen it: add a positive constant to its diagonal");
    }
    row[i] = std::sqrt(square);
  }
  return factor;
}

std::vector<double> cholesky_solve(const Matrix<double>& factor, std::span<const double> b) {
  require_square(factor);
  const std::size_t n = factor.rows;
  if (b.size() != n) {
    throw Error(ErrorKind::internal, "shape",
                fmt::format("the right-hand side has {} elements, not {}", b.size(), n));
  }
  std::vector<double> x(b.begin(), b.end());
  for (std::size_t i = 0; i < n; ++i) {
    const std::span<const double> row = factor.row(i);
    x[i] = (x[i] - dot(row.first(i), std::span(x).first(i))) / row[i];
  }
  // L^T by its columns, which are rows of L.
  for (std::size_t i = n; i-- > 0;) {
    const std::span<const double> row = factor.row(i);
    x[i] /= row[i];
    for (std::size_t j = 0; j < i; ++j) x[j] -= row[j] * x[i];
  }
  return x;
}

Matrix<double> lower_inverse_columns(const Matrix<double>& factor) {
  require_square(factor);
  const std::size_t n = factor.rows;
  Matrix<double> columns(n, n);
  for (std::size_t j = 0; j < n; ++j) {
    const std::span<double> column = columns.row(j);
    column[j] = 1 / factor(j, j);
    for (std::size_t i = j + 1; i < n; ++i) {
      const std::size_t length = i - j;
      column[i] = -dot(factor.row(i).subspan(j, length), column.subspan(j, length)) / factor(i, i);
    }
  }
  return columns;
}

Matrix<double> cholesky_inverse(const Matrix<double>& factor) {
  const Matrix<double> columns = lower_inverse_columns(factor);
  const std::size_t n = factor.rows;
  Matrix<double> inverse(n, n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      inverse(i, j) = dot(columns.row(i).subspan(i), columns.row(j).subspan(i));
      inverse(j, i) = inverse(i, j);
    }
  }
  return inverse;
}

}  // namespace ahub::sim
