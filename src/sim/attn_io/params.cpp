// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/attn_io/params.hpp"

#include <algorithm>
#include <cmath>

namespace ahub::sim::attn_io {

bool has_forward(const Params& p) { return p.direction != "backward"; }
bool has_backward(const Params& p) { return p.direction != "forward"; }

Blocks blocks_of(const Params& p) {
  const std::int64_t cols = std::min(p.block_c, p.n);
  const std::int64_t rows = p.block_r == 0 ? std::min(p.block_c, p.d) : p.block_r;
  return {static_cast<std::size_t>(cols), static_cast<std::size_t>(std::min(rows, p.n))};
}

std::vector<ParamRow<Params>> param_rows() {
  return {
      {"direction",
       &Params::direction,
       0,
       0,
       "",
       "Passes whose traffic is counted; the backward pass starts from a forward pass that is run "
       "but not counted.",
       {"both", "forward", "backward"}},
      {"n", &Params::n, 1, 4096, "tokens", "Length of the sequence, N."},
      {"d", &Params::d, 1, 512, "elements", "Width of a head."},
      {"block_c", &Params::block_c, 1, 4096, "tokens",
       "Rows of K and V in a block, B_c; 384 is 192 KiB of half precision over 4 d."},
      {"block_r", &Params::block_r, 0, 4096, "tokens",
       "Rows of Q and O in a block, B_r; 0 is the smaller of block_c and d."},
      {"heads", &Params::heads, 1, 1024, "", "Heads: counts of bytes are for all of them."},
      {"batch", &Params::batch, 1, 65536, "", "Sequences in the batch, each with all heads."},
      {"element_bytes", &Params::element_bytes, 1, 8, "B",
       "Size of an element in HBM and on chip; statistics take 4, arithmetic is in 4."},
      {"sram_bytes", &Params::sram_bytes, 1024, 1 << 30, "B",
       "Capacity of the chip for one head's blocks; more is refused."},
      {"standard_squares", &Params::standard_squares, 0, 100, "",
       "Passes over N x N elements in the fitted standard implementation, forward and backward."},
      {"standard_rows", &Params::standard_rows, 0, 100, "",
       "Passes over N x d elements in the fitted standard implementation."},
  };
}

std::vector<OutputInfo> output_infos() {
  return {
      {"hbm_flash", true, "B", "Traffic of FlashAttention in the chosen direction, all heads."},
      {"hbm_naive", true, "B", "Traffic of plain attention in the chosen direction, all heads."},
      {"reduction_naive", false, "x", "Traffic of plain attention over that of FlashAttention."},
      {"sram_flash", true, "B", "Most bytes that FlashAttention's blocks held on chip at once."},
      {"hbm_standard", true, "B",
       "Both directions: traffic of the fitted standard implementation, all heads."},
      {"reduction_standard", false, "x",
       "Both directions: fitted standard traffic over that of FlashAttention."},
      {"hbm_flash_forward", true, "B", "Traffic of FlashAttention, forward, all heads."},
      {"hbm_flash2_forward", true, "B", "Traffic of FlashAttention-2, forward, all heads."},
      {"hbm_naive_forward", true, "B", "Traffic of plain attention, forward, all heads."},
      {"io_constant", false, "1",
       "Forward: elements of arrays that cross, times M over N^2 d^2, for M = 4 d B_c elements."},
      {"error_flash", false, "1",
       "Largest difference of FlashAttention's output from double precision."},
      {"error_flash2", false, "1",
       "Largest difference of FlashAttention-2's output from double precision."},
      {"error_naive", false, "1",
       "Largest difference of plain attention's output from double precision."},
      {"difference_flash2", false, "1",
       "Largest difference between the outputs of FlashAttention and FlashAttention-2."},
      {"matmul_ops", true, "count", "Forward: FLOPs of one head's matrix products."},
      {"other_ops_flash", true, "count", "Forward: other operations of FlashAttention, one head."},
      {"other_ops_flash2", true, "count",
       "Forward: other operations of FlashAttention-2, one head."},
      {"other_share_flash", false, "%",
       "Forward: other operations of FlashAttention over those of its matrix products."},
      {"other_share_flash2", false, "%",
       "Forward: other operations of FlashAttention-2 over those of its matrix products."},
      {"other_ops_reduction", false, "x",
       "Forward: other operations of FlashAttention over those of FlashAttention-2."},
      {"hbm_flash_backward", true, "B", "Traffic of FlashAttention, backward, all heads."},
      {"hbm_naive_backward", true, "B", "Traffic of plain attention, backward, all heads."},
      {"error_gradient_flash", false, "1",
       "Largest difference of FlashAttention's dQ, dK and dV from double precision."},
      {"error_gradient_naive", false, "1",
       "Largest difference of plain attention's dQ, dK and dV from double precision."},
  };
}

std::vector<std::string> outputs_of(const Params& p) {
  std::vector<std::string> names{"hbm_flash", "hbm_naive", "reduction_naive", "sram_flash"};
  const auto add = [&](std::initializer_list<const char*> list) {
    names.insert(names.end(), list.begin(), list.end());
  };
  if (p.direction == "both") add({"hbm_standard", "reduction_standard"});
  if (has_forward(p)) {
    add({"hbm_flash_forward", "hbm_flash2_forward", "hbm_naive_forward", "io_constant",
         "error_flash", "error_flash2", "error_naive", "difference_flash2", "matmul_ops",
         "other_ops_flash", "other_ops_flash2", "other_share_flash", "other_share_flash2",
         "other_ops_reduction"});
  }
  if (has_backward(p)) {
    add({"hbm_flash_backward", "hbm_naive_backward", "error_gradient_flash",
         "error_gradient_naive"});
  }
  return names;
}

Cost cost(const Params& p) {
  const auto n = static_cast<double>(p.n), d = static_cast<double>(p.d);
  const Blocks blocks = blocks_of(p);
  // Forward: 2 products each of four kernels; backward: 5 or 4 each of three. Sixteen
  // multiply-adds a step; each block costs its rows and columns once more, and a call.
  const double products = has_backward(p) ? 22 : 8;
  const double pairs = std::ceil(n / static_cast<double>(blocks.rows)) *
                       std::ceil(n / static_cast<double>(blocks.cols));
  const double block = static_cast<double>(blocks.rows + blocks.cols) * d + 1000;
  return {products * n * n * d / 16 + 20 * n * n + 8 * pairs * block,
          (has_backward(p) ? 12 : 4) * n * n + 1500 * n + 80 * n * d +
              40 * static_cast<double>(blocks.rows + blocks.cols) * d};
}

}  // namespace ahub::sim::attn_io
