// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Matrices of real numbers in files: NumPy's .npy and .safetensors. A header is checked in full
// against the size of the file before a single element is read or a byte is allocated for them.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "ahub/base/foreign.hpp"
#include "ahub/base/reading.hpp"
#include "sim/numeric/dense.hpp"

namespace ahub::sim {

/// Most elements of a tensor that is read.
inline constexpr std::uint64_t kTensorElements = 64U << 20;
/// Most bytes of a header: of .npy, whose numpy.load takes 10,000 unless told otherwise, and of
/// .safetensors (its README, "Format": 100 MB).
inline constexpr std::uint64_t kNpyHeaderBytes = 4U << 20;
inline constexpr std::uint64_t kSafetensorsHeaderBytes = 100'000'000;

enum class TensorType { f16, bf16, f32, f64 };
std::size_t bytes_of(TensorType type) noexcept;

/// Where the elements of one matrix lie in a file. A tensor of one dimension is a matrix of one
/// row.
struct TensorView {
  std::string file;  ///< For messages, safe to print.
  TensorType type = TensorType::f32;
  std::size_t rows = 0, cols = 0;  ///< At least 1 each, together at most kTensorElements.
  bool by_columns = false;         ///< Fortran's order.
  bool big_endian = false;         ///< Else little-endian.
  std::string_view data;           ///< Exactly rows * cols elements, at any address.
  std::uint64_t offset = 0;        ///< Of `data` in the file.
};

/// NumPy's format 1.0, 2.0 or 3.0 (numpy.lib.format): floats of 2, 4 or 8 bytes in either order of
/// bytes, '<V2', which is what np.save writes for ml_dtypes' bfloat16, one or two dimensions,
/// either order of elements. The data must end with the file.
/// `bytes` is the whole file and outlives the view; `file` names it in messages; `reading` hears of
/// what was chosen (null: nobody does). Throws `Error{input, "bad-tensor"}` with the offset in the
/// file of what is wrong.
TensorView parse_npy(std::string_view bytes, std::string_view file, Reading* reading = nullptr);

/// The safetensors format: the length of a JSON header in 8 bytes, the header, the data. All
/// tensors together must cover the data, each byte once. `wanted` names the tensor, of one or two
/// dimensions and type F16, BF16, F32 or F64; empty takes the only such one of two dimensions.
/// Otherwise as `parse_npy`.
TensorView parse_safetensors(std::string_view bytes, std::string_view file,
                             std::string_view wanted = {}, Reading* reading = nullptr);

/// Either, by how the file begins; files of other programs are refused by name. A name is refused
/// for .npy, whose tensor has none.
TensorView parse_tensor(std::string_view bytes, std::string_view file, std::string_view wanted = {},
                        Reading* reading = nullptr);

/// Unfolds a compressed file of either form and refuses what is none ("not-data": pointers of Git
/// LFS, saved pages). A header of .safetensors may begin with the magic number of anything: its
/// form is looked at first. `alive`: as `Door::alive`.
Unfolded unfold_tensor(std::string_view raw, std::string_view file,
                       const std::function<void()>& alive = {});

/// The elements, row-major. Throws `Error{input, "bad-tensor"}` at the first that is not finite,
/// with its place.
Matrix<double> read(const TensorView& tensor);

}  // namespace ahub::sim
