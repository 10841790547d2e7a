// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/pagedkv/blocks.hpp"

#include <cassert>

namespace ahub::sim::pagedkv {

BlockPool::BlockPool(std::uint32_t blocks) : references_(blocks, 0) {
  free_.reserve(blocks);
  for (BlockId block = blocks; block-- > 0;) free_.push_back(block);
}

BlockId BlockPool::take() {
  assert(!free_.empty());
  const BlockId block = free_.back();
  free_.pop_back();
  assert(references_[block] == 0);
  references_[block] = 1;
  return block;
}

void BlockPool::release(BlockId block) {
  assert(references_[block] > 0);
  if (--references_[block] == 0) free_.push_back(block);
}

std::uint32_t needed_for_token(const BlockTable& table, const BlockPool& pool,
                               std::uint32_t block_tokens) noexcept {
  if (table.tokens % block_tokens == 0) return 1;
  return pool.references(table.blocks.back()) > 1 ? 1 : 0;
}

bool append_token(BlockTable& table, BlockPool& pool, std::uint32_t block_tokens) {
  const bool starts = table.tokens++ % block_tokens == 0;
  if (starts) {
    table.blocks.push_back(pool.take());
    return false;
  }
  BlockId& last = table.blocks.back();
  if (pool.references(last) == 1) return false;
  pool.release(last);
  last = pool.take();
  return true;
}

void append_prompt(BlockTable& table, BlockPool& pool, std::uint32_t tokens,
                   std::uint32_t block_tokens) {
  for (std::uint32_t i = blocks_for(tokens, block_tokens); i > 0; --i)
    table.blocks.push_back(pool.take());
  table.tokens = tokens;
}

BlockTable fork(const BlockTable& table, BlockPool& pool) {
  for (const BlockId block : table.blocks) pool.share(block);
  return table;
}

void clear(BlockTable& table, BlockPool& pool) {
  for (const BlockId block : table.blocks) pool.release(block);
  table.blocks.clear();
  table.tokens = 0;
}

}  // namespace ahub::sim::pagedkv
