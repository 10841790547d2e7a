// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Dense matrices whose results have the same bits on every machine: the order of each sum is fixed
// below, no multiply-add is fused, and no library chooses a kernel. All of it runs on the caller's
// thread.
#pragma once

#include <cstddef>
#include <span>
#include <type_traits>
#include <vector>

namespace ahub::sim {

/// Row-major: element (i, j) is values[i * cols + j].
template <class T>
struct Matrix {
  std::size_t rows = 0, cols = 0;
  std::vector<T> values;

  Matrix() = default;
  /// All zero.
  Matrix(std::size_t row_count, std::size_t col_count)
      : rows(row_count), cols(col_count), values(row_count * col_count) {}
  T& operator()(std::size_t i, std::size_t j) { return values[i * cols + j]; }
  const T& operator()(std::size_t i, std::size_t j) const { return values[i * cols + j]; }
  std::span<T> row(std::size_t i) { return std::span(values).subspan(i * cols, cols); }
  std::span<const T> row(std::size_t i) const { return std::span(values).subspan(i * cols, cols); }
};

/// A rectangle of somebody's elements: (i, j) is data[i * stride + j].
template <class T>
struct View {
  T* data = nullptr;
  std::size_t rows = 0, cols = 0, stride = 0;

  View(T* first, std::size_t row_count, std::size_t col_count, std::size_t row_stride)
      : data(first), rows(row_count), cols(col_count), stride(row_stride) {}
  View(Matrix<std::remove_const_t<T>>& m) : View(m.values.data(), m.rows, m.cols, m.cols) {}
  View(const Matrix<std::remove_const_t<T>>& m) requires std::is_const_v<T>
      : View(m.values.data(), m.rows, m.cols, m.cols) {}
  // A template, so that it is no copy constructor of View<T> itself.
  template <class U>
  requires std::is_same_v<const U, T> View(const View<U>& other)
      : View(other.data, other.rows, other.cols, other.stride) {}
};

/// Sum of a[i] b[i] in 16 partial sums: element i goes, in ascending order, to sum i mod 16; then
/// sums 8 apart are added, then 4, 2 and 1 apart. The lengths must agree.
float dot(std::span<const float> a, std::span<const float> b);
double dot(std::span<const double> a, std::span<const double> b);

/// out += a b. Each element is one chain: its old value, then plus a(i, k) b(k, j) for ascending k.
/// Throws `Error{internal, "shape"}` unless a.cols = b.rows, out.rows = a.rows, out.cols = b.cols.
/// `out` overlaps neither factor.
void add_product(View<const float> a, View<const float> b, View<float> out);
void add_product(View<const double> a, View<const double> b, View<double> out);

/// out += a b^T, in the same order over the columns of both. Throws as `add_product`.
void add_product_transposed(View<const float> a, View<const float> b, View<float> out);
void add_product_transposed(View<const double> a, View<const double> b, View<double> out);

/// `count` rows of a matrix from the first on, which it has.
template <class T>
View<const T> rows_of(const Matrix<T>& m, std::size_t first, std::size_t count) {
  return {m.values.data() + first * m.cols, count, m.cols, m.cols};
}
template <class T>
View<T> rows_of(Matrix<T>& m, std::size_t first, std::size_t count) {
  return {m.values.data() + first * m.cols, count, m.cols, m.cols};
}

/// a b: `add_product` to zeros.
template <class T>
Matrix<T> product(const Matrix<T>& a, const Matrix<T>& b) {
  Matrix<T> out(a.rows, b.cols);
  add_product(a, b, out);
  return out;
}

/// a b^T: `add_product_transposed` to zeros.
template <class T>
Matrix<T> product_transposed(const Matrix<T>& a, const Matrix<T>& b) {
  Matrix<T> out(a.rows, b.rows);
  add_product_transposed(a, b, out);
  return out;
}

template <class T>
Matrix<std::remove_const_t<T>> transposed(View<T> a) {
  Matrix<std::remove_const_t<T>> out(a.cols, a.rows);
  for (std::size_t i = 0; i < a.rows; ++i)
    for (std::size_t j = 0; j < a.cols; ++j) out(j, i) = a.data[i * a.stride + j];
  return out;
}
template <class T>
Matrix<T> transposed(const Matrix<T>& a) {
  return transposed(View<const T>(a));
}

/// The lower triangular L with L L^T = a, zeros above the diagonal; n^3 / 3 multiply-adds. Only the
/// lower triangle of `a` is read. Throws `Error{input, "not-positive-definite"}`, also for NaN.
Matrix<double> cholesky(const Matrix<double>& a);

/// x with L L^T x = b for the factor L of `cholesky`; b has L.rows elements.
std::vector<double> cholesky_solve(const Matrix<double>& factor, std::span<const double> b);

/// The columns of L^-1, one a row of the result: both factors of each sum over them are rows.
Matrix<double> lower_inverse_columns(const Matrix<double>& factor);

/// The inverse of L L^T, exactly symmetric; n^3 multiply-adds.
Matrix<double> cholesky_inverse(const Matrix<double>& factor);

}  // namespace ahub::sim
