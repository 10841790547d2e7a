// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ARC: two LRU lists with a ghost behind each; hits among the ghosts move the border between them.
#include "sim/cache/id_lists.hpp"
#include "sim/cache/rows.hpp"

namespace ahub::sim {
namespace {

class Arc {
 public:
  explicit Arc(const ReplayInput& input)
      : capacity_(Room<false>(input).capacity()),
        place_(input.objects, kNowhere),
        lists_(input.objects, 4) {}

  void prefetch(std::uint32_t id) const {
    __builtin_prefetch(&place_[id], 1);
    lists_.prefetch(id);
  }
  bool request(std::uint32_t id) {
    switch (place_[id]) {
      case kT1:
        move(id, kT2);
        return true;
      case kT2:
        lists_.move_front(kT2, id);
        return true;
      case kB1:
        target_ = std::min(static_cast<double>(capacity_), target_ + step(kB2, kB1));
        replace(false);
        move(id, kT2);
        return false;
      case kB2:
        target_ = std::max(0.0, target_ - step(kB1, kB2));
        replace(true);
        move(id, kT2);
        return false;
      default:
        admit(id);
        return false;
    }
  }
  std::int64_t evictions() const { return evictions_; }

 private:
  enum : std::uint8_t { kT1, kT2, kB1, kB2, kNowhere };

  double step(std::uint8_t over, std::uint8_t under) const {
    return std::max(static_cast<double>(sizes_[over]) / static_cast<double>(sizes_[under]), 1.0);
  }
  void put(std::uint32_t id, std::uint8_t list) {
    lists_.push_front(list, id);
    place_[id] = list;
    ++sizes_[list];
  }
  void take(std::uint32_t id) {
    lists_.remove(id);
    --sizes_[place_[id]];
    place_[id] = kNowhere;
  }
  void move(std::uint32_t id, std::uint8_t list) {
    --sizes_[place_[id]];
    lists_.move_front(list, id);
    place_[id] = list;
    ++sizes_[list];
  }
  /// REPLACE of the paper: one resident becomes a ghost.
  void replace(bool in_b2) {
    if (sizes_[kT1] + sizes_[kT2] < capacity_) return;
    const auto t1 = static_cast<double>(sizes_[kT1]);
    const bool from_t1 =
        sizes_[kT2] == 0 ||
        (sizes_[kT1] > 0 && (t1 > target_ || (in_b2 && sizes_[kT1] == target_floor())));
    if (from_t1) {
      move(lists_.back(kT1), kB1);
    } else {
      move(lists_.back(kT2), kB2);
    }
    ++evictions_;
  }
  /// The target when it is a whole number; otherwise no size equals it.
  std::uint64_t target_floor() const {
    const auto whole = static_cast<std::uint64_t>(target_);
    return static_cast<double>(whole) < target_ ? ~std::uint64_t{0} : whole;
  }
  void admit(std::uint32_t id) {
    if (sizes_[kT1] + sizes_[kB1] == capacity_) {
      if (sizes_[kT1] < capacity_) {
        take(lists_.back(kB1));
        replace(false);
      } else {
        take(lists_.back(kT1));
        ++evictions_;
      }
    } else {
      const std::uint64_t all = sizes_[kT1] + sizes_[kT2] + sizes_[kB1] + sizes_[kB2];
      if (all >= 2 * capacity_) take(lists_.back(kB2));
      if (all >= capacity_) replace(false);
    }
    put(id, kT1);
  }

  std::uint64_t capacity_;
  double target_ = 0;  // The paper's p.
  std::uint64_t sizes_[4] = {};
  std::vector<std::uint8_t> place_;
  IdLists lists_;
  std::int64_t evictions_ = 0;
};

}  // namespace

PolicyRow arc_policy() {
  return {"arc",
          "the tail of a recency or a frequency list, whichever is over its adaptive share",
          "Megiddo, Modha, FAST 2003, figure 4",
          "",
          false,
          replay_unit<Arc>,
          hits_unit<Arc>};
}

}  // namespace ahub::sim
