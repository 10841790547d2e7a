// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/quant/grid.hpp"
#include "sim/quant/methods.hpp"

namespace ahub::sim {

Measures run_rtn(const QuantParams& p, const Layer& layer) {
  const auto group = static_cast<std::size_t>(p.group);
  const int bits = static_cast<int>(p.bits);
  const OutputEnergy energy_of(layer.activations);
  const Matrix<double> rounded = rounded_to_groups(layer.weights, bits, group);
  const double nmse = energy_of(difference(layer.weights, rounded)) / energy_of(layer.weights);
  return {{"nmse", nmse},
          {"sqnr", sqnr_of(nmse)},
          {"bits", stored_bits(bits, group_length(group, layer.weights.cols))}};
}

}  // namespace ahub::sim
