// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The inner loop of matrix products, once for each vector width of the processor. Lanes run over
// columns of the result, so the order of every element's sum, and with it every bit, is the same in
// all of them; a test compares them.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "sim/numeric/dense.hpp"

namespace ahub::sim {

template <class T>
struct GemmKernel {
  std::string_view isa;  ///< "avx512f", "avx2", "baseline".
  bool usable;           ///< Whether this processor has it.
  std::size_t width;     ///< Columns of a panel.
  /// out(i, j) += a(i, k) panel[k * width + j] for ascending k, for all rows of `a` and the first
  /// out.cols <= width columns. The panel has a.cols * width elements.
  void (*run)(View<const T> a, const T* panel, View<T> out);
};

/// The widest first; the last is usable everywhere.
std::span<const GemmKernel<float>> float_kernels();
std::span<const GemmKernel<double>> double_kernels();

}  // namespace ahub::sim
