// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Two settings of one simulator over the same seeds: paired differences.
#pragma once

#include <string>
#include <vector>

#include "ahub/sim/sweep.hpp"

namespace ahub::sim {

/// One output of a setting against that of the first setting. Streams are those of the seed, so
/// both see the same requests, and what they share leaves the difference (common random numbers;
/// Law, Simulation Modeling and Analysis, section 11.2).
struct Paired {
  std::string value;  ///< Of the axis.
  std::string output;
  std::string unit;
  std::size_t seeds = 0;
  double mean_first = 0, mean = 0;  ///< Over the seeds.
  double difference = 0;            ///< Mean of the paired differences.
  double half_width = 0;  ///< Of its 95 % confidence interval, by Student's t with seeds - 1.
};

/// Differences of each value of the grid's one axis, the seed aside, from its first value, for each
/// of `outputs`, which every point gives. Throws `Error{usage, "bad-grid"}` unless there is one
/// such axis and at least two seeds, and what `sweep` throws.
std::vector<Paired> compare(const Grid& grid, const std::vector<std::string>& outputs,
                            const SweepOptions& options);

/// The value that Student's t with that many degrees of freedom (at least 1) stays below with
/// probability 0.975 (Abramowitz, Stegun, 26.7.3 and 26.7.4, solved by bisection).
double student_t_975(std::size_t degrees);

}  // namespace ahub::sim
