// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// From sparse 64-bit ids to dense ones, in order of first appearance.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <vector>

#include "ahub/sim/trace.hpp"

namespace ahub::sim {

/// An open-addressing table of 4 bytes per slot, at most half full: a slot holds an object's number
/// from 1, or 0. The ids themselves lie apart by number, where the frequent ones, which tend to
/// come first, share few cache lines.
class Densifier {
 public:
  Densifier();

  /// Writes the dense ids of requests 0 .. count-1 of `source` to `dense`. A source has
  /// `id(i)`, `size(i)` (0: none stated) and `ahead(i)`, which may prefetch.
  /// False when there are more than `kTraceObjects` objects: all is of no use any more then.
  template <class Source>
  [[nodiscard]] bool add(const Source& source, std::size_t count, std::uint32_t* dense);
  std::size_t objects() const noexcept { return ids_.size() - 1; }
  /// Moves all but the requests to `trace` and empties this object.
  void finish(bool keep_ids, DenseTrace& trace);

 private:
  struct Free {
    void operator()(void* memory) const noexcept { std::free(memory); }
  };
  // Requests whose memory is asked for together. Enough to hide a miss, few enough to stay in L1.
  static constexpr std::size_t kBlock = 64;
  // Enough for all objects that a trace may have.
  static constexpr unsigned kMostBits = 32;
  // From a table of 2^17 slots on the ids do not fit the second-level cache.
  static constexpr unsigned kPrefetchBits = 17;

  // Ids are often multiples of a block size or differ only in their upper half: fold, multiply by
  // an odd constant near 2^64 / golden ratio, take the upper bits (Knuth, volume 3, section 6.4).
  // Mixing more costs more than the few longer probes that it saves. Ids that were chosen to fall
  // on one slot make a table take another multiplier, which nobody knows beforehand.
  static std::uint32_t home(std::uint64_t id, std::uint64_t multiplier, unsigned shift) noexcept {
    id ^= id >> 32;
    return static_cast<std::uint32_t>(id * multiplier >> shift);
  }
  std::size_t room() const noexcept { return (std::size_t{1} << (bits_ - 1)) - 1; }
  void grow(unsigned bits);
  void take_another_multiplier();
  /// A new object's number. Out of the loop, which is short of registers.
  [[gnu::noinline]] std::uint32_t push(std::uint64_t id);
  template <class Source>
  bool number(const Source& source, std::size_t first, std::size_t count, std::uint32_t* dense);
  template <class Source>
  void note_sizes(const Source& source, std::size_t first, std::size_t count,
                  const std::uint32_t* dense, std::size_t before);

  // So many slots too far a request may be on average; ids by chance are less than one.
  static constexpr std::int64_t kFairProbes = 16;

  unsigned bits_ = 0;  ///< log2 of the number of slots.
  std::uint64_t multiplier_ = 0x9E3779B97F4A7C15U;
  std::int64_t spared_ = 0;  ///< Probes that all requests since the last multiplier had left.
  std::unique_ptr<std::uint32_t[], Free> slots_;
  std::vector<std::uint64_t> ids_;  ///< By number; the one at 0 stands for none.
  // By dense id. Empty as long as every request has the size `one_size_`.
  std::vector<std::uint32_t> sizes_;
  std::uint32_t one_size_ = 0;
  std::uint64_t seen_ = 0;  ///< Requests before the block at hand.
  std::uint64_t resized_ = 0, zero_sized_ = 0;
};

template <class Source>
bool Densifier::add(const Source& source, std::size_t count, std::uint32_t* dense) {
  if (count > 0 && objects() == 0) one_size_ = source.size(0);
  for (std::size_t first = 0; first < count; first += kBlock) {
    const std::size_t block = std::min(kBlock, count - first);
    const std::size_t before = objects();
    if (before + block > room() && bits_ < kMostBits) grow(bits_ + 1);
    const bool differs = number(source, first, block, dense + first);
    if (spared_ < -kFairProbes * static_cast<std::int64_t>(objects() + kBlock))
      take_another_multiplier();
    if (objects() > kTraceObjects) return false;
    if (differs || !sizes_.empty()) note_sizes(source, first, block, dense + first, before);
    seen_ += block;
  }
  return true;
}

/// Whether a request has another size than the one.
template <class Source>
bool Densifier::number(const Source& source, std::size_t first, std::size_t count,
                       std::uint32_t* dense) {
  std::uint32_t* const slots = slots_.get();
  const std::uint32_t last = static_cast<std::uint32_t>((std::uint64_t{1} << bits_) - 1);
  // Room was made, so that this pointer holds.
  const std::uint64_t* const ids = ids_.data();
  // Copies, since a store to `dense` could change the members, for all that the compiler knows.
  const std::uint32_t one_size = one_size_;
  const unsigned shift = 64 - bits_;
  const std::uint64_t multiplier = multiplier_;
  std::uint32_t differs = 0;
  std::int64_t probes = 0;
  const auto look_up = [&](std::size_t i, std::uint64_t id, std::uint32_t at) {
    std::uint32_t number = slots[at];
    while (number != 0 && ids[number] != id) {
      at = at == last ? 0 : at + 1;
      number = slots[at];
      ++probes;
    }
    if (number == 0) number = slots[at] = push(id);
    differs |= source.size(first + i) ^ one_size;
    dense[i] = number - 1;
  };
  if (bits_ < kPrefetchBits) {  // The table is near: to ask for it ahead costs more than it saves.
    for (std::size_t i = 0; i < count; ++i) {
      source.ahead(first + i);
      const std::uint64_t id = source.id(first + i);
      look_up(i, id, home(id, multiplier, shift));
    }
    spared_ += kFairProbes * static_cast<std::int64_t>(count) - probes;
    return differs != 0;
  }
  std::uint32_t homes[kBlock];
  for (std::size_t i = 0; i < count; ++i) {
    source.ahead(first + i);
    homes[i] = home(source.id(first + i), multiplier, shift);
    __builtin_prefetch(slots + homes[i]);
  }
  for (std::size_t i = 0; i < count; ++i) __builtin_prefetch(ids + slots[homes[i]]);
  for (std::size_t i = 0; i < count; ++i) look_up(i, source.id(first + i), homes[i]);
  spared_ += kFairProbes * static_cast<std::int64_t>(count) - probes;
  return differs != 0;
}

/// `before`: the objects there were before this block.
template <class Source>
void Densifier::note_sizes(const Source& source, std::size_t first, std::size_t count,
                           const std::uint32_t* dense, std::size_t before) {
  if (sizes_.empty()) {
    sizes_.assign(before, one_size_);
    if (one_size_ == 0) zero_sized_ = seen_;
  }
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t size = source.size(first + i);
    if (dense[i] == sizes_.size()) sizes_.push_back(size);
    std::uint32_t& own = sizes_[dense[i]];
    if (own == 0) own = size;  // The first size above 0.
    zero_sized_ += size == 0;
    resized_ += size != 0 && own != size;
  }
}

}  // namespace ahub::sim
