// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A set of row ids: bitmaps of 4,096 ids each, so that 10^6 ids in a row take 125 kB and a far one
// no more than its own bitmap.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <unordered_map>
#include <vector>

namespace ahub {

class IdSet {
 public:
  IdSet() = default;
  // Moving keeps the blocks where they are; copying would not.
  IdSet(IdSet&&) = default;
  IdSet& operator=(IdSet&&) = default;

  void add(std::int64_t id) {
    last_ = kNone;
    std::uint64_t& word = blocks_[block_of(id)][word_of(id)];
    size_ += (word & bit_of(id)) == 0 ? 1 : 0;
    word |= bit_of(id);
  }
  bool contains(std::int64_t id) const {
    // Questions come in order of id more often than not.
    if (block_of(id) != last_) {
      const auto block = blocks_.find(last_ = block_of(id));
      last_words_ = block == blocks_.end() ? nullptr : &block->second;
    }
    return last_words_ != nullptr && ((*last_words_)[word_of(id)] & bit_of(id)) != 0;
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

  using Words = std::array<std::uint64_t, 64>;
  static constexpr std::int64_t kNone = std::numeric_limits<std::int64_t>::min();

  std::unordered_map<std::int64_t, Words> blocks_;
  std::int64_t size_ = 0;
  mutable std::int64_t last_ = kNone;  ///< The block that was looked up last.
  mutable const Words* last_words_ = nullptr;
};

}  // namespace ahub
