// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Eviction policies over generated attention.
#include <algorithm>
#include <cmath>
#include <functional>

#include "sim/draws.hpp"
#include "sim/h2o/h2o.hpp"

namespace ahub::sim::h2o {
namespace {

/// Tokens in order of position, with the attention that each has gathered while it was kept.
class HeavyCache {
 public:
  HeavyCache(std::size_t budget, std::size_t recent) : budget_(budget), recent_(recent) {}

  /// Takes in the newest token, evicts one when over budget, and lets the rest attend; returns the
  /// mass of those kept.
  double step(std::size_t token, const std::vector<double>& mass) {
    kept_.push_back({token, 0});
    if (kept_.size() > budget_) {
      // Those within the recent part, the newest at least, are safe.
      const auto end = kept_.end() - static_cast<std::ptrdiff_t>(std::max<std::size_t>(recent_, 1));
      kept_.erase(std::min_element(kept_.begin(), end, [](const Entry& a, const Entry& b) {
        return a.gathered < b.gathered;
      }));
    }
    double sum = 0;
    for (const Entry& entry : kept_) sum += mass[entry.token];
    for (Entry& entry : kept_) entry.gathered += mass[entry.token] / sum;
    return sum;
  }

 private:
  struct Entry {
    std::size_t token;
    double gathered;
  };
  std::size_t budget_, recent_;
  std::vector<Entry> kept_;
};

class RandomCache {
 public:
  RandomCache(std::size_t budget, std::int64_t seed) : budget_(budget), draws_(seed, "random") {}
  double step(std::size_t token, const std::vector<double>& mass) {
    if (kept_.size() == budget_) {
      std::swap(kept_[draws_.below(budget_)], kept_.back());
      kept_.pop_back();
    }
    kept_.push_back(token);
    double sum = 0;
    for (const std::size_t one : kept_) sum += mass[one];
    return sum;
  }

 private:
  std::size_t budget_;
  Draws draws_;
  std::vector<std::size_t> kept_;
};

/// Softmax numerators of a query after `length` tokens, with the noise of that step.
class Rows {
 public:
  Rows(const Params& p, std::int64_t seed) : p_(p), noise_(seed, "noise") {
    Draws tokens(seed, "tokens");
    const auto length = static_cast<std::size_t>(p.length);
    base_.resize(length);
    recent_.resize(length);
    for (std::size_t i = 0; i < length; ++i) {
      const bool heavy = tokens.uniform() < p.heavy_share;
      const double logit = p.heavy_logit + p.heavy_spread * tokens.normal();
      const double ordinary = p.sigma * tokens.normal();
      base_[i] = i < static_cast<std::size_t>(p.sinks) ? p.sink_logit : heavy ? logit : ordinary;
      recent_[i] = p.recency * std::exp(-static_cast<double>(i) / p.tau);
    }
  }
  void next(std::size_t tokens, std::vector<double>& mass) {
    mass.resize(tokens);
    for (std::size_t i = 0; i < tokens; ++i)
      mass[i] = std::exp(base_[i] + recent_[tokens - 1 - i] + p_.jitter * noise_.normal());
  }

 private:
  const Params& p_;
  Draws noise_;
  std::vector<double> base_, recent_;
};

double sum_of(const std::vector<double>& mass, std::size_t begin, std::size_t end) {
  double sum = 0;
  for (std::size_t i = begin; i < end; ++i) sum += mass[i];
  return sum;
}

double largest(std::vector<double> mass, std::size_t count) {
  const auto end = mass.begin() + static_cast<std::ptrdiff_t>(count);
  std::nth_element(mass.begin(), end, mass.end(), std::greater<>());
  std::sort(mass.begin(), end);  // One order of summation for every library.
  return sum_of(mass, 0, count);
}

/// Tokens below one percent of the largest in the row.
std::size_t sparse_in(const std::vector<double>& mass) {
  const double threshold = 0.01 * *std::max_element(mass.begin(), mass.end());
  return static_cast<std::size_t>(
      std::count_if(mass.begin(), mass.end(), [&](double one) { return one < threshold; }));
}

}  // namespace

Retained retained(const Params& p, std::int64_t seed, const Context& context) {
  const auto length = static_cast<std::size_t>(p.length);
  const auto wanted =
      static_cast<std::size_t>(std::nearbyint(p.budget * static_cast<double>(p.length)));
  const std::size_t budget = std::min(std::max<std::size_t>(wanted, 8), length);
  const std::size_t sinks = std::min(static_cast<std::size_t>(p.sinks), budget - 1);
  Rows rows(p, seed);
  HeavyCache heavy(budget, 1), h2o(budget, budget / 2);
  RandomCache random(budget, seed);
  std::vector<double> mass;
  Retained sum;
  std::size_t full = 0, sparse = 0;
  for (std::size_t tokens = 1; tokens <= length; ++tokens) {
    if (tokens % 64 == 0) context.deadline.check();
    rows.next(tokens, mass);
    sparse += sparse_in(mass);
    const double from_heavy = heavy.step(tokens - 1, mass);
    const double from_h2o = h2o.step(tokens - 1, mass);
    const double from_random = random.step(tokens - 1, mass);
    if (tokens < budget || (tokens == budget && budget < length)) continue;
    ++full;
    const double all = sum_of(mass, 0, tokens);
    sum.local += sum_of(mass, tokens - budget, tokens) / all;
    sum.sink_window +=
        (sum_of(mass, 0, sinks) + sum_of(mass, tokens - (budget - sinks), tokens)) / all;
    sum.random += from_random / all;
    sum.heavy += from_heavy / all;
    sum.h2o += from_h2o / all;
    sum.oracle += largest(mass, budget) / all;
  }
  const auto steps = static_cast<double>(full);
  const auto pairs = length * (length + 1) / 2;
  const auto entries = static_cast<double>(pairs);
  return {sum.local / steps,
          sum.sink_window / steps,
          sum.random / steps,
          sum.heavy / steps,
          sum.h2o / steps,
          sum.oracle / steps,
          static_cast<double>(sparse) / entries};
}

}  // namespace ahub::sim::h2o
