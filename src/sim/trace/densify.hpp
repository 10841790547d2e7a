// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// From sparse 64-bit ids to dense ones, in order of first appearance.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <vector>

#include "ahub/sim/trace.hpp"

namespace ahub::sim {

/// An open-addressing table of 4 bytes per slot, at most half full. A table of 2^k slots needs only
/// k - 1 bits for an object's number; the other 33 - k bits hold a part of the id's hash, so that
/// the id itself (kept once, by dense id) is looked at almost only when it is the right one.
class Densifier {
 public:
  explicit Densifier(std::uint64_t max_objects = kTraceObjects);

  /// Room for this many requests in all, without growth.
  void reserve(std::size_t requests);
  /// Appends `count` requests. False when there are more objects than allowed: the trace is then
  /// of no use any more.
  [[nodiscard]] bool add(const std::uint64_t* ids, const std::uint32_t* sizes, std::size_t count);
  std::size_t objects() const noexcept { return objects_.size() - 1; }
  /// Empties this object.
  DenseTrace finish(bool keep_ids);

 private:
  // Twelve bytes: an id and a size that are asked for together, on one cache line mostly.
  struct Object {
    std::uint32_t low;
    std::uint32_t high;
    std::uint32_t size;
    std::uint64_t id() const noexcept { return std::uint64_t{high} << 32 | low; }
  };
  struct Free {
    void operator()(void* memory) const noexcept { std::free(memory); }
  };

  void grow(unsigned bits);
  std::size_t room() const noexcept { return (std::size_t{1} << (bits_ - 1)) - 1; }

  std::uint64_t max_objects_;
  unsigned bits_ = 0;  ///< log2 of the number of slots.
  // A slot is 0 when empty, else hash part << (bits_ - 1) | number of the object from 1.
  std::unique_ptr<std::uint32_t[], Free> slots_;
  std::vector<Object> objects_;  ///< By number; the one at 0 stands for none.
  std::vector<std::uint32_t> requests_;
  std::uint64_t resized_ = 0;
  bool sized_ = false;  ///< Some object has a size other than 1.
};

}  // namespace ahub::sim
