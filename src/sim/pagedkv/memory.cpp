// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/pagedkv/memory.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "ahub/base/error.hpp"

namespace ahub::sim::pagedkv {

Memory::Memory(const Params& params, Scheme scheme, const std::vector<serving::Request>& requests,
               std::int64_t seed)
    : p_(params),
      requests_(requests),
      scheme_(scheme),
      paged_(scheme == Scheme::paged),
      beam_(paged_ && p_.sharing == "beam" && p_.width > 1),
      slots_(static_cast<std::uint32_t>(p_.slots)),
      block_(static_cast<std::uint32_t>(p_.block)),
      width_(paged_ && p_.sharing != "none" ? static_cast<std::uint32_t>(p_.width) : 1),
      buddy_(slots_),
      pool_(slots_ / block_),
      margin_(static_cast<std::uint32_t>(p_.watermark * static_cast<double>(pool_.total()))),
      beams_(seed, "beams"),
      held_(requests.size()) {}

/// Contiguous schemes: the slots that a request asks for.
std::uint32_t Memory::asked(std::uint32_t i) const {
  const auto longest = static_cast<std::uint32_t>(p_.longest);
  if (scheme_ == Scheme::max) return longest;
  if (scheme_ == Scheme::oracle) return final_length(i);
  return std::min(longest, requests_[i].prompt + std::bit_ceil(requests_[i].output));
}

void Memory::refuse_too_large() const {
  for (std::uint32_t i = 0; i < requests_.size(); ++i) {
    // Paged: the last block of a sequence may be copied once.
    const bool fits =
        paged_ ? width_ * (blocks_for(final_length(i), block_) + 1) + margin_ <= pool_.total()
               : asked(i) <= std::bit_floor(slots_);
    if (!fits) {
      throw Error(ErrorKind::input, "bad-parameter",
                  fmt::format("request {} of {} tokens does not fit into {} slots", i + 1,
                              final_length(i), slots_),
                  "give more slots, or fewer tokens with 'longest'");
    }
  }
}

bool Memory::place(std::uint32_t i, std::uint32_t length, bool alone) {
  if (paged_) return place_blocks(i, length, alone);
  const auto run = buddy_.allocate(asked(i));
  if (!run) return false;
  held_[i].run = *run;
  final_ += final_length(i);
  asked_ += asked(i);
  return true;
}

bool Memory::place_blocks(std::uint32_t i, std::uint32_t length, bool alone) {
  Held& held = held_[i];
  const std::uint32_t needed = held.swapped > 0 ? held.swapped : blocks_for(length, block_);
  // A margin, so that a newcomer is not thrown out at its first token.
  if (pool_.free() < needed + (alone ? 0 : margin_)) return false;
  if (held.swapped > 0) {
    pagedkv::place(held.tables, std::exchange(held.swapped, 0U), pool_);
  } else {
    held.tables = start(length, width_, pool_, block_);
  }
  logical_ += entries(held.tables);
  return true;
}

void Memory::release(std::uint32_t i) {
  Held& held = held_[i];
  if (!paged_) {
    final_ -= final_length(i);
    asked_ -= asked(i);
    buddy_.release(held.run, asked(i));
    return;
  }
  logical_ -= entries(held.tables);
  clear(held.tables, pool_);
  held.tables = {};
}

void Memory::swap_out(std::uint32_t i) {
  Sequences host = numbered(held_[i].tables, held_[i].swapped);
  release(i);
  held_[i].tables = std::move(host);
}

std::uint32_t Memory::next_need(std::uint32_t i, std::uint32_t length) const {
  if (!paged_) return std::numeric_limits<std::uint32_t>::max();
  const std::uint32_t over = length % block_;
  // The last block of a prompt is shared until the next token; beams change in every step.
  const bool shared = width_ > 1 && pool_.references(held_[i].tables.front().blocks.back()) > 1;
  return over == 0 || shared || beam_ ? 1 : block_ - over + 1;
}

void Memory::begin_token(std::uint32_t i, std::uint32_t length) {
  Sequences& tables = held_[i].tables;
  for (BlockTable& table : tables) table.tokens = length;
  if (beam_ && length > requests_[i].prompt) change_parents(tables, pool_, beams_, p_.reparent);
}

bool Memory::has_room_for_token(std::uint32_t i) const {
  return pool_.free() >= needed_for_tokens(held_[i].tables, pool_, block_);
}

std::int64_t Memory::write_token(std::uint32_t i) {
  Sequences& tables = held_[i].tables;
  std::int64_t copies = 0;
  logical_ -= entries(tables);
  for (BlockTable& table : tables) {
    if (append_token(table, pool_, block_)) ++copies;
  }
  logical_ += entries(tables);
  return copies;
}

std::uint64_t Memory::slots_held() const {
  return paged_ ? std::uint64_t{pool_.used()} * block_ : asked_;
}

Usage Memory::usage(std::uint64_t tokens) const {
  const auto written = static_cast<double>(tokens), slots = static_cast<double>(slots_),
             held = static_cast<double>(slots_held());
  if (!paged_) {
    const auto final = static_cast<double>(final_);
    return {written, final - written, held - final, slots - held};
  }
  const double unfilled = static_cast<double>(logical_) * block_ - written * width_;
  return {held - unfilled, 0, unfilled, slots - held};
}

bool Memory::sound(const std::set<std::uint32_t>& running) const {
  std::uint64_t references = 0, held = 0;
  for (BlockId block = 0; block < pool_.total(); ++block) references += pool_.references(block);
  for (const std::uint32_t i : running)
    held += paged_ ? entries(held_[i].tables) : Buddy::rounded(asked(i));
  return paged_ ? references == held && held == logical_ &&
                      pool_.used() + pool_.free() == pool_.total()
                : held + buddy_.free_slots() == slots_;
}

bool Memory::empty() const {
  return pool_.used() == 0 && buddy_.free_slots() == slots_ && logical_ == 0;
}

}  // namespace ahub::sim::pagedkv
