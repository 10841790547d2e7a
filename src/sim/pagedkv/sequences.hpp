// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The sequences of one request, samples of a prompt or beams: tables of one length over one pool.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/draws.hpp"
#include "sim/pagedkv/blocks.hpp"

namespace ahub::sim::pagedkv {

using Sequences = std::vector<BlockTable>;

/// `width` >= 1 sequences that share the blocks of a prompt.
Sequences start(std::uint32_t prompt, std::uint32_t width, BlockPool& pool,
                std::uint32_t block_tokens);
/// Entries of all tables: the blocks that they would need without sharing.
std::uint64_t entries(const Sequences& sequences);
/// At most so many blocks does one more token of each take: the last sequence that shares a block
/// writes it without a copy.
std::uint32_t needed_for_tokens(const Sequences& sequences, const BlockPool& pool,
                                std::uint32_t block_tokens);
/// Beam search: with that probability a beam goes on from the one of rank r, r drawn with
/// 2^-(r+1), in place of its own past.
void change_parents(Sequences& sequences, BlockPool& pool, Draws& draws, double probability);
/// The tables with their blocks numbered from 0, which keeps what they share; `count` of numbers.
Sequences numbered(const Sequences& sequences, std::uint32_t& count);
/// The inverse: puts `count` blocks of the pool, which has them, in place of the numbers.
void place(Sequences& sequences, std::uint32_t count, BlockPool& pool);
/// Gives all blocks back.
void clear(Sequences& sequences, BlockPool& pool);

}  // namespace ahub::sim::pagedkv
