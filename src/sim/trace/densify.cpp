// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/trace/densify.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <new>

namespace ahub::sim {

namespace {

// Requests whose memory is asked for ahead. Enough to hide a miss, few enough to stay in L1.
constexpr std::size_t kBlock = 32;
constexpr unsigned kFirstBits = 12;
// Position and hash part together: the upper 33 bits of a hash.
constexpr unsigned kHashBits = 33;

// Ids are often multiples of a block size or differ only in their upper half: fold, multiply by an
// odd constant near 2^64 / golden ratio, fold again, multiply again; the upper bits are used.
std::uint64_t hash_of(std::uint64_t id) noexcept {
  id ^= id >> 32;
  id *= 0x9E3779B97F4A7C15U;
  id ^= id >> 29;
  id *= 0xD1B54A32D192ED03U;
  return id >> (64 - kHashBits);
}

constexpr std::size_t kHugePage = std::size_t{2} << 20;

// Zeroed slots. Big tables ask for huge pages: most of what a random access costs is the page walk.
std::uint32_t* new_slots(std::size_t count) {
  const std::size_t bytes = count * sizeof(std::uint32_t);
  void* memory = nullptr;
  if (bytes < kHugePage) {
    memory = std::calloc(count, sizeof(std::uint32_t));
  } else {
    memory = std::aligned_alloc(kHugePage, bytes);
    if (memory != nullptr) {
      static_cast<void>(::madvise(memory, bytes, MADV_HUGEPAGE));
      std::fill_n(static_cast<std::uint32_t*>(memory), count, 0U);
    }
  }
  if (memory == nullptr) throw std::bad_alloc();
  return static_cast<std::uint32_t*>(memory);
}

/// Reserves, and asks for huge pages where whole ones fit: fresh memory then costs one page fault
/// instead of 512.
template <class Value>
void reserve_huge(std::vector<Value>& values, std::size_t count) {
  values.reserve(count);
  void* start = values.data();
  std::size_t bytes = values.capacity() * sizeof(Value);
  if (std::align(kHugePage, kHugePage, start, bytes) == nullptr) return;
  static_cast<void>(::madvise(start, bytes / kHugePage * kHugePage, MADV_HUGEPAGE));
}

}  // namespace

Densifier::Densifier(std::uint64_t max_objects) : max_objects_(max_objects) {
  objects_.push_back({0, 0, 0});
  grow(kFirstBits);
}

void Densifier::grow(unsigned bits) {
  slots_.reset();  // Before the objects move: both copies at once would be the peak.
  bits_ = bits;
  reserve_huge(objects_, room() + 1);
  slots_.reset(new_slots(std::size_t{1} << bits));
  std::uint32_t* const slots = slots_.get();
  const std::uint64_t mask = (std::uint64_t{1} << bits) - 1;
  const unsigned part_bits = kHashBits - bits;
  const unsigned number_bits = bits - 1;
  const std::uint64_t part_mask = (std::uint64_t{1} << part_bits) - 1;
  std::uint64_t hashes[kBlock];
  for (std::size_t first = 1; first < objects_.size(); first += kBlock) {
    const std::size_t count = std::min(kBlock, objects_.size() - first);
    for (std::size_t i = 0; i < count; ++i) {
      hashes[i] = hash_of(objects_[first + i].id());
      __builtin_prefetch(slots + (hashes[i] >> part_bits), 1);
    }
    for (std::size_t i = 0; i < count; ++i) {
      std::uint64_t at = hashes[i] >> part_bits;
      while (slots[at] != 0) at = (at + 1) & mask;
      slots[at] = static_cast<std::uint32_t>((hashes[i] & part_mask) << number_bits | (first + i));
    }
  }
}

void Densifier::reserve(std::size_t requests) { reserve_huge(requests_, requests); }

bool Densifier::add(const std::uint64_t* ids, const std::uint32_t* sizes, std::size_t count) {
  std::uint64_t hashes[kBlock];
  std::uint32_t dense[kBlock];
  for (; count > 0;) {
    const std::size_t block = std::min(kBlock, count);
    if (objects() + block > room()) grow(bits_ + 1);
    std::uint32_t* const slots = slots_.get();
    const std::uint64_t mask = (std::uint64_t{1} << bits_) - 1;
    const unsigned part_bits = kHashBits - bits_;
    const unsigned number_bits = bits_ - 1;
    const std::uint64_t part_mask = (std::uint64_t{1} << part_bits) - 1;
    const std::uint64_t number_mask = (std::uint64_t{1} << number_bits) - 1;
    // Room was made above, so that this pointer holds for the block.
    const Object* const objects_at = objects_.data();
    for (std::size_t i = 0; i < block; ++i) {
      hashes[i] = hash_of(ids[i]);
      __builtin_prefetch(slots + (hashes[i] >> part_bits));
    }
    for (std::size_t i = 0; i < block; ++i) {
      __builtin_prefetch(objects_at + (slots[hashes[i] >> part_bits] & number_mask));
    }
    for (std::size_t i = 0; i < block; ++i) {
      const std::uint64_t part = hashes[i] & part_mask;
      std::uint64_t at = hashes[i] >> part_bits;
      for (;; at = (at + 1) & mask) {
        const std::uint64_t slot = slots[at];
        const std::uint64_t number = slot & number_mask;
        if (slot == 0) {
          const std::size_t fresh = objects_.size();
          slots[at] = static_cast<std::uint32_t>(part << number_bits | fresh);
          objects_.push_back({static_cast<std::uint32_t>(ids[i]),
                              static_cast<std::uint32_t>(ids[i] >> 32), sizes[i]});
          sized_ |= sizes[i] != 1;
          dense[i] = static_cast<std::uint32_t>(fresh - 1);
          break;
        }
        if (slot >> number_bits == part && objects_at[number].id() == ids[i]) {
          resized_ += objects_at[number].size != sizes[i];
          dense[i] = static_cast<std::uint32_t>(number - 1);
          break;
        }
      }
    }
    if (objects() > max_objects_) return false;
    requests_.insert(requests_.end(), dense, dense + block);
    ids += block;
    sizes += block;
    count -= block;
  }
  return true;
}

DenseTrace Densifier::finish(bool keep_ids) {
  slots_.reset();
  DenseTrace trace;
  trace.requests = std::move(requests_);
  trace.resized = resized_;
  if (sized_) {
    trace.sizes.reserve(objects());
    for (std::size_t i = 1; i < objects_.size(); ++i) trace.sizes.push_back(objects_[i].size);
  }
  if (keep_ids) {
    trace.ids.reserve(objects());
    for (std::size_t i = 1; i < objects_.size(); ++i) trace.ids.push_back(objects_[i].id());
  }
  *this = Densifier(max_objects_);
  return trace;
}

}  // namespace ahub::sim
