// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Parameters that the simulators of serving systems share: what runs, and how well.
#pragma once

#include <vector>

#include "sim/declare.hpp"
#include "sim/serving/cost_model.hpp"

namespace ahub::sim::serving {

/// The row of `model`, for a struct that has it.
template <class P>
ParamRow<P> model_row() {
  return {"model",
          &P::model,
          0,
          0,
          "",
          "Weights, layers and bytes of keys and values for a token.",
          language_model_names()};
}

/// The rows of `mfu`, `mbu` and `overhead_ms`, for a struct that has them.
template <class P>
std::vector<ParamRow<P>> efficiency_rows() {
  return {
      {"mfu", &P::mfu, 0.01, 1, "fraction", "Share of the peak FLOP/s reached."},
      {"mbu", &P::mbu, 0.01, 1, "fraction", "Share of the peak bandwidth reached."},
      {"overhead_ms", &P::overhead_ms, 0, 1000, "ms", "Fixed time of an iteration."},
  };
}

/// Those three as the cost model takes them.
template <class P>
Efficiency efficiency_of(const P& params) {
  return {params.mfu, params.mbu, params.overhead_ms / 1e3};
}

}  // namespace ahub::sim::serving
