// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Settings and outputs of `attn-io`.
#pragma once

#include "sim/attn_io/flash.hpp"
#include "sim/declare.hpp"

namespace ahub::sim::attn_io {

/// Units and ranges are in `param_rows`.
struct Params {
  std::string direction = "both";
  std::int64_t n = 1024, d = 64, block_c = 384, block_r = 0;
  std::int64_t heads = 16, batch = 64;
  std::int64_t element_bytes = 2, sram_bytes = 1'048'576;
  double standard_squares = 18, standard_rows = 12;
};

bool has_forward(const Params& p);
bool has_backward(const Params& p);
Blocks blocks_of(const Params& p);

std::vector<ParamRow<Params>> param_rows();
std::vector<OutputInfo> output_infos();
std::vector<std::string> outputs_of(const Params& p);
Cost cost(const Params& p);

}  // namespace ahub::sim::attn_io
