// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "ahub/sim/simulator.hpp"

namespace ahub::sim {

using Params = std::vector<std::pair<std::string, Json>>;

/// The outputs of one run by name.
inline std::map<std::string, double> outputs_of_run(const char* simulator, const Params& params,
                                                    std::int64_t seed,
                                                    const Context& context = Deadline()) {
  std::map<std::string, double> values;
  for (const Output& output : run(*find_simulator(simulator), params, seed, context).outputs)
    values[output.name] = output.value.as_number();
  return values;
}

/// The message with which a run is refused; empty when it is not.
inline std::string refusal(const char* simulator, const Params& params,
                           const Context& context = Deadline()) {
  try {
    run(*find_simulator(simulator), params, 1, context);
  } catch (const std::exception& error) {
    return error.what();
  }
  return {};
}

}  // namespace ahub::sim
