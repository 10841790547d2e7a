// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/sim/compare.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

#include "ahub/base/error.hpp"
#include "sim/round.hpp"

namespace ahub::sim {
namespace {

/// P(|T| <= t), as a finite sum of powers of a cosine.
double within(double t, std::size_t degrees) {
  const double theta = std::atan(t / std::sqrt(static_cast<double>(degrees)));
  const double cosine = std::cos(theta), square = cosine * cosine;
  const bool odd = degrees % 2 == 1;
  double term = odd ? cosine : 1, sum = 0;
  for (std::size_t k = odd ? 1 : 0; k + 2 <= degrees; k += 2) {
    sum += term;
    const auto step = static_cast<double>(k);
    term *= square * (step + 1) / (step + 2);
  }
  const double part = std::sin(theta) * sum;
  return odd ? (theta + part) * 2 / std::numbers::pi : part;
}

struct Axes {
  std::size_t value, seed;  // Indices.
};

Axes axes_of(const Grid& grid) {
  const std::size_t none = grid.axes.size();
  Axes found{none, none};
  for (std::size_t i = 0; i < grid.axes.size(); ++i) {
    if (grid.axes[i].name == "seed") {
      found.seed = i;
    } else if (found.value == none) {
      found.value = i;
    } else {
      throw Error(ErrorKind::usage, "bad-grid", "two parameters have several values",
                  "a comparison varies one; 'ahub sim sweep' takes more");
    }
  }
  if (found.value == none) {
    throw Error(ErrorKind::usage, "bad-grid", "no parameter has several values to compare",
                "give one two, such as -p policy=a,b");
  }
  if (found.seed == none || grid.axes[found.seed].values.size() < 2)
    throw Error(ErrorKind::usage, "bad-grid", "a comparison takes at least two seeds",
                "give some with --seeds 1:20:+1");
  return found;
}

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

Paired paired(const std::vector<double>& first, const std::vector<double>& second) {
  std::vector<double> differences;
  for (std::size_t i = 0; i < first.size(); ++i) differences.push_back(second[i] - first[i]);
  const double mean = mean_of(differences);
  double squares = 0;
  for (const double one : differences) squares += (one - mean) * (one - mean);
  const auto count = static_cast<double>(differences.size());
  Paired result;
  result.seeds = differences.size();
  result.mean_first = rounded(mean_of(first));
  result.mean = rounded(mean_of(second));
  result.difference = rounded(mean);
  result.half_width =
      rounded(student_t_975(differences.size() - 1) * std::sqrt(squares / (count - 1) / count));
  return result;
}

}  // namespace

double student_t_975(std::size_t degrees) {
  double low = 0, high = 16;  // 12.7 with one degree of freedom.
  for (int i = 0; i < 100; ++i) {
    const double middle = (low + high) / 2;
    (within(middle, degrees) < 0.95 ? low : high) = middle;
  }
  return high;
}

std::vector<Paired> compare(const Grid& grid, const std::vector<std::string>& outputs,
                            const SweepOptions& options) {
  const Axes axes = axes_of(grid);
  const std::vector<std::string>& values = grid.axes[axes.value].values;
  std::map<std::string, std::vector<std::vector<double>>> samples;  // By output, then by value.
  for (const std::string& output : outputs) samples[output].resize(values.size());
  sweep(grid, options, [&](const SweepRow& row) {
    const auto value = static_cast<std::size_t>(
        std::find(values.begin(), values.end(), row.at[axes.value]) - values.begin());
    for (const Output& output : row.outputs) {
      const auto found = samples.find(output.name);
      if (found != samples.end()) found->second[value].push_back(output.value.as_number());
    }
  });
  std::vector<Paired> results;
  for (std::size_t value = 1; value < values.size(); ++value) {
    for (const std::string& output : outputs) {
      Paired result = paired(samples[output][0], samples[output][value]);
      result.value = values[value];
      result.output = output;
      result.unit = std::string(unit_of(*grid.simulator, output));
      results.push_back(std::move(result));
    }
  }
  return results;
}

}  // namespace ahub::sim
