// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "hub/recipe.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "ahub/base/units.hpp"
#include "ahub/sim/stated_unit.hpp"

namespace ahub {
namespace {

constexpr double kGeometricFrom = 4;  // Ends this far apart are swept in geometric steps.

/// One way to compute a claim's number.
struct Candidate {
  RunSpec run;
  std::string output;
  std::string unit;  // That the run states.
};

/// Whether this output is the claim's number: an assertion about the claim itself, or one whose
/// stated unit fits it.
bool is_value_of(const Claim& claim, const Expectation& expectation, const StatedUnit& unit) {
  if (expectation.op != Comparison::approx && expectation.op != Comparison::equal) return false;
  if (!claim.structured.value) return !expectation.value;
  if (!expectation.value)
    return in_output_unit(*claim.structured.value, claim.structured.unit, unit).has_value();
  const bool stated =
      unit.source == StatedUnit::Source::declared || unit.source == StatedUnit::Source::run;
  return stated && same_kind(claim.structured.unit, unit.unit);
}

std::vector<Candidate> candidates(const Recipe& recipe) {
  std::vector<Candidate> found;
  const Claim* claim = recipe.package.find_claim(recipe.claim);
  if (claim == nullptr) return found;
  for (const bool own : {true, false}) {
    for (const Method& method : recipe.package.methods) {
      if (method.mode != MethodMode::simulator) continue;
      for (const Expectation& expectation : method.expected) {
        const RunSpec* run = run_of(method, expectation);
        if (run == nullptr || expectation.claim != recipe.claim ||
            sim::find_simulator(run->simulator) == nullptr || own == expectation.value.has_value())
          continue;
        StatedUnit unit = sim::stated_unit(run->simulator, run->params, expectation.output);
        if (is_value_of(*claim, expectation, unit))
          found.push_back({*run, expectation.output, std::move(unit.unit)});
      }
    }
  }
  return found;
}

std::string side_name(const Recipe& recipe) {
  return recipe.claim.empty() ? recipe.package.ref()
                              : fmt::format("{}#{}", recipe.package.ref(), recipe.claim);
}

[[noreturn]] void not_executable(const std::string& message, const std::string& hint) {
  throw Error(ErrorKind::input, "not-executable", message, hint);
}

void take(Recipe& recipe, const Candidate& candidate) {
  recipe.run = candidate.run;
  recipe.output = candidate.output;
  const sim::Simulator& simulator = *sim::find_simulator(candidate.run.simulator);
  recipe.settings = sim::bind_or_refuse(simulator, candidate.run.params).settings;
  for (const Method& method : recipe.package.methods) {
    for (const Expectation& expectation : method.expected) {
      const sim::OutputInfo* info = simulator.find_output(expectation.output);
      const bool integer = info != nullptr && info->exact;
      if (expectation.claim == recipe.claim && integer &&
          std::find(recipe.asserted.begin(), recipe.asserted.end(), expectation.output) ==
              recipe.asserted.end())
        recipe.asserted.push_back(expectation.output);
    }
  }
}

}  // namespace

std::pair<Recipe, Recipe> common_recipes(Recipe left, Recipe right) {
  std::vector<Candidate> of_left = candidates(left), of_right = candidates(right);
  for (const auto& [recipe, found] : {std::pair(&left, &of_left), {&right, &of_right}}) {
    if (!found->empty()) continue;
    not_executable(
        fmt::format("{} cannot be executed: no method of it computes this number with a simulator",
                    side_name(*recipe)),
        "it needs a verification method of mode simulator with an assertion about the claim");
  }
  for (const Candidate& a : of_left) {
    for (const Candidate& b : of_right) {
      // Numbers in two units have no hybrid.
      if (a.run.simulator != b.run.simulator || a.output != b.output || a.unit != b.unit) continue;
      take(left, a);
      take(right, b);
      return {std::move(left), std::move(right)};
    }
  }
  not_executable(
      fmt::format("{} is computed as {} of '{}', {} as {} of '{}': there is nothing in between",
                  side_name(left), of_left[0].output, of_left[0].run.simulator, side_name(right),
                  of_right[0].output, of_right[0].run.simulator),
      "hybrids need one simulator and one output for both sides");
}

std::vector<Difference> differences_of(const Recipe& left, const Recipe& right) {
  std::vector<Difference> differences;
  const sim::Simulator& simulator = *sim::find_simulator(left.run.simulator);
  for (std::size_t i = 0; i < left.settings.size(); ++i) {
    const sim::Setting& a = left.settings[i];
    const sim::Setting& b = right.settings[i];
    if (a.value == b.value) continue;
    differences.push_back(
        {a.name, std::string(simulator.find_param(a.name)->unit), a.value, b.value});
  }
  if (left.run.seed != right.run.seed)
    differences.push_back({"seed", "", left.run.seed, right.run.seed});
  return differences;
}

Trial hybrid_of(const Recipe& left, const std::vector<Difference>& differences, HybridMask mask) {
  Trial trial;
  trial.seed = left.run.seed;
  const sim::Simulator& simulator = *sim::find_simulator(left.run.simulator);
  for (const sim::Setting& setting : left.settings) {
    if (setting.given || !simulator.find_param(setting.name)->given_counts)
      trial.params.emplace_back(setting.name, setting.value);
  }
  for (std::size_t i = 0; i < differences.size(); ++i) {
    if ((mask >> i & 1U) != 0)
      trial = with_value(std::move(trial), differences[i].name, differences[i].right);
  }
  return trial;
}

Trial with_value(Trial trial, const std::string& name, const Json& value) {
  if (name == "seed") {
    trial.seed = value.as_integer();
    return trial;
  }
  for (auto& [param, current] : trial.params) {
    if (param != name) continue;
    current = value;
    return trial;
  }
  trial.params.emplace_back(name, value);
  return trial;
}

std::vector<Json> sweep_values(const Difference& difference, int points) {
  std::vector<Json> values;
  if (!difference.left.is_number() || !difference.right.is_number() || difference.name == "seed")
    return values;
  const bool integer = difference.left.is_integer() && difference.right.is_integer();
  const double from = difference.left.as_number(), to = difference.right.as_number();
  const double low = std::min(from, to), high = std::max(from, to);
  const bool geometric = low > 0 && high / low >= kGeometricFrom;
  // Between ends so far apart there is nothing to show.
  if (!std::isfinite(geometric ? high / low : high - low)) return values;
  for (int i = 0; i < points; ++i) {
    const double part = static_cast<double>(i) / (points - 1);
    double value = geometric ? low * std::pow(high / low, part) : low + (high - low) * part;
    if (i == points - 1) value = high;
    const Json next = integer ? Json(static_cast<std::int64_t>(std::llround(value))) : Json(value);
    if (values.empty() || !(values.back() == next)) values.push_back(next);
  }
  return values;
}

}  // namespace ahub
