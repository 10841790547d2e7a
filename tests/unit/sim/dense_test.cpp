// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

#include "ahub/base/error.hpp"
#include "sim/draws.hpp"
#include "sim/numeric/dense.hpp"
#include "sim/numeric/gemm_kernels.hpp"

using namespace ahub;
using namespace ahub::sim;

namespace {

template <class T>
Matrix<T> random_matrix(std::size_t rows, std::size_t cols, Draws& draws) {
  Matrix<T> m(rows, cols);
  for (T& value : m.values) value = static_cast<T>(draws.normal());
  return m;
}

/// The documented order, element by element.
template <class T>
Matrix<T> naive_product(const Matrix<T>& a, const Matrix<T>& b) {
  Matrix<T> out(a.rows, b.cols);
  for (std::size_t i = 0; i < a.rows; ++i) {
    for (std::size_t j = 0; j < b.cols; ++j) {
      T sum = 0;
      for (std::size_t k = 0; k < a.cols; ++k) {
        const T term = a(i, k) * b(k, j);
        sum = sum + term;
      }
      out(i, j) = sum;
    }
  }
  return out;
}

template <class T>
void check_products(std::size_t rows, std::size_t inner, std::size_t cols) {
  INFO(rows << " x " << inner << " x " << cols);
  Draws draws(static_cast<std::int64_t>(rows * 1000 + inner));
  const auto a = random_matrix<T>(rows, inner, draws), b = random_matrix<T>(inner, cols, draws);
  const Matrix<T> expected = naive_product(a, b);
  CHECK(product(a, b).values == expected.values);
  CHECK(product_transposed(a, transposed(b)).values == expected.values);
}

/// Every kernel on one panel against the last, which is plain SSE2 (or whatever the baseline is).
template <class T>
void check_kernels(std::span<const GemmKernel<T>> kernels) {
  REQUIRE(kernels.back().usable);
  Draws draws(3);
  const auto a = random_matrix<T>(19, 77, draws), b = random_matrix<T>(77, 32, draws);
  for (const GemmKernel<T>& kernel : kernels) {
    if (!kernel.usable) continue;
    INFO(kernel.isa);
    for (const std::size_t cols : {kernel.width, kernel.width - 3}) {
      Matrix<T> panel(a.cols, kernel.width), right(a.cols, cols), out(a.rows, cols);
      for (std::size_t k = 0; k < a.cols; ++k)
        for (std::size_t j = 0; j < cols; ++j) panel(k, j) = right(k, j) = b(k, j);
      kernel.run(a, panel.values.data(), out);
      CHECK(out.values == naive_product(a, right).values);
    }
  }
}

Matrix<double> positive_definite(std::size_t n) {
  Draws draws(11);
  const auto x = random_matrix<double>(n, n + 5, draws);
  Matrix<double> a = product_transposed(x, x);
  for (std::size_t i = 0; i < n; ++i) a(i, i) += 0.5;
  return a;
}

double largest_difference(const Matrix<double>& a, const Matrix<double>& b) {
  double largest = 0;
  for (std::size_t i = 0; i < a.values.size(); ++i)
    largest = std::max(largest, std::abs(a.values[i] - b.values[i]));
  return largest;
}

}  // namespace

TEST_CASE("products have the bits of the plain loop in the documented order", "[dense]") {
  for (const std::size_t inner : {1U, 7U, 64U, 128U, 129U, 300U}) {
    check_products<float>(13, inner, 37);
    check_products<double>(13, inner, 37);
  }
  check_products<float>(1, 1, 1);
  check_products<float>(8, 64, 32);
  check_products<double>(16, 64, 33);
}

TEST_CASE("every usable vector width gives the same bits", "[dense]") {
  check_kernels(float_kernels());
  check_kernels(double_kernels());
}

TEST_CASE("a product adds to what is there, within a window of a larger matrix", "[dense]") {
  Draws draws(5);
  const auto a = random_matrix<float>(4, 6, draws), b = random_matrix<float>(6, 5, draws);
  Matrix<float> out = random_matrix<float>(6, 9, draws);
  const Matrix<float> before = out;
  add_product(a, b, View<float>(&out(1, 2), 4, 5, 9));
  for (std::size_t i = 0; i < out.rows; ++i) {
    for (std::size_t j = 0; j < out.cols; ++j) {
      float expected = before(i, j);
      const bool inside = i >= 1 && i < 5 && j >= 2 && j < 7;
      for (std::size_t k = 0; inside && k < 6; ++k) expected += a(i - 1, k) * b(k, j - 2);
      CHECK(out(i, j) == expected);
    }
  }
}

TEST_CASE("a dot product takes sixteen sums and one tree", "[dense]") {
  Draws draws(2);
  for (const std::size_t n : {0U, 1U, 15U, 16U, 17U, 100U, 1024U}) {
    const auto a = random_matrix<float>(1, n, draws), b = random_matrix<float>(1, n, draws);
    float sums[16] = {};
    double exact = 0, size = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const float term = a.values[i] * b.values[i];
      sums[i % 16] += term;
      exact += double{a.values[i]} * b.values[i];
      size += std::abs(double{a.values[i]} * b.values[i]);
    }
    const auto eight = [&](int i) { return sums[i] + sums[i + 8]; };
    const auto four = [&](int i) { return eight(i) + eight(i + 4); };
    const float expected = (four(0) + four(2)) + (four(1) + four(3));
    CHECK(dot(a.values, b.values) == expected);
    CHECK(std::abs(expected - exact) <= 1e-6 * size);
  }
}

TEST_CASE("a Cholesky factor squares to the matrix, solves it and inverts it", "[dense]") {
  for (const std::size_t n : {1U, 2U, 17U, 80U}) {
    const Matrix<double> a = positive_definite(n);
    const Matrix<double> factor = cholesky(a);
    CHECK(largest_difference(product_transposed(factor, factor), a) < 1e-10);
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = i + 1; j < n; ++j) CHECK(factor(i, j) == 0);
    std::vector<double> b(n, 0), x;
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) b[i] += a(i, j) * static_cast<double>(j + 1);
    x = cholesky_solve(factor, b);
    for (std::size_t j = 0; j < n; ++j) CHECK(x[j] == Approx(static_cast<double>(j + 1)));
    const Matrix<double> inverse = cholesky_inverse(factor);
    Matrix<double> unit(n, n);
    for (std::size_t i = 0; i < n; ++i) unit(i, i) = 1;
    CHECK(largest_difference(product(a, inverse), unit) < 1e-8);
    CHECK(transposed(inverse).values == inverse.values);
  }
}

TEST_CASE("the factor of a small matrix is the one by hand", "[dense]") {
  Matrix<double> a(2, 2);
  a.values = {4, 2, 2, 10};
  CHECK(cholesky(a).values == std::vector<double>{2, 0, 1, 3});
}

TEST_CASE("an indefinite or undefined matrix and wrong shapes are refused", "[dense]") {
  Matrix<double> a(2, 2);
  a.values = {1, 2, 2, 1};
  CHECK_THROWS_AS(cholesky(a), Error);
  a.values = {1, 0, std::numeric_limits<double>::quiet_NaN(), 1};
  CHECK_THROWS_AS(cholesky(a), Error);
  CHECK_THROWS_AS(cholesky(Matrix<double>(2, 3)), Error);
  CHECK_THROWS_AS(product(Matrix<float>(2, 3), Matrix<float>(2, 3)), Error);
  CHECK_THROWS_AS(cholesky_solve(Matrix<double>(2, 2), std::vector<double>(3)), Error);
}
