// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/numeric/elementwise.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace ahub::sim {
namespace {

constexpr std::size_t kLanes = 16;

/// x = n ln 2 + r with |r| <= ln 2 / 2; then 2^n times the Taylor polynomial of degree 7, whose
/// rest is below r^8 / 8! = 5.2e-9 of the value.
inline float exponential(float x) {
  constexpr float kLog2E = 1.44269504F;
  // ln 2 in two parts; the first has 10 bits, so that its products with n are exact.
  constexpr float kLn2High = 0.693359375F, kLn2Low = -2.12194440e-4F;
  // Added to a small number it leaves the nearest integer in the lowest bits of the sum.
  constexpr float kRound = 0x1.8p23F;
  const float shifted = x * kLog2E + kRound;
  const float n = shifted - kRound;
  const float r = (x - n * kLn2High) - n * kLn2Low;
  float value = 1.0F / 5040;
  value = value * r + 1.0F / 720;
  value = value * r + 1.0F / 120;
  value = value * r + 1.0F / 24;
  value = value * r + 1.0F / 6;
  value = value * r + 0.5F;
  value = value * r + 1.0F;
  value = value * r + 1.0F;
  const std::uint32_t power = std::bit_cast<std::uint32_t>(shifted) << 23U;
  // A mask rather than a choice between numbers, which keeps GCC from vectorising.
  const std::uint32_t keep = x < -87.0F ? 0 : ~0U;
  return std::bit_cast<float>((std::bit_cast<std::uint32_t>(value) + power) & keep);
}

}  // namespace

void exponentials(std::span<float> x) {
  float* const values = x.data();
  const std::size_t size = x.size();
  for (std::size_t i = 0; i < size; ++i) values[i] = exponential(values[i]);
}

void scale(std::span<float> values, float factor) {
  for (float& value : values) value *= factor;
}

void subtract(std::span<float> values, float amount) {
  for (float& value : values) value -= amount;
}

float largest(std::span<const float> values) {
  float lanes[kLanes];
  for (float& lane : lanes) lane = -std::numeric_limits<float>::infinity();
  std::size_t i = 0;
  for (; i + kLanes <= values.size(); i += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const float value = values[i + lane];
      lanes[lane] = value > lanes[lane] ? value : lanes[lane];
    }
  }
  float best = -std::numeric_limits<float>::infinity();
  for (const float lane : lanes) best = lane > best ? lane : best;
  for (; i < values.size(); ++i) best = values[i] > best ? values[i] : best;
  return best;
}

float sum(std::span<const float> values) {
  float lanes[kLanes] = {};
  std::size_t i = 0;
  for (; i + kLanes <= values.size(); i += kLanes)
    for (std::size_t lane = 0; lane < kLanes; ++lane) lanes[lane] += values[i + lane];
  for (std::size_t lane = 0; i + lane < values.size(); ++lane) lanes[lane] += values[i + lane];
  for (std::size_t half = kLanes / 2; half > 0; half /= 2)
    for (std::size_t lane = 0; lane < half; ++lane) lanes[lane] += lanes[lane + half];
  return lanes[0];
}

void softmax(std::span<float> row) {
  subtract(row, largest(row));
  exponentials(row);
  scale(row, 1 / sum(row));
}

void softmax(std::span<double> row, double factor) {
  const double max = *std::max_element(row.begin(), row.end());
  double sum = 0;
  for (double& value : row) sum += value = std::exp((value - max) * factor);
  for (double& value : row) value /= sum;
}

}  // namespace ahub::sim
