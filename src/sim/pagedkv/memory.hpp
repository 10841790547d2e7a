// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The memory of a GPU under one way to place keys and values: which request holds what of it.
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "sim/draws.hpp"
#include "sim/pagedkv/buddy.hpp"
#include "sim/pagedkv/sequences.hpp"
#include "sim/pagedkv/server.hpp"

namespace ahub::sim::pagedkv {

/// Requests are named by their place in the list. Lengths are tokens of one sequence; all the
/// sequences of a request (samples or beams) have the same.
class Memory {
 public:
  Memory(const Params& params, Scheme scheme, const std::vector<serving::Request>& requests,
         std::int64_t seed);

  bool paged() const { return paged_; }
  std::uint32_t width() const { return width_; }  ///< Sequences of a request.
  std::uint32_t final_length(std::uint32_t i) const {
    return requests_[i].prompt + requests_[i].output;
  }
  /// Throws `Error{input, "bad-parameter"}` when a request could not run even alone.
  void refuse_too_large() const;

  /// Gives a request what it needs at that length; one that is not alone leaves the margin free.
  /// False when there is no room.
  bool place(std::uint32_t i, std::uint32_t length, bool alone);
  void release(std::uint32_t i);
  /// Releases it and keeps its blocks in host memory, from where `place` brings them back.
  void swap_out(std::uint32_t i);
  std::uint32_t swapped(std::uint32_t i) const { return held_[i].swapped; }  ///< Blocks.

  // Paged: blocks as tokens come.
  /// In so many tokens, at least 1, one is written for which blocks may be needed.
  std::uint32_t next_need(std::uint32_t i, std::uint32_t length) const;
  /// Before the next token of each sequence: beams change their parents.
  void begin_token(std::uint32_t i, std::uint32_t length);
  bool has_room_for_token(std::uint32_t i) const;
  /// Returns how many blocks were copied.
  std::int64_t write_token(std::uint32_t i);

  /// What the slots are used for now, in slots; `tokens`: of one sequence of everybody.
  Usage usage(std::uint64_t tokens) const;
  std::uint64_t slots_held() const;
  std::uint32_t blocks_used() const { return pool_.used(); }
  std::uint64_t blocks_logical() const { return logical_; }  ///< Without sharing.

  /// References are table entries, and every slot is somewhere.
  bool sound(const std::set<std::uint32_t>& running) const;
  bool empty() const;

 private:
  struct Held {
    std::uint32_t run = 0;      // Contiguous: the first slot.
    std::uint32_t swapped = 0;  // Paged: blocks in host memory, which the tables then number.
    Sequences tables;
  };
  std::uint32_t asked(std::uint32_t i) const;
  bool place_blocks(std::uint32_t i, std::uint32_t length, bool alone);

  const Params& p_;
  const std::vector<serving::Request>& requests_;
  Scheme scheme_;
  bool paged_, beam_;
  std::uint32_t slots_, block_, width_;
  Buddy buddy_;
  BlockPool pool_;
  std::uint32_t margin_;
  Draws beams_;
  std::vector<Held> held_;
  std::uint64_t final_ = 0, asked_ = 0, logical_ = 0;  // Sums over those placed.
};

}  // namespace ahub::sim::pagedkv
