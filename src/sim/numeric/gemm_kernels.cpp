// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/numeric/gemm_kernels.hpp"

#include <cstring>

namespace ahub::sim {
namespace {

/// Vectors of N lanes; arithmetic on them is element by element.
template <class T, int N>
struct VectorOf {
  using Type [[gnu::vector_size(N * sizeof(T))]] = T;
};

/// A tile of R rows and V vectors of N columns, held in registers while k runs. Multiplication and
/// addition stay apart: a fused one would round once less on some processors.
template <class T, int N, int R, int V>
[[gnu::always_inline]] inline void full_tile(const T* a, std::size_t a_stride, std::size_t depth,
                                             const T* panel, T* out, std::size_t out_stride) {
  using Vector = typename VectorOf<T, N>::Type;
  Vector sum[R][V];
  for (int i = 0; i < R; ++i)
    for (int v = 0; v < V; ++v)
      std::memcpy(&sum[i][v], out + static_cast<std::size_t>(i) * out_stride + v * N,
                  sizeof(Vector));
  for (std::size_t k = 0; k < depth; ++k, panel += V * N) {
    Vector b[V];
    std::memcpy(b, panel, sizeof b);
    for (int i = 0; i < R; ++i)
      for (int v = 0; v < V; ++v) sum[i][v] += a[static_cast<std::size_t>(i) * a_stride + k] * b[v];
  }
  for (int i = 0; i < R; ++i)
    for (int v = 0; v < V; ++v)
      std::memcpy(out + static_cast<std::size_t>(i) * out_stride + v * N, &sum[i][v],
                  sizeof(Vector));
}

template <class T, int N, int R, int V>
[[gnu::always_inline]] inline void tile(View<const T> a, std::size_t row, const T* panel,
                                        View<T> out) {
  constexpr std::size_t kWidth = static_cast<std::size_t>(N) * V;
  const T* const first = a.data + row * a.stride;
  T* const target = out.data + row * out.stride;
  if (out.cols == kWidth) {
    full_tile<T, N, R, V>(first, a.stride, a.cols, panel, target, out.stride);
    return;
  }
  T buffer[R * kWidth] = {};
  for (std::size_t i = 0; i < R; ++i)
    std::memcpy(buffer + i * kWidth, target + i * out.stride, out.cols * sizeof(T));
  full_tile<T, N, R, V>(first, a.stride, a.cols, panel, buffer, kWidth);
  for (std::size_t i = 0; i < R; ++i)
    std::memcpy(target + i * out.stride, buffer + i * kWidth, out.cols * sizeof(T));
}

template <class T, int N, int R, int V>
[[gnu::always_inline]] inline void all_rows(View<const T> a, const T* panel, View<T> out) {
  std::size_t row = 0;
  for (; row + R <= a.rows; row += R) tile<T, N, R, V>(a, row, panel, out);
  for (; row < a.rows; ++row) tile<T, N, 1, V>(a, row, panel, out);
}

// Tiles that keep the sums in the registers there are: 16 of 16 bytes, 16 of 32, 32 of 64.
void baseline_float(View<const float> a, const float* panel, View<float> out) {
  all_rows<float, 4, 4, 2>(a, panel, out);
}
void baseline_double(View<const double> a, const double* panel, View<double> out) {
  all_rows<double, 2, 4, 2>(a, panel, out);
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] void avx2_float(View<const float> a, const float* panel, View<float> out) {
  all_rows<float, 8, 6, 2>(a, panel, out);
}
[[gnu::target("avx2")]] void avx2_double(View<const double> a, const double* panel,
                                         View<double> out) {
  all_rows<double, 4, 6, 2>(a, panel, out);
}
[[gnu::target("avx512f")]] void avx512_float(View<const float> a, const float* panel,
                                             View<float> out) {
  all_rows<float, 16, 8, 2>(a, panel, out);
}
[[gnu::target("avx512f")]] void avx512_double(View<const double> a, const double* panel,
                                              View<double> out) {
  all_rows<double, 8, 8, 2>(a, panel, out);
}
#endif

}  // namespace

std::span<const GemmKernel<float>> float_kernels() {
  static const GemmKernel<float> kernels[] = {
#if defined(__x86_64__)
    {"avx512f", __builtin_cpu_supports("avx512f") != 0, 32, avx512_float},
    {"avx2", __builtin_cpu_supports("avx2") != 0, 16, avx2_float},
#endif
    {"baseline", true, 8, baseline_float},
  };
  return kernels;
}

std::span<const GemmKernel<double>> double_kernels() {
  static const GemmKernel<double> kernels[] = {
#if defined(__x86_64__)
    {"avx512f", __builtin_cpu_supports("avx512f") != 0, 16, avx512_double},
    {"avx2", __builtin_cpu_supports("avx2") != 0, 8, avx2_double},
#endif
    {"baseline", true, 4, baseline_double},
  };
  return kernels;
}

}  // namespace ahub::sim
