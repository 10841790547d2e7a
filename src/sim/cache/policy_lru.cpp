// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// LRU: one list by recency.
#include "sim/cache/id_lists.hpp"
#include "sim/cache/rows.hpp"

namespace ahub::sim {
namespace {

template <bool kSized>
class Lru {
 public:
  explicit Lru(const ReplayInput& input) : room_(input), list_(input.objects, 1) {}

  void prefetch(std::uint32_t id) const { list_.prefetch(id); }
  bool request(std::uint32_t id) {
    if (list_.contains(id)) {
      // The youngest again: under skewed requests a large part of the hits.
      if (list_.front(0) != id) list_.move_front(0, id);
      return true;
    }
    if (!room_.admits(id)) return false;
    while (room_.lacks(id)) {
      const std::uint32_t victim = list_.back(0);
      list_.remove(victim);
      room_.give(victim);
      ++evictions_;
    }
    list_.push_front(0, id);
    room_.take(id);
    return false;
  }
  std::int64_t evictions() const { return evictions_; }

 private:
  Room<kSized> room_;
  IdLists list_;
  std::int64_t evictions_ = 0;
};

}  // namespace

PolicyRow lru_policy() {
  return {"lru",
          "least recently used",
          "Mattson, Gecsei, Slutz, Traiger, IBM Systems Journal 9(2), 1970",
          "",
          true,
          replay_sized<Lru>,
          hits_sized<Lru>};
}

}  // namespace ahub::sim
