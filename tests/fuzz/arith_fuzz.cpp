// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Programs of `arith` under libFuzzer: the first line is the unit, the rest the program. What is
// calculated is in lowest terms and lies within half a step of its double.
#include <cmath>
#include <cstdlib>

#include "ahub/base/error.hpp"
#include "sim/arith/evaluate.hpp"

using namespace ahub::sim::arith;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t line = bytes.find('\n');
  if (line == std::string_view::npos) return 0;
  try {
    const Result result = evaluate(bytes.substr(line + 1), bytes.substr(0, line));
    const Rational& value = result.value;
    const bool lowest = gcd(value.numerator(), value.denominator()) == 1;
    if (!lowest || value.denominator() <= 0 || value.bits() > kMostBits) std::abort();
    const double nearest = result.nearest;
    const double above = std::nextafter(nearest, INFINITY),
                 below = std::nextafter(nearest, -INFINITY);
    const auto gap = [&](double other) {
      const Rational difference = value - from_double(other);
      return difference.sign() < 0 ? -difference : difference;
    };
    if (std::isfinite(above) && gap(above) < gap(nearest)) std::abort();
    if (std::isfinite(below) && gap(below) < gap(nearest)) std::abort();
  } catch (const ahub::Error&) {
  } catch (const Fault&) {
  }
  return 0;
}
