// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cache/generate.hpp"

#include <algorithm>
#include <cmath>

#include "ahub/base/random.hpp"

namespace ahub::sim {
namespace {

constexpr std::size_t kBlock = 1U << 16U;  ///< Between two looks at the clock.

/// Inverse of a cumulative distribution. A guide table (Chen, Asau 1974) starts each search next to
/// its answer; the answer is that of plain bisection.
class InverseCdf {
 public:
  InverseCdf(std::int64_t n, double s, const Deadline& deadline)
      : sums_(static_cast<std::size_t>(n)), guide_(sums_.size() + 1) {
    double sum = 0;
    for (std::size_t i = 0; i < sums_.size(); ++i) {
      if (i % kBlock == 0) deadline.check();
      sum += 1.0 / std::pow(static_cast<double>(i + 1), s);
      sums_[i] = sum;
    }
    std::size_t at = 0;
    for (std::size_t cell = 0; cell < guide_.size(); ++cell) {
      if (cell % kBlock == 0) deadline.check();
      const double edge = sum * static_cast<double>(cell) / static_cast<double>(sums_.size());
      while (at + 1 < sums_.size() && sums_[at] <= edge) ++at;
      guide_[cell] = static_cast<std::uint32_t>(at);
    }
  }

  std::uint32_t operator()(double u) const {
    const double x = u * sums_.back();
    std::size_t i = guide_[static_cast<std::size_t>(u * static_cast<double>(sums_.size()))];
    // The guide's product may be rounded to either side of the edge.
    while (i > 0 && sums_[i - 1] > x) --i;
    while (i + 1 < sums_.size() && sums_[i] <= x) ++i;
    return static_cast<std::uint32_t>(i);
  }

 private:
  std::vector<double> sums_;
  std::vector<std::uint32_t> guide_;
};

template <class Rng>
std::vector<std::uint32_t> draw(const RequestLaw& spec, Rng rng, const Deadline& deadline) {
  const InverseCdf inverse(spec.catalog, spec.zipf_s, deadline);
  std::vector<std::uint32_t> trace(static_cast<std::size_t>(spec.requests));
  for (std::size_t i = 0; i < trace.size(); ++i) {
    if (i % kBlock == 0) deadline.check();
    trace[i] = inverse(rng.uniform());
  }
  return trace;
}

}  // namespace

std::vector<std::uint32_t> draw_requests(const RequestLaw& spec, std::int64_t seed,
                                         const Deadline& deadline) {
  const auto key = static_cast<std::uint64_t>(seed);
  std::vector<std::uint32_t> trace = spec.python_rng ? draw(spec, Mt19937Py(key), deadline)
                                                     : draw(spec, Xoshiro256ss(key), deadline);
  if (spec.drift_every == 0) return trace;
  const auto n = static_cast<std::uint64_t>(spec.catalog);
  const auto shift = static_cast<std::uint64_t>(spec.drift_shift) % n;
  for (std::size_t i = 0; i < trace.size(); ++i) {
    if (i % kBlock == 0) deadline.check();
    const std::uint64_t period = i / static_cast<std::size_t>(spec.drift_every);
    trace[i] = static_cast<std::uint32_t>((trace[i] + (period % n) * shift) % n);
  }
  return trace;
}

}  // namespace ahub::sim
