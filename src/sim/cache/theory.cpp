// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cache/theory.hpp"

#include <cmath>
#include <vector>

namespace ahub::sim {
namespace {

constexpr std::size_t kBlock = 1U << 16U;  // Between two looks at the clock.

std::vector<double> probabilities(std::int64_t catalog, double s, const Deadline& deadline) {
  std::vector<double> p(static_cast<std::size_t>(catalog));
  double total = 0;
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (i % kBlock == 0) deadline.check();
    p[i] = 1.0 / std::pow(static_cast<double>(i + 1), s);
    total += p[i];
  }
  for (double& probability : p) probability /= total;
  return p;
}

}  // namespace

double ideal_lfu_hit_rate(std::int64_t catalog, std::int64_t capacity, double zipf_s,
                          const Deadline& deadline) {
  const std::vector<double> p = probabilities(catalog, zipf_s, deadline);
  double mass = 0;
  for (std::size_t i = 0; i < p.size() && static_cast<std::int64_t>(i) < capacity; ++i)
    mass += p[i];
  return mass < 1 ? mass : 1;
}

double che_lru_hit_rate(std::int64_t catalog, std::int64_t capacity, double zipf_s,
                        const Deadline& deadline) {
  if (capacity >= catalog) return 1;
  const std::vector<double> p = probabilities(catalog, zipf_s, deadline);
  const auto occupied = [&](double t) {
    double sum = 0;
    for (std::size_t i = 0; i < p.size(); ++i) {
      if (i % kBlock == 0) deadline.check();
      sum -= std::expm1(-p[i] * t);
    }
    return sum;
  };
  double low = 0, high = static_cast<double>(capacity);
  while (occupied(high) < static_cast<double>(capacity)) high *= 2;
  // 64 halvings bring the bracket down to neighbouring doubles.
  for (int i = 0; i < 64; ++i) {
    const double middle = (low + high) / 2;
    (occupied(middle) < static_cast<double>(capacity) ? low : high) = middle;
  }
  double rate = 0;
  for (const double probability : p) rate -= probability * std::expm1(-probability * high);
  return rate;
}

}  // namespace ahub::sim
