// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Matrices of real numbers in files: NumPy's .npy and .safetensors. A header is checked in full
// against the size of the file before a single element is read or a byte is allocated for them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ahub/base/reading.hpp"
#include "sim/numeric/dense.hpp"

namespace ahub::sim {

/// Most elements of a tensor that is read.
inline constexpr std::uint64_t kTensorElements = 64U << 20;
/// Most bytes of a header, of either format.
inline constexpr std::uint64_t kTensorHeaderBytes = 4U << 20;

enum class TensorType { f16, bf16, f32, f64 };
std::size_t bytes_of(TensorType type) noexcept;

/// Where the elements of one matrix lie in a file. A tensor of one dimension is a matrix of one
/// row.
struct TensorView {
  std::string file;  ///< For messages, safe to print.
  TensorType type = TensorType::f32;
  std::size_t rows = 0, cols = 0;  ///< At least 1 each, together at most kTensorElements.
  bool by_columns = false;         ///< Fortran's order.
  std::string_view data;           ///< Exactly rows * cols elements, little-endian, at any address.
  std::uint64_t offset = 0;        ///< Of `data` in the file.
};

/// NumPy's format 1.0, 2.0 or 3.0 (numpy.lib.format): descr '<f2', '<f4' or '<f8', one or two
/// dimensions, either order. The data must end with the file.
/// `bytes` is the whole file and outlives the view; `file` names it in messages. Throws
/// `Error{input, "bad-tensor"}` with the offset in the file of what is wrong.
TensorView parse_npy(std::string_view bytes, std::string_view file);

/// The safetensors format: the length of a JSON header in 8 bytes, the header, the data. All
/// tensors together must cover the data, each byte once. `wanted` names the tensor, of one or two
/// dimensions and type F16, BF16, F32 or F64; empty takes the only such one of two dimensions.
/// Otherwise as `parse_npy`.
TensorView parse_safetensors(std::string_view bytes, std::string_view file,
                             std::string_view wanted = {});

/// Either, by how the file begins. A name is refused for .npy, whose tensor has none. `reading`
/// hears of what was chosen (null: nobody does).
TensorView parse_tensor(std::string_view bytes, std::string_view file, std::string_view wanted = {},
                        Reading* reading = nullptr);

/// The elements, row-major. Throws `Error{input, "bad-tensor"}` at the first that is not finite,
/// with its place.
Matrix<double> read(const TensorView& tensor);

}  // namespace ahub::sim
