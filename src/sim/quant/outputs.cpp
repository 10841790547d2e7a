// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/quant/outputs.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "sim/round.hpp"

namespace ahub::sim {
namespace {

constexpr std::array<std::string_view, 5> kMethods{"rtn", "awq", "gptq", "smoothquant", "kivi"};
enum Methods : unsigned { kRtn = 1, kAwq = 2, kGptq = 4, kSmooth = 8, kKivi = 16, kAll = 31 };

struct Row {
  OutputInfo info;
  unsigned methods;  ///< Which give it.
};

std::vector<Row> make_rows() {
  std::vector<Row> rows{
      {{"nmse", false, "",
        "Error energy of the method's output over the energy of the exact output (kivi: keys per "
        "channel, values per token)."},
       kAll},
      {{"nmse_rtn", false, "",
        "The same for round-to-nearest (smoothquant: per tensor; kivi: keys and values per "
        "token)."},
       kAll & ~kRtn},
      {{"gain", false, "x", "nmse_rtn over nmse."}, kAll & ~kRtn},
      {{"sqnr", false, "dB", "Energy of the exact output over the method's error energy."}, kAll},
      {{"bits", false, "bits", "Stored for an element, with scales and zero points of 16 bits."},
       kAll},
      {{"best_alpha", false, "",
        "Exponent of the least error: awq on a grid of 0.05, smoothquant of 0.1."},
       kAwq | kSmooth},
      {{"keep_gain_activation", false, "x",
        "nmse_rtn over the error with the salient part of the channels kept, by mean activation."},
       kAwq},
      {{"keep_gain_weight", false, "x", "The same with the channels of the largest weight norm."},
       kAwq},
      {{"keep_gain_random", false, "x", "The same with channels drawn at random."}, kAwq},
  };
  for (const auto& [scale, suffix] : step_scales()) {
    rows.push_back({{fmt::format("changed_share_{}", suffix), false, "fraction",
                     "Groups whose step changes when the salient channels are scaled."},
                    kAwq});
    rows.push_back({{fmt::format("step_ratio_{}", suffix), false, "x",
                     "Mean of a group's step after that over before."},
                    kAwq});
    rows.push_back({{fmt::format("step_error_{}", suffix), false, "x",
                     "step_ratio over the scale: what is left of a salient weight's error."},
                    kAwq});
    rows.push_back(
        {{fmt::format("nmse_{}", suffix), false, "", "The layer's error after that."}, kAwq});
  }
  const std::vector<Row> rest{
      {{"nmse_rtn_next_bit", false, "", "Round-to-nearest with one bit more."}, kGptq},
      {{"lazy_identical", true, "",
        "1 when lazy batches of one column, of block and of all columns give the same bits."},
       kGptq},
      {{"sqnr_tensor", false, "dB", "Without smoothing, one scale for all activations."}, kSmooth},
      {{"sqnr_token", false, "dB", "Without smoothing, a scale for each token."}, kSmooth},
      {{"sqnr_channel", false, "dB",
        "Without smoothing, a scale for each input channel, which no integer product allows."},
       kSmooth},
      {{"sqnr_smooth_token", false, "dB", "Smoothed, a scale for each token."}, kSmooth},
      {{"gain_db", false, "dB", "sqnr less sqnr_tensor."}, kSmooth},
      {{"outlier_ratio", false, "x", "Largest over median channel maximum of the activations."},
       kSmooth},
      {{"outlier_ratio_smooth", false, "x", "The same after smoothing."}, kSmooth},
      {{"key_error_token", false, "", "Keys quantised per token: relative error norm."}, kKivi},
      {{"key_error_channel", false, "", "Keys quantised per channel: relative error norm."}, kKivi},
      {{"key_gain", false, "x", "key_error_token over key_error_channel."}, kKivi},
      {{"score_error_token", false, "",
        "Attention after softmax with keys per token: relative error norm."},
       kKivi},
      {{"score_error_channel", false, "", "The same with keys per channel."}, kKivi},
      {{"score_gain", false, "x", "score_error_token over score_error_channel."}, kKivi},
      {{"value_error_token", false, "", "Values quantised per token: relative error norm."}, kKivi},
      {{"value_error_channel", false, "", "Values quantised per channel: relative error norm."},
       kKivi},
      {{"output_error_token", false, "",
        "Attention output, exact keys and values per token: relative error norm."},
       kKivi},
      {{"output_error_channel", false, "", "The same with values per channel."}, kKivi},
      {{"output_gain", false, "x", "output_error_channel over output_error_token."}, kKivi},
      {{"output_error_ct", false, "",
        "Attention output, keys per channel and values per token: relative error norm."},
       kKivi},
      {{"output_error_tt", false, "", "The same, both per token."}, kKivi},
      {{"output_error_cc", false, "", "The same, both per channel."}, kKivi},
      {{"output_error_tc", false, "", "The same, keys per token, values per channel."}, kKivi},
      {{"sparsity", false, "fraction", "Attention weights below 1 % of their row's largest."},
       kKivi},
  };
  rows.insert(rows.end(), rest.begin(), rest.end());
  return rows;
}

const std::vector<Row>& rows() {
  static const std::vector<Row> table = make_rows();
  return table;
}

bool gives(std::string_view method, const Row& row) noexcept {
  const auto index =
      static_cast<unsigned>(std::find(kMethods.begin(), kMethods.end(), method) - kMethods.begin());
  return ((row.methods >> index) & 1U) != 0;
}

Json value_of(const OutputInfo& info, const Measures& measures) {
  const auto found = std::find_if(measures.begin(), measures.end(),
                                  [&](const auto& each) { return each.first == info.name; });
  if (found == measures.end())
    throw Error(ErrorKind::internal, "output", fmt::format("'{}' was not measured", info.name));
  if (info.exact) return static_cast<std::int64_t>(found->second);
  if (!std::isfinite(found->second)) {
    throw Error(ErrorKind::input, "bad-parameter",
                fmt::format("output '{}' is no finite number for this layer", info.name),
                "are all weights or all activations zero?");
  }
  return rounded(found->second);
}

}  // namespace

std::span<const StepScale> step_scales() noexcept {
  static constexpr StepScale kScales[] = {
      {1.25, "s1_25"}, {1.5, "s1_5"}, {2, "s2"}, {4, "s4"}, {8, "s8"}};
  return kScales;
}

std::vector<OutputInfo> quant_output_infos() {
  std::vector<OutputInfo> infos;
  for (const Row& row : rows()) infos.push_back(row.info);
  return infos;
}

std::vector<std::string> quant_outputs_of(std::string_view method) {
  std::vector<std::string> names;
  for (const Row& row : rows())
    if (gives(method, row)) names.push_back(row.info.name);
  return names;
}

std::vector<Output> quant_outputs(std::string_view method, const Measures& measures) {
  std::vector<Output> outputs;
  for (const Row& row : rows())
    if (gives(method, row)) outputs.push_back({row.info.name, value_of(row.info, measures)});
  return outputs;
}

double ratio_of(double left, double right) noexcept {
  if (left == right) return 1;
  return std::min(left / std::max(right, 1e-300), 1e300);
}

double sqnr_of(double nmse) noexcept { return -10 * std::log10(std::max(nmse, 1e-300)); }

}  // namespace ahub::sim
