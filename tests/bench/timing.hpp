// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Times of parts of a process.
#pragma once

#include <algorithm>
#include <ctime>
#include <vector>

namespace ahub::bench {

inline double seconds(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Samples of one thing, in seconds.
class Times {
 public:
  template <class Body>
  void add(Body&& body) {
    const double wall = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    body();
    cpu_.push_back(seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu);
    wall_.push_back(seconds(CLOCK_MONOTONIC) - wall);
  }
  double cpu(double quantile) const { return at(cpu_, quantile); }
  double wall(double quantile) const { return at(wall_, quantile); }

 private:
  static double at(std::vector<double> samples, double quantile) {
    std::sort(samples.begin(), samples.end());
    return samples[static_cast<std::size_t>(quantile * static_cast<double>(samples.size() - 1))];
  }
  std::vector<double> cpu_, wall_;
};

}  // namespace ahub::bench
