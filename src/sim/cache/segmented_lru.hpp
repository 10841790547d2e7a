// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A probationary and a protected list: the whole of SLRU, the main part of W-TinyLFU.
#pragma once

#include <vector>

#include "sim/cache/id_lists.hpp"

namespace ahub::sim {

class SegmentedLru {
 public:
  /// Uses the lists `probation` and `protect` of `lists`, which must outlive it. `limit`: room of
  /// the protected list, in the unit of the sizes.
  SegmentedLru(IdLists& lists, std::uint32_t probation, std::uint32_t protect, std::uint64_t limit,
               std::uint32_t objects)
      : lists_(lists),
        probation_(probation),
        protect_(protect),
        limit_(limit),
        protected_(objects, 0) {}

  void insert(std::uint32_t id) { lists_.push_front(probation_, id); }

  /// A resident was requested; `size(id)` gives sizes.
  template <class Size>
  void hit(std::uint32_t id, Size size) {
    lists_.move_front(protect_, id);
    if (protected_[id] != 0) return;
    protected_[id] = 1;
    used_ += size(id);
    while (used_ > limit_) {
      const std::uint32_t cooled = lists_.back(protect_);
      lists_.move_front(probation_, cooled);
      protected_[cooled] = 0;
      used_ -= size(cooled);
    }
  }
  /// The next to go; there must be a resident.
  std::uint32_t victim() const {
    return lists_.empty(probation_) ? lists_.back(protect_) : lists_.back(probation_);
  }
  template <class Size>
  void remove(std::uint32_t id, Size size) {
    lists_.remove(id);
    if (protected_[id] != 0) used_ -= size(id);
    protected_[id] = 0;
  }

 private:
  IdLists& lists_;
  std::uint32_t probation_, protect_;
  std::uint64_t limit_, used_ = 0;
  std::vector<std::uint8_t> protected_;
};

}  // namespace ahub::sim
