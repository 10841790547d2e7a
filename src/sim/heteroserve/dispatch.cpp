// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Which device a request goes to.
#include <algorithm>
#include <cmath>

#include "sim/heteroserve/cluster.hpp"

namespace ahub::sim::heteroserve {
namespace {

constexpr std::int64_t kFirstBin = 64;
constexpr double kAnswerWeight = 4;
// A long request occupies a small device for long.
constexpr double kLong = 2048, kSmallMemory = 60e9, kLongPenalty = 1.5;

}  // namespace

double work_of(const Guess& guess, double mean_output) noexcept {
  return static_cast<double>(guess.prompt) + kAnswerWeight * mean_output;
}

Guess guess_of(std::int64_t prompt, double predicted) {
  std::int64_t upper = kFirstBin;
  while (static_cast<double>(upper) < predicted) upper *= 2;
  const std::int64_t lower = upper == kFirstBin ? 0 : upper / 2;
  return {prompt, static_cast<double>(lower + upper) / 2, upper};
}

Dispatcher::Dispatcher(Policy policy, std::span<const Node> nodes, double mean_output,
                       std::int64_t seed)
    : policy_(policy),
      nodes_(nodes),
      mean_output_(mean_output),
      draws_(seed, "dispatch"),
      credit_(nodes.size(), 0) {}

template <class Key>
std::size_t Dispatcher::least(Key key) const {
  std::size_t best = 0;
  for (std::size_t i = 1; i < nodes_.size(); ++i) {
    if (key(i) < key(best)) best = i;
  }
  return best;
}

std::size_t Dispatcher::choose(const Guess& guess, std::span<const Load> loads) {
  const std::size_t count = nodes_.size();
  const auto depth = [&](std::size_t i) { return static_cast<double>(loads[i].depth); };
  switch (policy_) {
    case Policy::rr:
      return next_++ % count;
    case Policy::random:
      return draws_.below(count);
    case Policy::jsq:
      return least(depth);
    case Policy::lwl:
      return least([&](std::size_t i) { return loads[i].pending; });
    case Policy::cap: {
      double total = 0;
      for (std::size_t i = 0; i < count; ++i) {
        credit_[i] += nodes_[i].score;
        total += nodes_[i].score;
      }
      const std::size_t best = least([&](std::size_t i) { return -credit_[i]; });
      credit_[best] -= total;
      return best;
    }
    case Policy::capjsq:
      return least([&](std::size_t i) { return (depth(i) + 1) / nodes_[i].score; });
    case Policy::het:
      return least([&](std::size_t i) {
        const bool cramped =
            nodes_[i].gpu->memory<kSmallMemory&& static_cast<double>(guess.prompt) + guess.expected>
                kLong;
        return (loads[i].work + work_of(guess, mean_output_)) / nodes_[i].score *
               (cramped ? kLongPenalty : 1);
      });
    case Policy::p2c: {
      const std::size_t a = draws_.below(count), b = draws_.below(count);
      return depth(b) < depth(a) ? b : a;
    }
  }
  return 0;
}

}  // namespace ahub::sim::heteroserve
