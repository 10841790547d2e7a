// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/quant/params.hpp"

#include <algorithm>

namespace ahub::sim {
namespace {

using P = QuantParams;
using Rows = std::vector<ParamRow<P>>;

void add_layer(Rows& rows) {
  rows.insert(
      rows.end(),
      {{"rows", &P::rows, 1, 4096, "", "Output channels of the generated layer."},
       {"cols", &P::cols, 1, 4096, "", "Input channels of the generated layer."},
       {"tokens", &P::tokens, 1, 65'536, "tokens",
        "Calibration tokens of the generated activations; kivi: tokens in the cache."},
       {"weight_law",
        &P::weight_law,
        0,
        0,
        "",
        "Law of the generated weights; auto: student-t for rtn and awq, else gaussian.",
        {"auto", "gaussian", "student-t"}},
       {"weight_nu", &P::weight_nu, 1, 100, "", "student-t: degrees of freedom."},
       {"weight_spread", &P::weight_spread, 0, 3, "",
        "student-t: standard deviation of the logarithm of an input channel's scale."},
       {"activation_law",
        &P::activation_law,
        0,
        0,
        "",
        "Law of the generated activations; auto: outliers for rtn and awq, low-rank for gptq, "
        "persistent for smoothquant.",
        {"auto", "white", "low-rank", "outliers", "low-rank-outliers", "persistent"}},
       {"rho", &P::rho, 0, 1, "fraction",
        "low-rank: part of the activations' variance that common factors carry."},
       {"rank", &P::rank, 1, 1024, "", "low-rank: number of the common factors."},
       {"channel_spread", &P::channel_spread, 0, 3, "",
        "outliers, persistent: standard deviation of the logarithm of a channel's scale."},
       {"outliers", &P::outliers, 0, 4096, "",
        "outliers, persistent: number of outlier channels, at most cols."},
       {"outlier_scale", &P::outlier_scale, 1, 1e4, "x",
        "outliers: standard deviation of an outlier channel, times a draw from 0.5 to 1.5."},
       {"persistent_scale", &P::persistent_scale, 1, 1e4, "x",
        "persistent: size that an outlier channel has in every token, times a draw from 0.5 to 1."},
       {"weights",
        &P::weights,
        0,
        0,
        "",
        "A .npy or .safetensors file, outputs x inputs, instead of generated weights.",
        {},
        true},
       {"weights_tensor", &P::weights_tensor, 0, 0, "",
        "Name of the tensor in a .safetensors file; empty: its only matrix."},
       {"activations",
        &P::activations,
        0,
        0,
        "",
        "A .npy or .safetensors file, tokens x inputs, instead of generated activations.",
        {},
        true},
       {"activations_tensor", &P::activations_tensor, 0, 0, "",
        "Name of the tensor in a .safetensors file; empty: its only matrix."}});
}

void add_methods(Rows& rows) {
  rows.insert(
      rows.end(),
      {{"bits", &P::bits, 2, 8, "bits", "rtn, awq, gptq: width of a weight."},
       {"group", &P::group, 0, 4096, "elements",
        "rtn, awq, gptq: weights of a row that share a grid; 0: the whole row."},
       {"salient", &P::salient, 0, 1, "fraction",
        "awq: part of the input channels that is kept, or scaled in the table of step sizes."},
       {"damping", &P::damping, 0, 1, "fraction",
        "gptq: what is added to the Hessian's diagonal, of its mean."},
       {"block", &P::block, 1, 4096, "", "gptq: columns of a lazy batch."},
       {"int_bits", &P::int_bits, 2, 8, "bits", "smoothquant: width of weights and activations."},
       {"alpha", &P::alpha, 0, 1, "",
        "smoothquant: migration strength, 0 leaves the activations and 1 the weights as they are."},
       {"heads", &P::heads, 1, 64, "", "kivi: attention heads, each with a cache of its own."},
       {"head_size", &P::head_size, 1, 512, "", "kivi: channels of a head."},
       {"queries", &P::queries, 1, 1024, "", "kivi: queries of a head."},
       {"cache_bits", &P::cache_bits, 1, 8, "bits", "kivi: width of keys and values."},
       {"cache_group", &P::cache_group, 1, 4096, "elements",
        "kivi: elements that share a scale and a zero point."},
       {"residual", &P::residual, 0, 65'536, "tokens", "kivi: last tokens that stay as they are."},
       {"key_outlier", &P::key_outlier, 0, 1000, "x",
        "kivi: size of the mean of four key channels, times a draw from 0.75 to 1.25."},
       {"value_sink", &P::value_sink, 0, 10, "x",
        "kivi: scale of the values of the tokens that queries attend to most."},
       {"query_gain", &P::query_gain, 0, 10, "x",
        "kivi: how strongly a query points to three of those tokens."}});
}

}  // namespace

std::string QuantParams::weights_follow() const {
  if (weight_law != "auto") return weight_law;
  return method == "rtn" || method == "awq" ? "student-t" : "gaussian";
}

std::string QuantParams::activations_follow() const {
  if (activation_law != "auto") return activation_law;
  return method == "gptq" ? "low-rank" : method == "smoothquant" ? "persistent" : "outliers";
}

Rows quant_param_rows() {
  Rows rows{{"method",
             &P::method,
             0,
             0,
             "",
             "What is run; each against round-to-nearest (rtn) on the same layer.",
             {"rtn", "awq", "gptq", "smoothquant", "kivi"}}};
  add_layer(rows);
  add_methods(rows);
  return rows;
}

Cost quant_cost(const QuantParams& p) {
  constexpr double kPerStep = 16, kPerDraw = 20;  // Multiply-adds in a step, steps in a draw.
  const auto r = static_cast<double>(p.rows), c = static_cast<double>(p.cols),
             n = static_cast<double>(p.tokens), k = static_cast<double>(p.rank);
  if (p.method == "kivi") {
    const auto heads = static_cast<double>(p.heads), d = static_cast<double>(p.head_size),
               q = static_cast<double>(p.queries);
    return {heads * (n * d * 5 * kPerDraw + q * n * (10 * d / kPerStep + 4 * kPerDraw)),
            8 * (n * d * 8 + q * (n * 5 + d * 4))};
  }
  const double made = kPerDraw * (5 * r * c + c * n) + c * n * k / kPerStep;
  const double bytes = 8 * (12 * r * c + 4 * c * n + 4 * c * c);
  if (p.method == "smoothquant")
    return {made + 16 * (r * c * n / kPerStep + 4 * c * (n + r)), bytes + 24 * r * n};
  const double gram = c * c * n / 2 / kPerStep, evaluations = p.method == "awq" ? 31 : 4;
  const double through = p.method == "gptq" ? c : std::min(c, n);
  const double inverse = p.method == "gptq" ? c * c * (c / 2 + 3 * r / 2) / kPerStep : 0;
  return {made + gram + inverse + evaluations * r * c * (through / kPerStep + 8), bytes};
}

}  // namespace ahub::sim
