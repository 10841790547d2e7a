// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// LIRS: objects with a short distance between their last two requests (LIR) keep nearly all of the
// cache; the rest (HIR) pass through a small queue.
#include "sim/cache/id_lists.hpp"
#include "sim/cache/rows.hpp"

namespace ahub::sim {
namespace {

class Lirs {
 public:
  explicit Lirs(const ReplayInput& input)
      : capacity_(Room<false>(input).capacity()),
        lir_limit_(capacity_ - std::max<std::uint64_t>(1, capacity_ / 100)),
        ghost_limit_(2 * capacity_),
        state_(input.objects, kUnknown),
        stack_(input.objects, 1),
        queues_(input.objects, 2) {}

  void prefetch(std::uint32_t id) const {
    __builtin_prefetch(&state_[id], 1);
    stack_.prefetch(id);
    queues_.prefetch(id);
  }
  bool request(std::uint32_t id) {
    switch (state_[id]) {
      case kLir:
        stack_.move_front(0, id);
        prune();
        return true;
      case kHir:
        hit_hir(id);
        return true;
      default:
        miss(id);
        return false;
    }
  }
  std::int64_t evictions() const { return evictions_; }

 private:
  enum : std::uint8_t { kUnknown, kLir, kHir, kGhost };
  enum : std::uint32_t { kQueue, kGhosts };  // Lists of `queues_`: resident HIR, non-resident HIR.

  void to_top(std::uint32_t id) {
    if (stack_.contains(id)) {
      stack_.move_front(0, id);
    } else {
      stack_.push_front(0, id);
    }
  }
  void hit_hir(std::uint32_t id) {
    if (stack_.contains(id) && lir_limit_ > 0) {
      queues_.remove(id);
      become_lir(id);
    } else {
      to_top(id);
      queues_.move_front(kQueue, id);
    }
  }
  void miss(std::uint32_t id) {
    const bool ghost = state_[id] == kGhost;
    if (!ghost && lirs_ < lir_limit_) {
      become_lir(id);
      ++residents_;
      return;
    }
    // Taken out first: making room may drop the oldest ghost.
    if (ghost) {
      queues_.remove(id);
      --ghosts_;
    }
    if (residents_ == capacity_) evict();
    ++residents_;
    if (ghost && lir_limit_ > 0) {
      become_lir(id);
    } else {
      state_[id] = kHir;
      to_top(id);
      queues_.push_front(kQueue, id);
    }
    while (ghosts_ > ghost_limit_) forget(queues_.back(kGhosts));
  }
  /// `id`, which is in no queue, goes to the top as LIR; the bottom LIR gives way when there is one
  /// too many.
  void become_lir(std::uint32_t id) {
    state_[id] = kLir;
    to_top(id);
    if (++lirs_ <= lir_limit_) return;
    const std::uint32_t bottom = stack_.back(0);
    stack_.remove(bottom);
    state_[bottom] = kHir;
    queues_.push_front(kQueue, bottom);
    --lirs_;
    prune();
  }
  void evict() {
    const std::uint32_t victim = queues_.back(kQueue);
    queues_.remove(victim);
    --residents_;
    ++evictions_;
    if (stack_.contains(victim)) {
      state_[victim] = kGhost;
      queues_.push_front(kGhosts, victim);
      ++ghosts_;
    } else {
      state_[victim] = kUnknown;
    }
  }
  void forget(std::uint32_t id) {
    queues_.remove(id);
    stack_.remove(id);
    state_[id] = kUnknown;
    --ghosts_;
  }
  /// The bottom of the stack is a LIR: what lies below the lowest one can never become LIR.
  void prune() {
    while (!stack_.empty(0) && state_[stack_.back(0)] != kLir) {
      const std::uint32_t bottom = stack_.back(0);
      if (state_[bottom] == kGhost) {
        forget(bottom);
      } else {
        stack_.remove(bottom);
      }
    }
  }

  std::uint64_t capacity_, lir_limit_, ghost_limit_;
  std::uint64_t lirs_ = 0, residents_ = 0, ghosts_ = 0;
  std::vector<std::uint8_t> state_;
  IdLists stack_, queues_;
  std::int64_t evictions_ = 0;
};

}  // namespace

PolicyRow lirs_policy() {
  return {"lirs",
          "objects whose last two requests lie far apart (queue of 1 %)",
          "Jiang, Zhang, SIGMETRICS 2002, section 3",
          "The stack remembers at most 2 c objects that are not resident, those evicted last; the "
          "paper sets no bound.",
          false,
          replay_unit<Lirs>,
          hits_unit<Lirs>};
}

}  // namespace ahub::sim
