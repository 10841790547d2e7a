// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/numeric/gemm_kernels.hpp"

#include <cstring>

namespace ahub::sim {
namespace {

/// N lanes, added and multiplied element by element.
template <class T, int N>
struct Vector {
  using Lanes [[gnu::vector_size(N * sizeof(T))]] = T;
  // As they lie in memory, at any address. (GCC leaves lanes copied by memcpy on the stack: five
  // times slower.)
  struct [[gnu::packed, gnu::may_alias]] Stored {
    Lanes lanes;
  };
};

/// A tile of R rows and V vectors of N columns, held in registers while k runs. Multiplication and
/// addition stay apart: a fused one would round once less on some processors.
template <class T, int N, int R, int V>
[[gnu::always_inline]] inline void full_tile(const T* a, std::size_t a_stride, std::size_t depth,
                                             const T* panel, T* out, std::size_t out_stride) {
  using Lanes = typename Vector<T, N>::Lanes;
  using Stored = typename Vector<T, N>::Stored;
  const auto stored = [&](std::size_t i, std::size_t v) -> Stored* {
    return reinterpret_cast<Stored*>(out + i * out_stride + v * N);
  };
  Lanes sum[R][V];
  for (std::size_t i = 0; i < R; ++i)
    for (std::size_t v = 0; v < V; ++v) sum[i][v] = stored(i, v)->lanes;
  for (std::size_t k = 0; k < depth; ++k) {
    Lanes b[V];
    for (std::size_t v = 0; v < V; ++v)
      b[v] = reinterpret_cast<const Stored*>(panel + (k * V + v) * N)->lanes;
    for (std::size_t i = 0; i < R; ++i)
      for (std::size_t v = 0; v < V; ++v) sum[i][v] += a[i * a_stride + k] * b[v];
  }
  for (std::size_t i = 0; i < R; ++i)
    for (std::size_t v = 0; v < V; ++v) stored(i, v)->lanes = sum[i][v];
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
  for (; row + 4 <= a.rows; row += 4) tile<T, N, 4, V>(a, row, panel, out);
  for (; row < a.rows; ++row) tile<T, N, 1, V>(a, row, panel, out);
}

// Tiles whose sums stay in the registers that there are: 16 of 16 bytes, 16 of 32, 32 of 64. Shapes
// chosen by measurement; 16 rows of one 64-byte vector take each factor straight from memory.
void baseline_float(View<const float> a, const float* panel, View<float> out) {
  all_rows<float, 4, 4, 2>(a, panel, out);
}
void baseline_double(View<const double> a, const double* panel, View<double> out) {
  all_rows<double, 2, 4, 2>(a, panel, out);
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] void avx2_float(View<const float> a, const float* panel, View<float> out) {
  all_rows<float, 8, 4, 2>(a, panel, out);
}
[[gnu::target("avx2")]] void avx2_double(View<const double> a, const double* panel,
                                         View<double> out) {
  all_rows<double, 4, 4, 2>(a, panel, out);
}
[[gnu::target("avx512f")]] void avx512_float(View<const float> a, const float* panel,
                                             View<float> out) {
  all_rows<float, 16, 16, 1>(a, panel, out);
}
[[gnu::target("avx512f")]] void avx512_double(View<const double> a, const double* panel,
                                              View<double> out) {
  all_rows<double, 8, 16, 1>(a, panel, out);
}
#endif

}  // namespace

std::span<const GemmKernel<float>> float_kernels() {
  static const GemmKernel<float> kernels[] = {
#if defined(__x86_64__)
    {"avx512f", __builtin_cpu_supports("avx512f") != 0, 16, avx512_float},
    {"avx2", __builtin_cpu_supports("avx2") != 0, 16, avx2_float},
#endif
    {"baseline", true, 8, baseline_float},
  };
  return kernels;
}

std::span<const GemmKernel<double>> double_kernels() {
  static const GemmKernel<double> kernels[] = {
#if defined(__x86_64__)
    {"avx512f", __builtin_cpu_supports("avx512f") != 0, 8, avx512_double},
    {"avx2", __builtin_cpu_supports("avx2") != 0, 8, avx2_double},
#endif
    {"baseline", true, 4, baseline_double},
  };
  return kernels;
}

}  // namespace ahub::sim
