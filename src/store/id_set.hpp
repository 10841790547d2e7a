// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A set of row ids: bitmaps of 4,096 ids each, so that 10^6 ids in a row take 125 kB and a far one
// no more than its own bitmap.
#pragma once

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace ahub {

class IdSet {
 public:
  void add(std::int64_t id) {
    std::uint64_t& word = blocks_[block_of(id)][word_of(id)];
    size_ += (word & bit_of(id)) == 0 ? 1 : 0;
    word |= bit_of(id);
  }
  bool contains(std::int64_t id) const {
    const auto block = blocks_.find(block_of(id));
    return block != blocks_.end() && (block->second[word_of(id)] & bit_of(id)) != 0;
  }
  std::int64_t size() const noexcept { return size_; }
  /// In no order.
  std::vector<std::int64_t> ids() const {
    std::vector<std::int64_t> list;
    for (const auto& [block, words] : blocks_) {
      for (std::int64_t id = block << 12; id < (block + 1) << 12; ++id) {
        if ((words[word_of(id)] & bit_of(id)) != 0) list.push_back(id);
      }
    }
    return list;
  }

 private:
  static std::int64_t block_of(std::int64_t id) { return id >> 12; }
  static std::size_t word_of(std::int64_t id) { return static_cast<std::size_t>(id >> 6 & 63); }
  static std::uint64_t bit_of(std::int64_t id) { return std::uint64_t{1} << (id & 63); }

  std::unordered_map<std::int64_t, std::array<std::uint64_t, 64>> blocks_;
  std::int64_t size_ = 0;
};

}  // namespace ahub
