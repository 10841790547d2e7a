// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The residents of a cache in an array, for policies that draw their victims.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ahub::sim {

class Residents {
 public:
  Residents(std::uint32_t objects, std::size_t most) : place_(objects, kAbsent) {
    ids_.reserve(most);
  }

  bool contains(std::uint32_t id) const { return place_[id] != kAbsent; }
  std::size_t size() const { return ids_.size(); }
  std::uint32_t at(std::size_t place) const { return ids_[place]; }
  void add(std::uint32_t id) {
    place_[id] = static_cast<std::uint32_t>(ids_.size());
    ids_.push_back(id);
  }
  /// Removes the resident at `place`, whose place the last one takes; returns its id.
  std::uint32_t remove_at(std::size_t place) {
    const std::uint32_t id = ids_[place];
    ids_[place] = ids_.back();
    place_[ids_[place]] = static_cast<std::uint32_t>(place);
    place_[id] = kAbsent;
    ids_.pop_back();
    return id;
  }
  void prefetch(std::uint32_t id) const { __builtin_prefetch(&place_[id], 1); }

 private:
  static constexpr std::uint32_t kAbsent = 0xffffffffU;

  std::vector<std::uint32_t> ids_, place_;
};

}  // namespace ahub::sim
