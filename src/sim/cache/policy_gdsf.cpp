// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// GDSF: as LFUDA, but a count is divided by the size, so that large objects must earn their room.
#include "sim/cache/lazy_heap.hpp"
#include "sim/cache/rows.hpp"

namespace ahub::sim {
namespace {

template <bool kSized>
class Gdsf {
 public:
  explicit Gdsf(const ReplayInput& input)
      : room_(input),
        counts_(input.objects, 0),
        keys_(input.objects),
        heap_(Room<kSized>::most(input)) {}

  void prefetch(std::uint32_t id) const {
    __builtin_prefetch(&counts_[id], 1);
    __builtin_prefetch(&keys_[id], 1);
  }
  bool request(std::uint32_t id) {
    ++now_;
    if (counts_[id] != 0) {
      value(id);
      return true;
    }
    if (!room_.admits(id)) return false;
    while (room_.lacks(id)) {
      const std::uint32_t victim = heap_.pop([this](std::uint32_t other) { return keys_[other]; });
      age_ = keys_[victim].worth;
      counts_[victim] = 0;
      room_.give(victim);
      ++evictions_;
    }
    value(id);
    heap_.add(keys_[id], id);
    room_.take(id);
    return false;
  }
  std::int64_t evictions() const { return evictions_; }

 private:
  struct Key {
    double worth;
    std::uint32_t since;  // Among equals the one that has had its key longest goes first.
    bool operator<(const Key& other) const {
      return worth != other.worth ? worth < other.worth : since < other.since;
    }
  };
  void value(std::uint32_t id) {
    ++counts_[id];
    const double count = counts_[id], size = static_cast<double>(room_.size(id));
    keys_[id] = {age_ + count / size, now_};
  }

  Room<kSized> room_;
  std::vector<std::uint32_t> counts_;  // 0: not resident.
  std::vector<Key> keys_;
  LazyHeap<Key> heap_;
  std::uint32_t now_ = 0;
  double age_ = 0;  // L of the paper: the key of the last victim.
  std::int64_t evictions_ = 0;
};

}  // namespace

PolicyRow gdsf_policy() {
  return {"gdsf",
          "least count per byte plus the age of the cache when it was last requested",
          "Cherkasova, HP Labs report HPL-98-69, 1998, section 2; cost 1",
          "",
          true,
          replay_sized<Gdsf>,
          hits_sized<Gdsf>};
}

}  // namespace ahub::sim
