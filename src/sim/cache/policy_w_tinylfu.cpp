// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// W-TinyLFU: a window that admits everything, and behind it an SLRU that admits only what is more
// frequent than its victim. Frequencies are exact counts with aging, not a sketch.
#include "sim/cache/rows.hpp"
#include "sim/cache/segmented_lru.hpp"

namespace ahub::sim {
namespace {

class WTinyLfu {
 public:
  explicit WTinyLfu(const ReplayInput& input)
      : capacity_(Room<false>(input).capacity()),
        period_(10 * capacity_),
        window_limit_(std::max<std::uint64_t>(1, capacity_ / 100)),
        main_limit_(capacity_ - window_limit_),
        place_(input.objects, kNowhere),
        counts_(input.objects, Count{0, 0}),
        lists_(input.objects, 3),
        main_(lists_, kProbation, kProtected, main_limit_ * 8 / 10, input.objects) {}

  void prefetch(std::uint32_t id) const {
    __builtin_prefetch(&place_[id], 1);
    __builtin_prefetch(&counts_[id], 1);
    lists_.prefetch(id);
  }
  bool request(std::uint32_t id) {
    count(id);
    if (place_[id] == kWindow) {
      lists_.move_front(kWindow, id);
      return true;
    }
    if (place_[id] == kMain) {
      main_.hit(id, unit);
      return true;
    }
    lists_.push_front(kWindow, id);
    place_[id] = kWindow;
    if (++window_size_ > window_limit_) leave_window(lists_.back(kWindow));
    return false;
  }
  std::int64_t evictions() const { return evictions_; }

 private:
  enum : std::uint32_t { kWindow, kProbation, kProtected };
  enum : std::uint8_t { kMain = 1, kNowhere = 2 };  // Beside kWindow.
  struct Count {
    std::uint32_t value, halvings;  // As of so many halvings.
  };
  static std::uint64_t unit(std::uint32_t) { return 1; }

  /// The count with all halvings since it was last touched: they compose to one shift.
  std::uint32_t now(std::uint32_t id) const {
    const std::uint32_t missed = halvings_ - counts_[id].halvings;
    return missed < 32 ? counts_[id].value >> missed : 0;
  }
  void count(std::uint32_t id) {
    counts_[id] = {now(id) + 1, halvings_};
    if (++since_ < period_) return;
    since_ = 0;
    ++halvings_;
  }
  void leave_window(std::uint32_t candidate) {
    lists_.remove(candidate);
    --window_size_;
    if (main_size_ < main_limit_) {
      ++main_size_;
    } else {
      ++evictions_;
      const bool has_room = main_limit_ > 0;
      const std::uint32_t victim = has_room ? main_.victim() : candidate;
      if (!has_room || now(candidate) <= now(victim)) {
        place_[candidate] = kNowhere;
        return;
      }
      main_.remove(victim, unit);
      place_[victim] = kNowhere;
    }
    main_.insert(candidate);
    place_[candidate] = kMain;
  }

  std::uint64_t capacity_, period_, window_limit_, main_limit_;
  std::uint64_t window_size_ = 0, main_size_ = 0, since_ = 0;
  std::uint32_t halvings_ = 0;
  std::vector<std::uint8_t> place_;
  std::vector<Count> counts_;
  IdLists lists_;
  SegmentedLru main_;
  std::int64_t evictions_ = 0;
};

}  // namespace

PolicyRow w_tinylfu_policy() {
  return {"w-tinylfu",
          "a window of 1 %, then whichever is requested less: its tail or the main part's",
          "Einziger, Friedman, Manes, ACM Transactions on Storage 13(4), 2017, section 4",
          "Exact counts, halved every 10 c requests, instead of a sketch: no error by collisions.",
          false,
          replay_unit<WTinyLfu>,
          hits_unit<WTinyLfu>};
}

}  // namespace ahub::sim
