// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The JSON header of a .safetensors file, read without a tree: models have a hundred thousand
// tensors, and a header may have 100 MB.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace ahub::sim {

/// One tensor as the header describes it; the views lie in the file or in `SafetensorsHeader`.
struct SafetensorsEntry {
  std::string_view name, dtype;
  std::string_view shape;  ///< As written, from '[' to ']'.
  std::uint64_t begin = 0, end = 0;
  std::uint32_t dimensions = 0;
  bool complete = false;  ///< dtype, shape and data_offsets are there and of their form.
};

struct SafetensorsHeader {
  std::vector<SafetensorsEntry> entries;  ///< In the header's order, __metadata__ left out.
  std::deque<std::string> unescaped;      ///< Names that are written with escapes.
};

/// `text` is the header and outlives the result; `at` is its offset in the file. Throws
/// `Error{input, "bad-tensor"}` with the byte where the text is no JSON, names a tensor twice, or
/// nests more than 32 levels.
SafetensorsHeader read_safetensors_header(std::string_view text, std::string_view file,
                                          std::uint64_t at);

/// The lengths in a shape that `read_safetensors_header` took.
std::vector<std::uint64_t> lengths_of(std::string_view shape);

}  // namespace ahub::sim
