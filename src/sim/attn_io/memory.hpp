// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A memory of two levels: arrays in HBM, tiles on chip. Every element that crosses between them is
// counted, and the tiles together stay within the chip's capacity.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/numeric/dense.hpp"

namespace ahub::sim::attn_io {

using Array = Matrix<float>;
using Statistics = std::vector<float>;  ///< One number for each row: maxima, sums.

/// What crossed, loads and stores together.
struct Traffic {
  std::int64_t elements = 0;    ///< Of Q, K, V, O, their gradients and score matrices.
  std::int64_t statistics = 0;  ///< Kept in single precision whatever the elements are.
  std::int64_t bytes(std::int64_t element_bytes) const {
    return elements * element_bytes + statistics * 4;
  }
};

class Tile;

class Chip {
 public:
  Chip(std::int64_t capacity_bytes, std::int64_t element_bytes)
      : capacity_(capacity_bytes), element_bytes_(element_bytes) {}
  Chip(const Chip&) = delete;
  Chip& operator=(const Chip&) = delete;

  /// Rows first .. first + count - 1 of an array; the tile has `count` rows then. A tile of one
  /// column takes statistics.
  void load(const Array& from, std::size_t first, std::size_t count, Tile& to);
  void load(const Statistics& from, std::size_t first, std::size_t count, Tile& to);
  /// As `load`, with element (i, j) at (j, i): for the right-hand factor of a product.
  void load_transposed(const Array& from, std::size_t first, std::size_t count, Tile& to);
  /// All rows of the tile, to rows first .. of the array.
  void store(const Tile& from, Array& to, std::size_t first);
  void store(const Tile& from, Statistics& to, std::size_t first);

  const Traffic& traffic() const { return traffic_; }
  std::int64_t peak_bytes() const { return peak_; }

 private:
  friend class Tile;
  void take(std::int64_t bytes);
  void give_back(std::int64_t bytes) { used_ -= bytes; }

  std::int64_t capacity_, element_bytes_, used_ = 0, peak_ = 0;
  Traffic traffic_;
};

/// On-chip memory for `rows` x `cols` elements, taken while it lives. Throws `Error{input,
/// "bad-parameter"}` when the chip is full.
class Tile {
 public:
  enum class Holds { elements, statistics };
  Tile(Chip& chip, std::size_t rows, std::size_t cols, Holds holds = Holds::elements);
  ~Tile() { chip_.give_back(bytes_); }
  Tile(const Tile&) = delete;
  Tile& operator=(const Tile&) = delete;

  /// Sets the shape of what it holds, within what it was made for, and all elements.
  void fill(std::size_t rows, std::size_t cols, float value);
  std::size_t rows() const { return matrix_.rows; }
  std::span<float> row(std::size_t i) { return matrix_.row(i); }
  std::span<const float> row(std::size_t i) const { return matrix_.row(i); }
  float& at(std::size_t i) { return matrix_.values[i]; }  ///< Of a single column.
  const Array& matrix() const { return matrix_; }
  operator View<float>() { return matrix_; }
  operator View<const float>() const { return matrix_; }

 private:
  friend class Chip;
  void shape(std::size_t rows, std::size_t cols);

  Chip& chip_;
  std::int64_t bytes_;
  Array matrix_;  // Its vector keeps the full size; rows and cols follow the last block.
};

}  // namespace ahub::sim::attn_io
