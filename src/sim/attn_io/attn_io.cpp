// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The `attn-io` model: exact attention, tiled and plain, really computed on random inputs while
// every element that crosses between HBM and the chip is counted. Counts are of one head and scale
// with heads x batch; times, caches and the order of blocks on real hardware are left out.
#include <algorithm>
#include <cmath>

#include "sim/attn_io/params.hpp"
#include "sim/attn_io/standard.hpp"
#include "sim/draws.hpp"
#include "sim/round.hpp"

namespace ahub::sim {
namespace {

using namespace attn_io;

Array normal_array(const Params& p, std::int64_t seed, std::string_view role) {
  Draws draws(seed, role);
  Array array(static_cast<std::size_t>(p.n), static_cast<std::size_t>(p.d));
  for (float& value : array.values) value = static_cast<float>(draws.normal());
  return array;
}

template <class T>
double largest_difference(const Array& found, const Matrix<T>& exact) {
  double largest = 0;
  for (std::size_t i = 0; i < found.values.size(); ++i)
    largest = std::max(largest, std::abs(double{found.values[i]} - double{exact.values[i]}));
  return largest;
}

double largest_difference(const Gradients& found, const Reference& exact) {
  return std::max({largest_difference(found.dq, exact.dq), largest_difference(found.dk, exact.dk),
                   largest_difference(found.dv, exact.dv)});
}

double ratio(std::int64_t a, std::int64_t b) {
  return rounded(static_cast<double>(a) / static_cast<double>(b));
}

/// Four digits: the reference's own last bits, which the C library decides, are a billionth of it.
double error(double difference) { return rounded(difference, 4); }

/// Everything that one run compares.
struct Runs {
  Inputs in;
  Array d_output;
  Forward flash;
  StandardForward naive;
  Reference exact;
};

/// Traffic in bytes of all heads.
struct Bytes {
  std::int64_t flash = 0, naive = 0;
};

Bytes bytes_of(const Params& p, const Traffic& flash, const Traffic& naive) {
  const std::int64_t heads = p.heads * p.batch;
  return {flash.bytes(p.element_bytes) * heads, naive.bytes(p.element_bytes) * heads};
}

void add_operations(const Operations& flash, const Operations& flash2, std::vector<Output>& out) {
  out.push_back({"matmul_ops", flash.matmul});
  out.push_back({"other_ops_flash", flash.other});
  out.push_back({"other_ops_flash2", flash2.other});
  out.push_back({"other_share_flash", rounded(100 * static_cast<double>(flash.other) /
                                              static_cast<double>(flash.matmul))});
  out.push_back({"other_share_flash2", rounded(100 * static_cast<double>(flash2.other) /
                                               static_cast<double>(flash2.matmul))});
  out.push_back({"other_ops_reduction", ratio(flash.other, flash2.other)});
}

void add_forward(const Params& p, const Runs& runs, const Bytes& bytes, const Traffic& flash,
                 std::vector<Output>& out) {
  Chip chip(p.sram_bytes, p.element_bytes);
  const Forward flash2 = flash2_forward(runs.in, blocks_of(p), chip);
  const auto n = static_cast<double>(p.n), d = static_cast<double>(p.d);
  const double m = 4 * d * static_cast<double>(p.block_c);
  out.push_back({"hbm_flash_forward", bytes.flash});
  out.push_back({"hbm_flash2_forward", bytes_of(p, chip.traffic(), {}).flash});
  out.push_back({"hbm_naive_forward", bytes.naive});
  out.push_back(
      {"io_constant", rounded(static_cast<double>(flash.elements) * m / (n * n * d * d))});
  out.push_back({"error_flash", error(largest_difference(runs.flash.output, runs.exact.output))});
  out.push_back({"error_flash2", error(largest_difference(flash2.output, runs.exact.output))});
  out.push_back({"error_naive", error(largest_difference(runs.naive.output, runs.exact.output))});
  out.push_back({"difference_flash2", error(largest_difference(runs.flash.output, flash2.output))});
  add_operations(runs.flash.operations, flash2.operations, out);
}

Bytes add_backward(const Params& p, const Runs& runs, Chip& chip, std::vector<Output>& out) {
  Traffic naive_traffic;
  const Gradients flash = flash_backward(runs.in, runs.flash, runs.d_output, blocks_of(p), chip);
  const Gradients naive = standard_backward(runs.in, runs.naive, runs.d_output, naive_traffic);
  const Bytes bytes = bytes_of(p, chip.traffic(), naive_traffic);
  out.push_back({"hbm_flash_backward", bytes.flash});
  out.push_back({"hbm_naive_backward", bytes.naive});
  out.push_back({"error_gradient_flash", error(largest_difference(flash, runs.exact))});
  out.push_back({"error_gradient_naive", error(largest_difference(naive, runs.exact))});
  return bytes;
}

/// The fitted standard implementation, both directions; a half element rounds to the nearest.
std::int64_t standard_bytes(const Params& p) {
  const auto n = static_cast<double>(p.n), d = static_cast<double>(p.d);
  const double elements = p.standard_squares * n * n + p.standard_rows * n * d;
  return static_cast<std::int64_t>(
      std::round(elements * static_cast<double>(p.element_bytes * p.heads * p.batch)));
}

std::vector<Output> simulate(const Params& p, std::int64_t seed, const Context& context) {
  Runs runs;
  runs.in = {normal_array(p, seed, "queries"), normal_array(p, seed, "keys"),
             normal_array(p, seed, "values"),
             static_cast<float>(1 / std::sqrt(static_cast<double>(p.d)))};
  if (has_backward(p)) runs.d_output = normal_array(p, seed, "gradients");
  Chip forward_chip(p.sram_bytes, p.element_bytes), backward_chip(p.sram_bytes, p.element_bytes);
  Traffic naive_traffic;
  runs.flash = flash_forward(runs.in, blocks_of(p), forward_chip);
  context.deadline.check();
  runs.naive = standard_forward(runs.in, naive_traffic);
  context.deadline.check();
  runs.exact = reference(runs.in, has_backward(p) ? &runs.d_output : nullptr);
  context.deadline.check();

  std::vector<Output> split;
  Bytes total;
  std::int64_t sram = 0;
  if (has_forward(p)) {
    total = bytes_of(p, forward_chip.traffic(), naive_traffic);
    sram = forward_chip.peak_bytes();
    add_forward(p, runs, total, forward_chip.traffic(), split);
    context.deadline.check();
  }
  if (has_backward(p)) {
    const Bytes bytes = add_backward(p, runs, backward_chip, split);
    total.flash += bytes.flash;
    total.naive += bytes.naive;
    sram = std::max(sram, backward_chip.peak_bytes());
  }
  std::vector<Output> outputs{{"hbm_flash", total.flash},
                              {"hbm_naive", total.naive},
                              {"reduction_naive", ratio(total.naive, total.flash)},
                              {"sram_flash", sram}};
  if (p.direction == "both") {
    const std::int64_t standard = standard_bytes(p);
    outputs.push_back({"hbm_standard", standard});
    outputs.push_back({"reduction_standard", ratio(standard, total.flash)});
  }
  outputs.insert(outputs.end(), split.begin(), split.end());
  return outputs;
}

Fidelity fidelity(const Params&) { return Fidelity::numeric; }

}  // namespace

Simulator attn_io_simulator() {
  const About about{
      "attn-io",
      1,
      "Exact attention in tiles: its error, and what crosses between HBM and the chip.",
      "One head of standard normal Q, K, V (and dO) goes through FlashAttention, FlashAttention-2 "
      "(forward), and plain attention that writes its N x N matrices out, all in single precision, "
      "against double precision. Each load and store of a block is counted, and so is each "
      "operation "
      "outside of matrix products. Bytes are for heads x batch heads, statistics in 4 bytes; "
      "arrays "
      "start as zeros in HBM uncounted. The fitted standard implementation is arithmetic: its "
      "numbers "
      "of passes were chosen to give a published total, nothing of it is run. Times, caches, "
      "dropout "
      "and masks are left out.",
      "FlashAttention (arXiv:2205.14135v2), algorithms 0, 1, 3, 4 and theorem 2; FlashAttention-2 "
      "(arXiv:2307.08691), algorithm 1",
      {"hbm_flash"}};
  return make_simulator<Params>(about, param_rows(), output_infos(),
                                {fidelity, outputs_of, cost, simulate});
}

}  // namespace ahub::sim
