// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "lint/assertion.hpp"

#include <algorithm>
#include <cmath>

#include "ahub/base/units.hpp"
#include "ahub/sim/stated_unit.hpp"

namespace ahub::lint_rules {

const sim::OutputInfo* output_of(const Method& method, const Expectation& expectation) {
  const RunSpec* run = run_of(method, expectation);
  const sim::Simulator* simulator = run == nullptr ? nullptr : sim::find_simulator(run->simulator);
  return simulator == nullptr ? nullptr : simulator->find_output(expectation.output);
}

StatedUnit unit_of(const Method& method, const Expectation& expectation) {
  const RunSpec* run = run_of(method, expectation);
  return run == nullptr ? StatedUnit{}
                        : sim::stated_unit(run->simulator, run->params, expectation.output);
}

std::optional<double> claimed_value(const Package& package, const Method& method,
                                    const Expectation& expectation) {
  const Claim* claim = package.find_claim(expectation.claim);
  if (claim == nullptr || !claim->structured.value) return std::nullopt;
  return in_output_unit(*claim->structured.value, claim->structured.unit,
                        unit_of(method, expectation));
}

std::optional<double> asserted_value(const Package& package, const Method& method,
                                     const Expectation& expectation) {
  return expectation.value ? expectation.value : claimed_value(package, method, expectation);
}

double tolerance_of(const Expectation& expectation, double value) noexcept {
  return std::max(expectation.abs.value_or(0), expectation.rel.value_or(0) * std::abs(value));
}

}  // namespace ahub::lint_rules
