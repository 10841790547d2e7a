// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/trace/densify.hpp"

#include <algorithm>
#include <new>
#include <random>

#include "ahub/base/huge_pages.hpp"

namespace ahub::sim {

namespace {

constexpr unsigned kFirstBits = 12;

// Zeroed slots. Big tables ask for huge pages: most of what a random access costs is the page walk.
std::uint32_t* new_slots(std::size_t count) {
  const std::size_t bytes = count * sizeof(std::uint32_t);
  void* memory = nullptr;
  if (bytes < kHugePage) {
    memory = std::calloc(count, sizeof(std::uint32_t));
  } else {
    memory = std::aligned_alloc(kHugePage, bytes);
    if (memory != nullptr) {
      ask_huge(memory, bytes);
      std::fill_n(static_cast<std::uint32_t*>(memory), count, 0U);
    }
  }
  if (memory == nullptr) throw std::bad_alloc();
  return static_cast<std::uint32_t*>(memory);
}

}  // namespace

Densifier::Densifier() {
  ids_.push_back(0);
  grow(kFirstBits);
}

void Densifier::grow(unsigned bits) {
  slots_.reset();  // Before the ids move: both copies at once would be the peak.
  bits_ = bits;
  reserve_huge(ids_, room() + 1 + kBlock);
  slots_.reset(new_slots(std::size_t{1} << bits));
  std::uint32_t* const slots = slots_.get();
  const auto last = static_cast<std::uint32_t>((std::uint64_t{1} << bits) - 1);
  std::uint32_t homes[kBlock];
  for (std::size_t first = 1; first < ids_.size(); first += kBlock) {
    const std::size_t count = std::min(kBlock, ids_.size() - first);
    for (std::size_t i = 0; i < count; ++i) {
      homes[i] = home(ids_[first + i], multiplier_, 64 - bits_);
      __builtin_prefetch(slots + homes[i], 1);
    }
    for (std::size_t i = 0; i < count; ++i) {
      std::uint32_t at = homes[i];
      while (slots[at] != 0) at = at == last ? 0 : at + 1;
      slots[at] = static_cast<std::uint32_t>(first + i);
    }
  }
}

void Densifier::take_another_multiplier() {
  std::random_device random;
  multiplier_ = (std::uint64_t{random()} << 32U | random()) | 1U;
  spared_ = 0;
  grow(bits_);
}

std::uint32_t Densifier::push(std::uint64_t id) {
  ids_.push_back(id);
  return static_cast<std::uint32_t>(ids_.size() - 1);
}

void Densifier::finish(bool keep_ids, DenseTrace& trace) {
  slots_.reset();
  trace.objects = static_cast<std::uint32_t>(objects());
  trace.resized = resized_;
  trace.sizes = std::move(sizes_);
  if (!trace.sizes.empty()) {
    trace.zero_sized = zero_sized_;
    trace.unsized =
        static_cast<std::uint32_t>(std::count(trace.sizes.begin(), trace.sizes.end(), 0U));
    std::replace(trace.sizes.begin(), trace.sizes.end(), 0U, 1U);
    const auto is_one = [](std::uint32_t size) { return size == 1; };
    if (trace.unsized > 0 && std::all_of(trace.sizes.begin(), trace.sizes.end(), is_one))
      trace.sizes.clear();
  } else if (one_size_ == 0) {
    trace.zero_sized = seen_;
    trace.unsized = trace.objects;
  } else if (one_size_ != 1) {  // One size other than 1 is stated for each object.
    trace.sizes.assign(objects(), one_size_);
  }
  trace.sizes.shrink_to_fit();
  if (keep_ids) trace.ids.assign(ids_.begin() + 1, ids_.end());
  *this = Densifier();
}

}  // namespace ahub::sim
