// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Paged keys and values: blocks of tokens with reference counts, and tables that share them
// (Kwon et al., SOSP 2023, arXiv:2309.06180, sections 4.2 to 4.4).
#pragma once

#include <cstdint>
#include <vector>

namespace ahub::sim::pagedkv {

using BlockId = std::uint32_t;

/// Blocks of one size. A block that several tables hold is written by nobody.
class BlockPool {
 public:
  explicit BlockPool(std::uint32_t blocks);
  std::uint32_t total() const noexcept { return static_cast<std::uint32_t>(references_.size()); }
  std::uint32_t free() const noexcept { return static_cast<std::uint32_t>(free_.size()); }
  std::uint32_t used() const noexcept { return total() - free(); }
  std::uint32_t references(BlockId block) const noexcept { return references_[block]; }

  /// Not for an empty pool.
  BlockId take();
  void share(BlockId block) noexcept { ++references_[block]; }
  void release(BlockId block);

 private:
  std::vector<std::uint32_t> references_;
  std::vector<BlockId> free_;
};

/// The blocks of one sequence, in order of its tokens.
struct BlockTable {
  std::vector<BlockId> blocks;
  std::uint32_t tokens = 0;
};

/// How many blocks hold so many tokens.
constexpr std::uint32_t blocks_for(std::uint32_t tokens, std::uint32_t block_tokens) noexcept {
  return (tokens + block_tokens - 1) / block_tokens;
}

/// Blocks that writing one more token takes: 1 at the start of a block, and 1 to copy a last block
/// that others hold as well.
std::uint32_t needed_for_token(const BlockTable& table, const BlockPool& pool,
                               std::uint32_t block_tokens) noexcept;
/// Writes a token; the pool has what `needed_for_token` says. True when it copied a block.
bool append_token(BlockTable& table, BlockPool& pool, std::uint32_t block_tokens);
/// Writes the tokens of a prompt into an empty table.
void append_prompt(BlockTable& table, BlockPool& pool, std::uint32_t tokens,
                   std::uint32_t block_tokens);
/// Another table over the same blocks.
BlockTable fork(const BlockTable& table, BlockPool& pool);
/// Gives all blocks back.
void clear(BlockTable& table, BlockPool& pool);

}  // namespace ahub::sim::pagedkv
