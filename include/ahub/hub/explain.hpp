// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A tension explained by execution: what the façade is asked and answers.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ahub/base/reading.hpp"
#include "ahub/graph/attribution.hpp"
#include "ahub/hub/tensions.hpp"

namespace ahub {

struct ExplainRequest {
  int jobs = 1;            ///< Threads; results do not depend on it.
  int seeds = 8;           ///< Further seeds (1, 2, ...) for the noise; 0: none.
  int permutations = 64;   ///< Orders sampled when there are more than `kExactParameters`.
  int sweep_points = 9;    ///< Values of the largest parameter; 0: no sweep.
  bool plan_only = false;  ///< Only what would run.
  bool record = true;      ///< False: no receipts, no event.
  double run_seconds = 60;
  bool strict_input = false;  ///< A choice of a reader is an error.
  std::string time, host;     ///< ISO 8601 UTC; for receipts and the event.
  std::function<void(std::size_t done, std::size_t total)> progress;  ///< From any thread, in turn.
  const std::atomic<bool>* interrupted = nullptr;
};

/// One parameter in which the recipes of both sides differ.
struct Difference {
  std::string name, unit;
  Json left, right;
};

/// One execution with some parameters from the right side.
struct HybridRun {
  HybridMask mask = 0;
  double value = 0;  ///< In `Explanation::unit`.
  /// The integers that either side asserts, such as hits; then all outputs.
  std::vector<std::pair<std::string, Json>> asserted;
  Json outputs = Json::object();
  std::string receipt;  ///< Id; empty when nothing was recorded.
};

/// What the seed alone could explain.
struct Noise {
  int seeds = 0;
  double mean_gap = 0, deviation = 0;  ///< Of right minus left over the seeds, paired by seed.
  double share = 0;  ///< 1.96 deviation / |gap|, at most 1: the part of one measured gap that
                     ///< another choice of seed could move it by.
  /// Standard deviation of each parameter's contribution; empty when only the ends were run.
  std::vector<double> contribution;
};

/// The output along the parameter that contributes most, the others held at either side's values.
struct ExplainSweep {
  std::size_t parameter = 0;                           ///< Index into `differences`.
  std::vector<std::pair<double, double>> left, right;  ///< (value of the parameter, output).
};

struct Explanation {
  TensionItem item;
  std::string left_ref, right_ref, simulator, output, unit, fidelity;
  int version = 0;  ///< Of the simulator.
  std::vector<Difference> differences;
  std::size_t runs = 0;  ///< Distinct executions.
  double steps = 0;      ///< Elementary steps of all of them, as the simulator's bound says.
  // Absent in a plan:
  double left_value = 0, right_value = 0;  ///< Recomputed.
  Attribution attribution;
  std::vector<HybridRun> hybrids;  ///< By mask; the first is the left side, the last the right.
  std::optional<Noise> noise;
  std::optional<ExplainSweep> sweep;
  std::vector<Choice> choices;  ///< What the readers of the sides' files chose.
};

}  // namespace ahub
