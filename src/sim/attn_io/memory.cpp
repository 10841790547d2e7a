// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/attn_io/memory.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/error.hpp"

namespace ahub::sim::attn_io {

void Chip::take(std::int64_t bytes) {
  if (used_ + bytes > capacity_) {
    throw Error(ErrorKind::input, "bad-parameter",
                fmt::format("the blocks need {} bytes on chip, 'sram_bytes' gives {}",
                            used_ + bytes, capacity_),
                "make 'block_c' or 'block_r' smaller, or 'sram_bytes' larger");
  }
  used_ += bytes;
  peak_ = std::max(peak_, used_);
}

void Chip::load(const Array& from, std::size_t first, std::size_t count, Tile& to) {
  to.shape(count, from.cols);
  std::copy_n(from.values.data() + first * from.cols, count * from.cols, to.matrix_.values.data());
  traffic_.elements += static_cast<std::int64_t>(count * from.cols);
}

void Chip::load(const Statistics& from, std::size_t first, std::size_t count, Tile& to) {
  to.shape(count, 1);
  std::copy_n(from.data() + first, count, to.matrix_.values.data());
  traffic_.statistics += static_cast<std::int64_t>(count);
}

void Chip::load_transposed(const Array& from, std::size_t first, std::size_t count, Tile& to) {
  to.shape(from.cols, count);
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t j = 0; j < from.cols; ++j) to.matrix_(j, i) = from(first + i, j);
  traffic_.elements += static_cast<std::int64_t>(count * from.cols);
}

void Chip::store(const Tile& from, Array& to, std::size_t first) {
  const std::size_t count = from.rows() * to.cols;
  std::copy_n(from.matrix_.values.data(), count, to.values.data() + first * to.cols);
  traffic_.elements += static_cast<std::int64_t>(count);
}

void Chip::store(const Tile& from, Statistics& to, std::size_t first) {
  std::copy_n(from.matrix_.values.data(), from.rows(), to.data() + first);
  traffic_.statistics += static_cast<std::int64_t>(from.rows());
}

Tile::Tile(Chip& chip, std::size_t rows, std::size_t cols, Holds holds)
    : chip_(chip),
      bytes_(static_cast<std::int64_t>(rows * cols) *
             (holds == Holds::elements ? chip.element_bytes_ : 4)) {
  chip.take(bytes_);
  matrix_ = Array(rows, cols);
}

void Tile::shape(std::size_t rows, std::size_t cols) {
  if (rows * cols > matrix_.values.size())
    throw Error(ErrorKind::internal, "shape", "a block is larger than its tile");
  matrix_.rows = rows;
  matrix_.cols = cols;
}

void Tile::fill(std::size_t rows, std::size_t cols, float value) {
  shape(rows, cols);
  std::fill_n(matrix_.values.begin(), rows * cols, value);
}

}  // namespace ahub::sim::attn_io
