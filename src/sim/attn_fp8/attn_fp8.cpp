// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The `attn-fp8` model: how far attention in 16 and 8 bits is from double precision on inputs with
// outliers, and what block quantisation and incoherent processing of FlashAttention-3 gain.
#include <algorithm>
#include <array>
#include <cmath>

#include "sim/attn_fp8/attention.hpp"
#include "sim/declare.hpp"
#include "sim/round.hpp"

namespace ahub::sim {
namespace {

using namespace attn_fp8;

/// Units and ranges are in `param_rows`.
struct Params {
  std::int64_t n = 2048, d = 128, rows = 512, seeds = 4, block = 128;
  double outlier_probability = 0.001, outlier_scale = 10;
};

/// The kinds of arithmetic that are compared, in the order of `kNames`.
enum Variant { fp16_standard, fp16_flash, fp8_base, fp8_rescaled, fa3, no_block, no_incoherent };
constexpr std::array<std::string_view, 7> kNames{
    "rmse_fp16_standard", "rmse_fp16_flash", "rmse_fp8_base",     "rmse_fp8_rescaled",
    "rmse_fa3",           "rmse_no_block",   "rmse_no_incoherent"};
using Errors = std::array<double, kNames.size()>;  ///< Mean squares.

/// One head's inputs; queries, keys and values one after another from one stream, for each entry
/// two normals and one uniform whether the second counts.
struct Tensors {
  Matrix<double> q, k, v;
};

Matrix<double> with_outliers(const Params& p, Draws& draws) {
  Matrix<double> x(static_cast<std::size_t>(p.n), static_cast<std::size_t>(p.d));
  for (double& value : x.values) {
    const double common = draws.normal(), rare = draws.normal();
    const bool outlier = draws.uniform() < p.outlier_probability;
    value = common + (outlier ? p.outlier_scale * rare : 0);
  }
  return x;
}

Tensors draw_tensors(const Params& p, std::int64_t seed) {
  Draws draws(seed);
  Tensors x;
  x.q = with_outliers(p, draws);
  x.k = with_outliers(p, draws);
  x.v = with_outliers(p, draws);
  return x;
}

template <class T>
Matrix<T> first_rows(const Matrix<T>& x, std::size_t count) {
  Matrix<T> head(count, x.cols);
  std::copy_n(x.values.begin(), head.values.size(), head.values.begin());
  return head;
}

/// All rows decide the scales of Q, the first ones are scored.
Scaled first_rows(const Scaled& x, std::size_t count) {
  return {first_rows(x.values, count), x.block, x.scales};
}

double mean_square(const Matrix<float>& found, const Matrix<double>& exact) {
  double sum = 0;
  for (std::size_t i = 0; i < found.values.size(); ++i) {
    const double error = double{found.values[i]} - exact.values[i];
    sum += error * error;
  }
  return sum / static_cast<double>(found.values.size());
}

Errors errors_of(const Params& p, std::int64_t seed, const Context& context) {
  const auto rows = static_cast<std::size_t>(p.rows), n = static_cast<std::size_t>(p.n),
             block = static_cast<std::size_t>(p.block);
  const Tensors x = draw_tensors(p, seed);
  context.deadline.check();
  const Matrix<double> exact = exact_attention(first_rows(x.q, rows), x.k, x.v);
  Draws draws(seed, "signs");
  const std::vector<float> signs = random_signs(static_cast<std::size_t>(p.d), draws);
  const Matrix<float> q = half(x.q), k = half(x.k), v = half(x.v);
  const Matrix<float> turned_q = rotated(q, signs), turned_k = rotated(k, signs);
  const auto quantised = [&](const Matrix<float>& queries, const Matrix<float>& keys,
                             std::size_t size) {
    return Operands{first_rows(quantise(queries, size), rows), quantise(keys, size),
                    quantise(v, size)};
  };
  Errors errors{};
  const auto score = [&](Variant variant, const Matrix<float>& found) {
    errors[variant] = mean_square(found, exact);
    context.deadline.check();
  };
  using enum Probabilities;
  const Operands halves{unscaled(first_rows(q, rows)), unscaled(k), unscaled(v)};
  score(fp16_standard, standard_attention(halves, Probabilities::half));
  score(fp16_flash, flash_attention(halves, block, Probabilities::half));
  const Operands whole = quantised(q, k, n);
  score(fp8_base, standard_attention(whole, e4m3));
  score(fp8_rescaled, standard_attention(whole, e4m3_of_448));
  score(fa3, flash_attention(quantised(turned_q, turned_k, block), block, e4m3));
  score(no_block, flash_attention(quantised(turned_q, turned_k, n), block, e4m3));
  score(no_incoherent, flash_attention(quantised(q, k, block), block, e4m3));
  return errors;
}

std::vector<ParamRow<Params>> param_rows() {
  return {
      {"n", &Params::n, 16, 16'384, "tokens", "Keys and values, N."},
      {"d", &Params::d, 8, 256, "elements", "Width of the head; a power of two."},
      {"rows", &Params::rows, 1, 16'384, "tokens", "Queries that are scored: the first of N."},
      {"seeds", &Params::seeds, 1, 64, "seeds",
       "Independent inputs, from the run's seed on; their mean square errors are averaged."},
      {"block", &Params::block, 16, 1024, "tokens",
       "Rows with one scale under block quantisation, and keys in a block of the kernel."},
      {"outlier_probability", &Params::outlier_probability, 0, 1, "fraction",
       "Probability that an entry has the second normal added."},
      {"outlier_scale", &Params::outlier_scale, 0, 1000, "1",
       "Standard deviation of the second normal; the first has 1."},
  };
}

std::vector<OutputInfo> output_infos() {
  return {
      {"fp8_ratio", false, "x", "Error of the 8-bit baseline over that of FlashAttention-3."},
      {"fp8_ratio_least", false, "x", "The same for the seed where it is least."},
      {"fp8_ratio_most", false, "x", "The same for the seed where it is most."},
      {"fp16_ratio", false, "x",
       "Error of standard attention in half precision over that of the tiled kernel."},
      {"no_block_ratio", false, "x",
       "Error without block quantisation over that of FlashAttention-3."},
      {"no_incoherent_ratio", false, "x",
       "Error without incoherent processing over that of FlashAttention-3."},
      {"rmse_fp16_standard", false, "1",
       "Standard attention, scores and softmax written out in half precision."},
      {"rmse_fp16_flash", false, "1", "Tiled attention, scores in single precision."},
      {"rmse_fp8_base", false, "1",
       "Standard attention with one scale for each tensor; softmax to e4m3 as it is."},
      {"rmse_fp8_rescaled", false, "1", "The same with softmax scaled to the range of e4m3."},
      {"rmse_fa3", false, "1", "Block quantisation and incoherent processing."},
      {"rmse_no_block", false, "1", "Incoherent processing, one scale for each tensor."},
      {"rmse_no_incoherent", false, "1", "Block quantisation without incoherent processing."},
  };
}

Fidelity fidelity(const Params&) { return Fidelity::numeric; }

std::vector<std::string> outputs_of(const Params&) {
  std::vector<std::string> names;
  for (const OutputInfo& info : output_infos()) names.push_back(info.name);
  return names;
}

Cost cost(const Params& p) {
  const auto n = static_cast<double>(p.n), d = static_cast<double>(p.d),
             rows = static_cast<double>(p.rows), seeds = static_cast<double>(p.seeds);
  // Two products each: one in double, seven in single precision, sixteen multiply-adds a step.
  // Drawing and quantising take some 60 steps an entry, rounding of scores and softmax 10 a pair.
  return {seeds * (rows * n * d + 3 * 60 * n * d + 60 * rows * n), 24 * rows * n + 150 * n * d};
}

std::vector<Output> simulate(const Params& p, std::int64_t seed, const Context& context) {
  if ((p.d & (p.d - 1)) != 0) refuse_parameter("d", p.d, "a power of two");
  if (p.rows > p.n) refuse_parameter("rows", p.rows, "at most n");
  Errors pooled{};
  double least = 0, most = 0;
  for (std::int64_t i = 0; i < p.seeds; ++i) {
    // Wraps around at the end of the range, as unsigned numbers do.
    const auto each =
        static_cast<std::int64_t>(static_cast<std::uint64_t>(seed) + static_cast<std::uint64_t>(i));
    const Errors errors = errors_of(p, each, context);
    for (std::size_t j = 0; j < errors.size(); ++j)
      pooled[j] += errors[j] / static_cast<double>(p.seeds);
    const double ratio = std::sqrt(errors[fp8_base] / errors[fa3]);
    least = i == 0 ? ratio : std::min(least, ratio);
    most = std::max(most, ratio);
  }
  const auto ratio = [&](Variant a, Variant b) {
    return rounded(std::sqrt(pooled[a] / pooled[b]));
  };
  std::vector<Output> outputs{
      {"fp8_ratio", ratio(fp8_base, fa3)},      {"fp8_ratio_least", rounded(least)},
      {"fp8_ratio_most", rounded(most)},        {"fp16_ratio", ratio(fp16_standard, fp16_flash)},
      {"no_block_ratio", ratio(no_block, fa3)}, {"no_incoherent_ratio", ratio(no_incoherent, fa3)}};
  for (std::size_t j = 0; j < pooled.size(); ++j)
    outputs.push_back({std::string(kNames[j]), rounded(std::sqrt(pooled[j]))});
  return outputs;
}

}  // namespace

Simulator attn_fp8_simulator() {
  const About about{
      "attn-fp8",
      1,
      "Error of attention in half precision and in e4m3, with and without FlashAttention-3's care.",
      "One head with outliers: each entry is a standard normal, plus with a small probability "
      "another one of larger deviation. Seven kinds of arithmetic compute the first rows; their "
      "root "
      "mean square error is against double precision on the inputs before any rounding, pooled "
      "over "
      "seeds. Incoherent processing multiplies queries and keys by random signs and a Hadamard "
      "matrix; block quantisation gives each block of rows a scale. Sums are in single precision "
      "and "
      "in a fixed order; the order and width of sums in tensor cores are left out.",
      "FlashAttention-3 (arXiv:2407.08608), sections 3.3 and 4.3, algorithm 1 and table 3; "
      "shapes "
      "are not stated there",
      {"fp8_ratio"}};
  return make_simulator<Params>(about, param_rows(), output_infos(),
                                {fidelity, outputs_of, cost, simulate});
}

}  // namespace ahub::sim
