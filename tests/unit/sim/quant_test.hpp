// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What the tests of `quant` share.
#pragma once

#include <map>
#include <string>

#include "sim/quant/layer.hpp"
#include "unit/sim/run_simulator.hpp"

namespace ahub::sim::quant_test {

using Values = std::map<std::string, double>;

/// The outputs of a run.
Values outputs(Params params, const std::string& method, std::int64_t seed,
               const Context& context = Context());

/// ||(W - V) X||^2 / ||W X||^2 by explicit loops.
double naive_nmse(const Matrix<double>& w, const Matrix<double>& v, const Matrix<double>& x);

/// "accepted", or what the error says.
std::string refusal(const Params& params, const std::string& method,
                    const Context& context = Context());

}  // namespace ahub::sim::quant_test
