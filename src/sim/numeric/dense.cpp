// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/numeric/dense.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "sim/numeric/gemm_kernels.hpp"

namespace ahub::sim {
namespace {

/// Rows of a panel at once: 256 rows of 16 floats fill half of a first-level cache.
constexpr std::size_t kPanelDepth = 256;

void require_shape(bool holds) {
  if (!holds) throw Error(ErrorKind::internal, "shape", "the shapes of matrices do not agree");
}

template <class T>
T dot16(std::span<const T> a, std::span<const T> b) {
  require_shape(a.size() == b.size());
  constexpr std::size_t kLanes = 16;
  T sums[kLanes] = {};
  std::size_t i = 0;
  for (; i + kLanes <= a.size(); i += kLanes)
    for (std::size_t lane = 0; lane < kLanes; ++lane) sums[lane] += a[i + lane] * b[i + lane];
  for (std::size_t lane = 0; i + lane < a.size(); ++lane) sums[lane] += a[i + lane] * b[i + lane];
  for (std::size_t half = kLanes / 2; half > 0; half /= 2)
    for (std::size_t lane = 0; lane < half; ++lane) sums[lane] += sums[lane + half];
  return sums[0];
}

template <class T>
const GemmKernel<T>& best(std::span<const GemmKernel<T>> kernels) {
  return *std::find_if(kernels.begin(), kernels.end(),
                       [](const auto& each) { return each.usable; });
}

const GemmKernel<float>& kernel_for(float) {
  static const GemmKernel<float>& kernel = best(float_kernels());
  return kernel;
}
const GemmKernel<double>& kernel_for(double) {
  static const GemmKernel<double>& kernel = best(double_kernels());
  return kernel;
}

/// Panel by panel of right-hand columns: `pack(k, depth, j, cols, panel)` writes rows k.. and
/// columns j.. of the right-hand factor.
template <class T, class Pack>
void by_panels(View<const T> a, View<T> out, Pack pack) {
  const GemmKernel<T>& kernel = kernel_for(T());
  std::vector<T> panel(std::min(kPanelDepth, a.cols) * kernel.width);
  for (std::size_t j = 0; j < out.cols; j += kernel.width) {
    const std::size_t cols = std::min(kernel.width, out.cols - j);
    for (std::size_t k = 0; k < a.cols; k += kPanelDepth) {
      const std::size_t depth = std::min(kPanelDepth, a.cols - k);
      pack(k, depth, j, cols, panel.data(), kernel.width);
      kernel.run({a.data + k, a.rows, depth, a.stride}, panel.data(),
                 {out.data + j, out.rows, cols, out.stride});
    }
  }
}

template <class T>
void add(View<const T> a, View<const T> b, View<T> out) {
  require_shape(a.cols == b.rows && out.rows == a.rows && out.cols == b.cols);
  by_panels(a, out,
            [&](std::size_t k, std::size_t depth, std::size_t j, std::size_t cols, T* panel,
                std::size_t width) {
              for (std::size_t row = 0; row < depth; ++row)
                std::copy_n(b.data + (k + row) * b.stride + j, cols, panel + row * width);
            });
}

template <class T>
void add_transposed(View<const T> a, View<const T> b, View<T> out) {
  require_shape(a.cols == b.cols && out.rows == a.rows && out.cols == b.rows);
  by_panels(a, out,
            [&](std::size_t k, std::size_t depth, std::size_t j, std::size_t cols, T* panel,
                std::size_t width) {
              for (std::size_t col = 0; col < cols; ++col) {
                const T* const row = b.data + (j + col) * b.stride + k;
                for (std::size_t i = 0; i < depth; ++i) panel[i * width + col] = row[i];
              }
            });
}

}  // namespace

float dot(std::span<const float> a, std::span<const float> b) { return dot16(a, b); }
double dot(std::span<const double> a, std::span<const double> b) { return dot16(a, b); }

void add_product(View<const float> a, View<const float> b, View<float> out) { add(a, b, out); }
void add_product(View<const double> a, View<const double> b, View<double> out) { add(a, b, out); }

void add_product_transposed(View<const float> a, View<const float> b, View<float> out) {
  add_transposed(a, b, out);
}
void add_product_transposed(View<const double> a, View<const double> b, View<double> out) {
  add_transposed(a, b, out);
}

}  // namespace ahub::sim
