// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/pagedkv/sequences.hpp"

#include <map>
#include <utility>

namespace ahub::sim::pagedkv {

Sequences start(std::uint32_t prompt, std::uint32_t width, BlockPool& pool,
                std::uint32_t block_tokens) {
  Sequences sequences(1);
  append_prompt(sequences.front(), pool, prompt, block_tokens);
  while (sequences.size() < width) sequences.push_back(fork(sequences.front(), pool));
  return sequences;
}

std::uint64_t entries(const Sequences& sequences) {
  std::uint64_t sum = 0;
  for (const BlockTable& table : sequences) sum += table.blocks.size();
  return sum;
}

std::uint32_t needed_for_tokens(const Sequences& sequences, const BlockPool& pool,
                                std::uint32_t block_tokens) {
  std::uint32_t sum = 0;
  for (const BlockTable& table : sequences) sum += needed_for_token(table, pool, block_tokens);
  return sum;
}

void change_parents(Sequences& sequences, BlockPool& pool, Draws& draws, double probability) {
  Sequences next;
  for (std::size_t beam = 0; beam < sequences.size(); ++beam) {
    std::size_t parent = beam;
    if (draws.uniform() < probability) {
      parent = 0;
      while (parent + 1 < sequences.size() && draws.uniform() < 0.5) ++parent;
    }
    next.push_back(fork(sequences[parent], pool));
  }
  clear(sequences, pool);
  sequences = std::move(next);
}

Sequences numbered(const Sequences& sequences, std::uint32_t& count) {
  std::map<BlockId, std::uint32_t> number;
  Sequences tables = sequences;
  for (BlockTable& table : tables) {
    for (BlockId& block : table.blocks)
      block = number.emplace(block, static_cast<std::uint32_t>(number.size())).first->second;
  }
  count = static_cast<std::uint32_t>(number.size());
  return tables;
}

void place(Sequences& sequences, std::uint32_t count, BlockPool& pool) {
  std::vector<BlockId> blocks(count);
  for (BlockId& block : blocks) block = pool.take();
  std::vector<bool> placed(count, false);
  for (BlockTable& table : sequences) {
    for (BlockId& block : table.blocks) {
      const std::uint32_t number = block;
      block = blocks[number];
      if (placed[number]) pool.share(block);
      placed[number] = true;
    }
  }
}

void clear(Sequences& sequences, BlockPool& pool) {
  for (BlockTable& table : sequences) clear(table, pool);
}

}  // namespace ahub::sim::pagedkv
