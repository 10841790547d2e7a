// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The `gpu-grid` model: what counting alone says about an attention kernel on a GPU. How full the
// waves of thread blocks are, how much of the time exponentials take beside matrix products, and
// the least time that FLOPs and bytes need. In exact fractions of the decimals given.
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "sim/arith/rational.hpp"
#include "sim/declare.hpp"

namespace ahub::sim {
namespace {

using arith::from_written;
using arith::Rational;

/// Defaults: one sequence of 16k tokens with 16 heads of 128, as the longest point of
/// FlashAttention-2 (arXiv:2307.08691, section 4.1: 16k tokens, hidden size 2048); 108
/// multiprocessors as it names for an A100; rates of an H100 SXM5 as in FlashAttention-3
/// (arXiv:2407.08608, section 3.1: 989 TFLOP/s FP16, 3.9e12 exponentials a second), its
/// bandwidth 3.35 TB/s from the data sheet.
struct GpuGridParams {
  std::int64_t batch = 1, heads = 16, sequence = 16'384, head_dim = 128;
  std::string mask = "none";
  std::int64_t multiprocessors = 108, blocks_per_multiprocessor = 1, row_block = 128;
  double matmul_rate = 989, exp_rate = 3.9, bandwidth = 3.35;
  std::int64_t element_bits = 16;
  double traffic = 0, time = 0;
};

/// Blocks of one length on the places of a GPU, wave by wave.
struct Grid {
  Grid(std::int64_t count, const GpuGridParams& p) : blocks(count) {
    const std::int64_t places = p.multiprocessors * p.blocks_per_multiprocessor;
    waves = (blocks + places - 1) / places;
    efficiency = Rational(blocks, arith::Integer(waves) * places);
  }
  std::int64_t blocks, waves;
  Rational efficiency;  ///< Places that are taken, over all waves.
};

/// FLOPs of a forward pass: 4 N^2 d for each head and sequence, half of it under a causal mask
/// (FlashAttention-2, section 4.1).
Rational flops(const GpuGridParams& p) {
  const Rational all = Rational(4) * p.sequence * p.sequence * p.head_dim * p.heads * p.batch;
  return p.mask == "causal" ? all / 2 : all;
}

/// Bytes between memory and chip: as given, or queries, keys, values and outputs once.
Rational traffic_bytes(const GpuGridParams& p) {
  if (p.traffic > 0) return from_written(p.traffic) * 1'000'000'000;
  return Rational(4) * p.sequence * p.head_dim * p.heads * p.batch * p.element_bits / 8;
}

std::vector<Output> count(const GpuGridParams& p) {
  const Rational tera(1'000'000'000'000);
  const std::int64_t row_blocks = (p.sequence + p.row_block - 1) / p.row_block;
  const Grid by_head(p.batch * p.heads, p), by_row(p.batch * p.heads * row_blocks, p);

  // A score takes 4 d FLOPs in the two products and one exponential (FlashAttention-3,
  // section 3.1).
  const Rational exp_ratio =
      from_written(p.matmul_rate) / (from_written(p.exp_rate) * Rational(4 * p.head_dim));
  const Rational serial = 1 / (1 + exp_ratio);
  const Rational overlapped = std::min(Rational(1), 1 / exp_ratio);

  const Rational work = flops(p), bytes = traffic_bytes(p);
  const Rational compute = work / (from_written(p.matmul_rate) * tera) * 1000;
  const Rational memory = bytes / (from_written(p.bandwidth) * tera) * 1000;

  const auto real = [](const Rational& value) { return arith::to_double(value); };
  std::vector<Output> outputs{
      {"head_blocks", by_head.blocks},
      {"head_waves", by_head.waves},
      {"head_efficiency", real(by_head.efficiency)},
      {"row_blocks", by_row.blocks},
      {"row_waves", by_row.waves},
      {"row_efficiency", real(by_row.efficiency)},
      {"grid_gain", real(by_row.efficiency / by_head.efficiency)},
      {"exp_ratio", real(exp_ratio)},
      {"serial_bound", real(serial * 100)},
      {"overlap_bound", real(overlapped * 100)},
      {"flops", real(work / 1'000'000'000)},
      {"intensity", real(work / bytes)},
      {"ridge", real(from_written(p.matmul_rate) / from_written(p.bandwidth))},
      {"compute_floor", real(compute)},
      {"memory_floor", real(memory)},
      {"floor", real(std::max(compute, memory))},
  };
  if (p.time > 0) {
    const Rational time = from_written(p.time);
    outputs.push_back({"throughput", real(work / time * 1000 / tera)});
    outputs.push_back({"compute_share", real(compute / time * 100)});
    outputs.push_back({"memory_share", real(memory / time * 100)});
  }
  return outputs;
}

std::vector<ParamRow<GpuGridParams>> param_rows() {
  return {
      {"batch", &GpuGridParams::batch, 1, 100'000, "", "Sequences at once."},
      {"heads", &GpuGridParams::heads, 1, 1024, "", "Heads of a sequence."},
      {"sequence", &GpuGridParams::sequence, 1, 10'000'000, "tokens", "Length of each sequence."},
      {"head_dim", &GpuGridParams::head_dim, 1, 1024, "elements", "Width of a head."},
      {"mask",
       &GpuGridParams::mask,
       0,
       0,
       "",
       "A causal mask halves the FLOPs, by the papers' convention.",
       {"none", "causal"}},
      {"multiprocessors", &GpuGridParams::multiprocessors, 1, 10'000, "",
       "Multiprocessors of the GPU."},
      {"blocks_per_multiprocessor", &GpuGridParams::blocks_per_multiprocessor, 1, 32, "",
       "Thread blocks that one multiprocessor runs at a time."},
      {"row_block", &GpuGridParams::row_block, 1, 4096, "tokens",
       "Query rows of one block of the row grid."},
      {"matmul_rate", &GpuGridParams::matmul_rate, 0.001, 1e6, "TFLOP/s",
       "Peak rate of matrix products."},
      {"exp_rate", &GpuGridParams::exp_rate, 0.001, 1e6, "",
       "Peak rate of exponentials, 10^12 a second."},
      {"bandwidth", &GpuGridParams::bandwidth, 0.001, 1e6, "TB/s", "Peak rate of the memory."},
      {"element_bits", &GpuGridParams::element_bits, 1, 64, "",
       "Bits of an element of queries, keys, values and outputs."},
      {"traffic", &GpuGridParams::traffic, 0, 1e9, "GB",
       "Bytes moved, such as weights and cache of a decoding step; 0 for queries, keys, values and "
       "outputs once."},
      {"time", &GpuGridParams::time, 0, 1e9, "ms",
       "A measured time to compare with the floors; 0 for none."},
  };
}

std::vector<OutputInfo> output_infos() {
  return {
      {"head_blocks", true, "", "Blocks of the head grid: one for each head of each sequence."},
      {"head_waves", true, "", "Rounds in which the GPU runs them."},
      {"head_efficiency", false, "fraction", "Places taken in these rounds."},
      {"row_blocks", true, "", "Blocks of the row grid: one for each block of query rows as well."},
      {"row_waves", true, "", "Rounds in which the GPU runs them."},
      {"row_efficiency", false, "fraction", "Places taken in these rounds."},
      {"grid_gain", false, "x", "Efficiency of the row grid over that of the head grid."},
      {"exp_ratio", false, "x", "Time of the exponentials over that of the matrix products."},
      {"serial_bound", false, "%",
       "Most of the peak rate of products when exponentials wait for them and they for "
       "exponentials."},
      {"overlap_bound", false, "%", "The same when both run at once."},
      {"flops", false, "GFLOP", "Work of the forward pass."},
      {"intensity", false, "", "FLOPs a byte moved."},
      {"ridge", false, "", "FLOPs a byte from which on products, not memory, set the floor."},
      {"compute_floor", false, "ms", "Least time for the products."},
      {"memory_floor", false, "ms", "Least time for the bytes."},
      {"floor", false, "ms", "The longer of both."},
      {"throughput", false, "TFLOP/s", "Only with a measured time: work over it."},
      {"compute_share", false, "%", "Only with a measured time: the products' floor over it."},
      {"memory_share", false, "%", "Only with a measured time: the bytes' floor over it."},
  };
}

/// A time or traffic far below any clock would give rates that no double holds.
std::optional<SettingProblem> check(const GpuGridParams& p) {
  constexpr double kLeast = 1e-9;
  const auto problem = [&](std::string name, double value) {
    std::string message = fmt::format("parameter '{}' is {}, it takes 0 or at least {}", name,
                                      format_real(value), format_real(kLeast));
    return SettingProblem{
        SettingProblem::Kind::out_of_range, std::move(name), std::move(message), {}, {}};
  };
  if (p.time > 0 && p.time < kLeast) return problem("time", p.time);
  if (p.traffic > 0 && p.traffic < kLeast) return problem("traffic", p.traffic);
  return std::nullopt;
}

Fidelity fidelity(const GpuGridParams&) { return Fidelity::arithmetic; }

std::vector<std::string> outputs_of(const GpuGridParams& p) {
  std::vector<std::string> names;
  for (const Output& output : count(p)) names.push_back(output.name);
  return names;
}

Cost cost(const GpuGridParams&) { return {1000, 10'000}; }

std::vector<Output> simulate(const GpuGridParams& p, std::int64_t, const Context&) {
  return count(p);
}

}  // namespace

Simulator gpu_grid_simulator() {
  const About about{
      "gpu-grid",
      1,
      "Waves of thread blocks and roofline bounds of an attention kernel, by counting.",
      "A counting model: nothing is executed and no time is predicted. Blocks of equal length run "
      "in waves over the multiprocessors; the head grid has one block for each head of each "
      "sequence (FlashAttention), the row grid one for each block of query rows as well "
      "(FlashAttention-2). Each score costs 4 d FLOPs and one exponential at their peak rates, one "
      "after the other or at once. Floors are FLOPs and bytes over peak rates: a measured time "
      "below a floor is wrong, one above it may have any reason. Clock changes, launch costs, "
      "caches, uneven blocks under a mask and the softmax besides its exponentials are left out.",
      "FlashAttention-2 (arXiv:2307.08691), sections 3.2 and 4.1; FlashAttention-3 "
      "(arXiv:2407.08608), section 3.1; Williams et al., Roofline (CACM 52, 2009)",
      {"grid_gain"}};
  return make_simulator<GpuGridParams>(about, param_rows(), output_infos(),
                                       {fidelity, outputs_of, cost, simulate, check});
}

}  // namespace ahub::sim
