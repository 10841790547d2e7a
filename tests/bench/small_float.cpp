// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Conversions to small floats, in millions of values a second of CPU time.
//   small_float [VALUES [ROUNDS]]       10^6 and 20 by default
#include <cstdio>
#include <cstdlib>

#include "bench/timing.hpp"
#include "sim/draws.hpp"
#include "sim/numeric/small_float.hpp"

namespace ahub::bench {
namespace {

template <class Convert>
void report(const char* name, std::size_t values, int rounds, Convert convert) {
  Times times;
  for (int round = 0; round < rounds; ++round) times.add(convert);
  std::printf("%-24s %10.0f\n", name, 1e-6 * static_cast<double>(values) / times.cpu(0.5));
}

int run(std::size_t size, int rounds) {
  sim::Draws draws(1);
  std::vector<double> values(size);
  for (double& value : values) value = draws.normal();
  std::vector<std::uint16_t> halves(size);
  std::vector<std::uint8_t> bytes(size);
  std::vector<float> floats(size);
  std::printf("%zu values, median of %d; million values/s\n", size, rounds);
  report("double to fp16", size, rounds, [&] {
    for (std::size_t i = 0; i < size; ++i) halves[i] = sim::encode<sim::kFp16>(values[i]);
  });
  report("fp16 to e4m3, table", size, rounds, [&] { sim::e4m3_from_fp16(halves, bytes); });
  report("double to e4m3", size, rounds, [&] {
    for (std::size_t i = 0; i < size; ++i) bytes[i] = sim::encode<sim::kE4m3>(values[i]);
  });
  report("e4m3 to float", size, rounds, [&] {
    for (std::size_t i = 0; i < size; ++i) floats[i] = sim::decode<sim::kE4m3>(bytes[i]);
  });
  double sum = 0;
  for (const float value : floats) sum += double{value};
  std::printf("sum of what came back: %.6g\n", sum);
  return 0;
}

}  // namespace
}  // namespace ahub::bench

int main(int count, char** arguments) {
  const auto size = count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 1'000'000;
  const int rounds = count > 2 ? std::atoi(arguments[2]) : 20;
  if (size < 1 || rounds < 1) {
    std::fputs("usage: small_float [VALUES [ROUNDS]]\n", stderr);
    return 2;
  }
  return ahub::bench::run(size, rounds);
}
