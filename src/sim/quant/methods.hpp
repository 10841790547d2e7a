// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The methods, one file each. Every one measures all of its outputs (outputs.cpp) on one layer.
#pragma once

#include "sim/quant/layer.hpp"
#include "sim/quant/outputs.hpp"

namespace ahub::sim {

/// Round-to-nearest alone.
Measures run_rtn(const QuantParams& p, const Layer& layer);

/// AWQ (2306.00978): section 3.1's kept channels, table 2's step sizes, section 3.2's search.
Measures run_awq(const QuantParams& p, const Layer& layer, std::int64_t seed,
                 const Deadline& deadline);

/// GPTQ (2210.17323), algorithm 1. Throws `Error{input, "bad-parameter"}` when the damped Hessian
/// is singular.
Measures run_gptq(const QuantParams& p, const Layer& layer, const Deadline& deadline);

/// SmoothQuant (2211.10438): equations 1, 3 and 4, table 1's granularities.
Measures run_smoothquant(const QuantParams& p, const Layer& layer, const Deadline& deadline);

/// KIVI (2402.02750): section 3's study of the axes, over generated keys, values and queries.
Measures run_kivi(const QuantParams& p, std::int64_t seed, const Deadline& deadline);

}  // namespace ahub::sim
