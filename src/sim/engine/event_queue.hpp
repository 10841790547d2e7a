// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The pending events of a discrete-event simulation, in total order (time, order of insertion).
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "ahub/base/error.hpp"

namespace ahub::sim {

/// Simulated time. Integers, so that events at one time are recognised as such on every machine.
using Nanoseconds = std::uint64_t;

/// A radix queue (Ahuja, Mehlhorn, Orlin, Tarjan, JACM 37 (1990)) with 64 buckets a level, as in a
/// hierarchical timing wheel (Varghese, Lauck, SOSP 1987). Needs times that never lie before the
/// last event taken, which is what a simulation gives. An event moves once for each base-64 digit
/// in which its time differs from the present, always in whole buckets, which is kinder to caches
/// than the paths of a heap. Insertion order within a time survives, because every move keeps the
/// order of a bucket.
template <class Payload>
class EventQueue {
 public:
  struct Event {
    Nanoseconds time;
    Payload payload;
  };

  bool empty() const noexcept { return size_ == 0; }
  std::size_t size() const noexcept { return size_; }
  /// The time of the last event taken; 0 before.
  Nanoseconds now() const noexcept { return now_; }

  /// Throws `Error{internal}` when `time` lies before now().
  void push(Nanoseconds time, Payload payload) {
    if (time < now_)
      throw Error(ErrorKind::internal, "event-order", "an event was scheduled in the past");
    place({time, payload});
    ++size_;
  }

  /// Takes the earliest event, of several at one time the one inserted first. Not for an empty
  /// queue.
  Event pop() {
    --size_;
    for (;;) {
      const auto level = static_cast<std::size_t>(std::countr_zero(levels_));
      const auto slot = static_cast<std::size_t>(std::countr_zero(slots_[level]));
      Bucket& bucket = buckets_[level][slot];
      if (level == 0) return front(bucket, slot);
      if (bucket.size() == 1) {
        const Event event = bucket.front();
        drop(bucket, level, slot);
        now_ = event.time;
        return event;
      }
      now_ = earliest(bucket);
      for (const Event& event : bucket) place(event);
      drop(bucket, level, slot);
    }
  }

 private:
  using Bucket = std::vector<Event>;
  static constexpr unsigned kDigit = 6;
  static constexpr std::size_t kSlots = std::size_t{1} << kDigit;
  static constexpr std::size_t kLevels = (64 + kDigit - 1) / kDigit;
  static constexpr std::size_t kKept = 4096;  // Events whose room an empty bucket keeps.

  static Nanoseconds earliest(const Bucket& bucket) noexcept {
    Nanoseconds least = bucket.front().time;
    for (const Event& event : bucket) least = event.time < least ? event.time : least;
    return least;
  }

  void place(const Event& event) {
    const Nanoseconds difference = event.time ^ now_;
    const std::size_t level =
        difference == 0 ? 0 : (63U - static_cast<unsigned>(std::countl_zero(difference))) / kDigit;
    const std::size_t slot = event.time >> (kDigit * level) & (kSlots - 1);
    buckets_[level][slot].push_back(event);
    slots_[level] |= std::uint64_t{1} << slot;
    levels_ |= std::uint64_t{1} << level;
  }

  /// All events of a bucket of level 0 have one time; it is emptied from the front.
  Event front(Bucket& bucket, std::size_t slot) {
    const Event event = bucket[head_];
    now_ = event.time;
    if (++head_ == bucket.size()) {
      head_ = 0;
      drop(bucket, 0, slot);
    }
    return event;
  }

  void drop(Bucket& bucket, std::size_t level, std::size_t slot) {
    if (bucket.capacity() > kKept) {
      Bucket().swap(bucket);
    } else {
      bucket.clear();
    }
    slots_[level] &= ~(std::uint64_t{1} << slot);
    if (slots_[level] == 0) levels_ &= ~(std::uint64_t{1} << level);
  }

  std::array<std::array<Bucket, kSlots>, kLevels> buckets_;
  std::array<std::uint64_t, kLevels> slots_{};  // Bit s: bucket s of the level has events.
  std::uint64_t levels_ = 0;                    // Bit l: level l has events.
  std::size_t head_ = 0;                        // Into the first bucket of level 0.
  std::size_t size_ = 0;
  Nanoseconds now_ = 0;
};

}  // namespace ahub::sim
