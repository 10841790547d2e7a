// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What both readers of tensors share: the one error, and shapes checked without overflow.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "sim/tensor/tensor.hpp"

namespace ahub::sim {

/// Throws `Error{input, "bad-tensor"}`: "FILE: WHY (byte AT)". `file` is safe to print.
[[noreturn]] void refuse_tensor(std::string_view file, const std::string& why, std::uint64_t at,
                                const char* hint = "");

/// The product of the dimensions and `bytes`; nothing when it leaves 64 bits.
std::optional<std::uint64_t> size_of_shape(std::span<const std::uint64_t> shape,
                                           std::uint64_t bytes) noexcept;

/// rows and cols of a shape of one or two dimensions. Refused: others, empty ones, too many
/// elements. `reading` hears of a tensor of one dimension.
void set_shape(TensorView& tensor, std::span<const std::uint64_t> shape, std::uint64_t at,
               Reading* reading);

/// Refuses what the first bytes show to be a file of another program, with a hint how it becomes
/// one that is read. Returns when they show nothing.
void refuse_other_form(std::string_view bytes, std::string_view file);

/// The bytes look like a .safetensors file: a header that lies within them and begins with '{'.
bool looks_like_safetensors(std::string_view bytes) noexcept;

/// `count` bytes (1..8) at `at` as a little-endian number; the bytes must be there.
std::uint64_t little_endian(std::string_view bytes, std::size_t at, std::size_t count) noexcept;

}  // namespace ahub::sim
