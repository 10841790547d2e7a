// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What an assertion is about: its run, its output's unit, its claim's value in that unit.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ahub/base/units.hpp"
#include "ahub/package/package.hpp"
#include "ahub/sim/simulator.hpp"

namespace ahub::lint_rules {

/// The declaration of the asserted output; null for scripts, unknown simulators and unknown
/// outputs.
const sim::OutputInfo* output_of(const Method& method, const Expectation& expectation);

/// The unit that the assertion's run states for the asserted output; of Source::none as
/// `output_of`.
StatedUnit unit_of(const Method& method, const Expectation& expectation);

/// The claim's value in the output's unit (`in_output_unit`); a script's outputs are in the claim's
/// own.
std::optional<double> claimed_value(const Package& package, const Method& method,
                                    const Expectation& expectation);

/// The asserted value, else the claimed one.
std::optional<double> asserted_value(const Package& package, const Method& method,
                                     const Expectation& expectation);

/// The tolerance of `approx` around `value`.
double tolerance_of(const Expectation& expectation, double value) noexcept;

}  // namespace ahub::lint_rules
