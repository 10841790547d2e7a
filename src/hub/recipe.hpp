// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The simulator run behind a claim, and what two of them differ in.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "ahub/hub/explain.hpp"
#include "ahub/sim/simulator.hpp"

namespace ahub {

/// One run of a simulator whose output is the claim's number.
struct Recipe {
  Package package;
  PackageFiles files;
  std::string claim, output;
  RunSpec run;
  std::vector<std::string> asserted;   ///< Integer outputs that the claim's assertions name.
  std::vector<sim::Setting> settings;  ///< Bound: complete, in declared order.
};

/// Parameters and seed of one execution.
struct Trial {
  std::vector<std::pair<std::string, Json>> params;
  std::int64_t seed = 0;

  bool operator==(const Trial&) const = default;
};

/// The recipes of both sides over the same simulator and output. Throws `Error{input,
/// "not-executable"}` that says which side lacks what.
std::pair<Recipe, Recipe> common_recipes(Recipe left, Recipe right);

/// Differing parameters in declared order; "seed" last.
std::vector<Difference> differences_of(const Recipe& left, const Recipe& right);

/// The left recipe with the masked parameters of the right one.
Trial hybrid_of(const Recipe& left, const std::vector<Difference>& differences, HybridMask mask);
/// The same with one parameter set to `value`.
Trial with_value(Trial trial, const std::string& name, const Json& value);

/// Values from the left to the right side's, both included: geometric when they are far apart.
/// Empty when the parameter is no number.
std::vector<Json> sweep_values(const Difference& difference, int points);

}  // namespace ahub
