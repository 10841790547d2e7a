// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What the methods report: one table for all of them. A name means the same in each method.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ahub/sim/simulator.hpp"

namespace ahub::sim {

/// What one method measured, by output name.
using Measures = std::vector<std::pair<std::string, double>>;

/// Scales of table 2 of AWQ (2306.00978) and 8, with the suffix of their outputs.
struct StepScale {
  double scale;
  std::string_view suffix;
};
std::span<const StepScale> step_scales() noexcept;

std::vector<OutputInfo> quant_output_infos();
std::vector<std::string> quant_outputs_of(std::string_view method);

/// The outputs of `method` in the table's order, reals in six digits. Throws
/// `Error{input, "bad-parameter"}` when one is not finite, `Error{internal}` when one is missing.
std::vector<Output> quant_outputs(std::string_view method, const Measures& measures);

/// left / right; 1 for 0 / 0, and 1e300 at most.
double ratio_of(double left, double right) noexcept;
/// -10 log10(nmse) in dB, 3000 at most.
double sqnr_of(double nmse) noexcept;

}  // namespace ahub::sim
