// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/tensor/tensor.hpp"

#include <bit>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "sim/numeric/small_float.hpp"
#include "sim/tensor/refuse.hpp"

namespace ahub::sim {
namespace {

std::uint64_t big_endian(std::string_view bytes, std::size_t at, std::size_t count) noexcept {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < count; ++i)
    value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

double element(const TensorView& tensor, std::size_t index) noexcept {
  const std::size_t size = bytes_of(tensor.type);
  const std::uint64_t bits = tensor.big_endian ? big_endian(tensor.data, index * size, size)
                                               : little_endian(tensor.data, index * size, size);
  switch (tensor.type) {
    case TensorType::f16:
      return decode<kFp16>(static_cast<std::uint16_t>(bits));
    case TensorType::bf16:
      return decode<kBf16>(static_cast<std::uint16_t>(bits));
    case TensorType::f32:
      return std::bit_cast<float>(static_cast<std::uint32_t>(bits));
    case TensorType::f64:
      break;
  }
  return std::bit_cast<double>(bits);
}

}  // namespace

std::size_t bytes_of(TensorType type) noexcept {
  return type == TensorType::f64 ? 8 : type == TensorType::f32 ? 4 : 2;
}

void refuse_tensor(std::string_view file, const std::string& why, std::uint64_t at,
                   const char* hint) {
  throw Error(ErrorKind::input, "bad-tensor", fmt::format("{}: {} (byte {})", file, why, at), hint);
}

std::optional<std::uint64_t> size_of_shape(std::span<const std::uint64_t> shape,
                                           std::uint64_t bytes) noexcept {
  std::uint64_t size = bytes;
  for (const std::uint64_t length : shape) {
    if (length != 0 && size > ~std::uint64_t{0} / length) return std::nullopt;
    size *= length;
  }
  return size;
}

void set_shape(TensorView& tensor, std::span<const std::uint64_t> shape, std::uint64_t at,
               Reading* reading) {
  const std::string written =
      fmt::format("({})", fmt::join(shape.first(std::min<std::size_t>(shape.size(), 8)), ", "));
  if (shape.empty() || shape.size() > 2) {
    refuse_tensor(tensor.file,
                  fmt::format("a tensor of {} dimensions, one or two are read", shape.size()), at,
                  shape.empty() ? "a single number is no matrix"
                                : "a.reshape(a.shape[0], -1) makes a matrix of it");
  }
  const std::optional<std::uint64_t> elements = size_of_shape(shape, 1);
  if (!elements || *elements > kTensorElements) {
    refuse_tensor(tensor.file,
                  fmt::format("shape {} has more than {} elements", written, kTensorElements), at);
  }
  if (*elements == 0)
    refuse_tensor(tensor.file, fmt::format("shape {} has no element", written), at);
  tensor.rows = shape.size() == 2 ? static_cast<std::size_t>(shape[0]) : 1;
  tensor.cols = static_cast<std::size_t>(shape.back());
  if (shape.size() == 1 && reading != nullptr) {
    reading->chose({tensor.file, "shape", fmt::format("one row of {}", tensor.cols), 0},
                   "give it two dimensions: a.reshape(1, -1)");
  }
}

std::uint64_t little_endian(std::string_view bytes, std::size_t at, std::size_t count) noexcept {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < count; ++i)
    value |= std::uint64_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
  return value;
}

TensorView parse_tensor(std::string_view bytes, std::string_view file, std::string_view wanted,
                        Reading* reading) {
  if (bytes.substr(0, 6) != "\x93NUMPY") {
    if (!looks_like_safetensors(bytes)) refuse_other_form(bytes, safe_text(file));
    return parse_safetensors(bytes, file, wanted, reading);
  }
  if (!wanted.empty()) {
    refuse_tensor(safe_text(file),
                  fmt::format("a .npy file holds one tensor without a name, '{}' is asked for",
                              safe_text(wanted)),
                  0, "leave the name of the tensor empty");
  }
  return parse_npy(bytes, file, reading);
}

Matrix<double> read(const TensorView& tensor) {
  Matrix<double> matrix(tensor.rows, tensor.cols);
  for (std::size_t i = 0; i < tensor.rows; ++i) {
    for (std::size_t j = 0; j < tensor.cols; ++j) {
      const std::size_t index = tensor.by_columns ? j * tensor.rows + i : i * tensor.cols + j;
      const double value = element(tensor, index);
      if (!std::isfinite(value)) {
        refuse_tensor(tensor.file,
                      fmt::format("element ({}, {}) is {}, which is no finite number", i, j,
                                  std::isnan(value) ? "NaN" : "infinite"),
                      tensor.offset + index * bytes_of(tensor.type));
      }
      matrix(i, j) = value;
    }
  }
  return matrix;
}

}  // namespace ahub::sim
