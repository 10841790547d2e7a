// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Settings of the quantisation experiments. Units and ranges stand in params.cpp, once.
#pragma once

#include <string>
#include <vector>

#include "sim/declare.hpp"

namespace ahub::sim {

struct QuantParams {
  std::string method = "awq";

  // The layer: rows x cols weights, tokens of cols activations.
  std::int64_t rows = 256, cols = 512, tokens = 1024;
  std::string weight_law = "auto";
  std::int64_t weight_nu = 4;
  double weight_spread = 0.1;
  std::string activation_law = "auto";
  double rho = 0.9;
  std::int64_t rank = 64;
  double channel_spread = 0.5;
  std::int64_t outliers = 5;
  double outlier_scale = 20, persistent_scale = 100;
  std::string weights, weights_tensor, activations, activations_tensor;

  // rtn, awq, gptq.
  std::int64_t bits = 3, group = 128;
  double salient = 0.01;     // awq
  double damping = 0.01;     // gptq
  std::int64_t block = 128;  // gptq

  // smoothquant.
  std::int64_t int_bits = 8;
  double alpha = 0.5;

  // kivi.
  std::int64_t heads = 8, head_size = 128, queries = 64;
  std::int64_t cache_bits = 2, cache_group = 32, residual = 0;
  double key_outlier = 11, value_sink = 0.08, query_gain = 0.5;

  /// The laws that "auto" stands for: those of the method's own experiment.
  std::string weights_follow() const;
  std::string activations_follow() const;
};

std::vector<ParamRow<QuantParams>> quant_param_rows();

/// Steps and bytes. With tensors from files `layer_of` asks again with their shapes.
Cost quant_cost(const QuantParams& p);

}  // namespace ahub::sim
