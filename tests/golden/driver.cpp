// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Prints the digests and integers of fixed simulator runs, for comparison across compilers and
// optimisation levels.
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ahub/sim/simulator.hpp"

int main() {
  using Params = std::vector<std::pair<std::string, ahub::Json>>;
  ahub::Json all = ahub::Json::array();
  for (const std::string_view policy : ahub::sim::find_simulator("cache")->params.front().options)
    all.push(policy);
  const std::pair<const char*, Params> runs[] = {
      {"cache", {}},
      {"cache", {{"capacity", 1000}, {"warmup", 20000}}},
      {"cache",
       {{"policy", all}, {"drift_every", 20000}, {"drift_shift", 1000}, {"rng", "xoshiro256ss"}}},
      {"search", {}},
      {"quant", {{"method", "awq"}, {"rows", 32}, {"cols", 64}, {"tokens", 96}, {"group", 16}}},
      {"quant", {{"method", "gptq"}, {"rows", 32}, {"cols", 64}, {"tokens", 96}, {"block", 10}}},
      {"quant", {{"method", "smoothquant"}, {"rows", 32}, {"cols", 64}, {"tokens", 96}}},
      {"quant", {{"method", "kivi"}, {"heads", 2}, {"tokens", 128}, {"queries", 8}}},
  };
  for (const auto& [name, params] : runs) {
    const ahub::sim::RunResult result =
        ahub::sim::run(*ahub::sim::find_simulator(name), params, 42, ahub::sim::Deadline());
    std::printf("%s %s\n", name, result.digest.c_str());
    for (const ahub::sim::Output& output : result.outputs) {
      if (output.value.is_integer())
        std::printf("  %s %lld\n", output.name.c_str(),
                    static_cast<long long>(output.value.as_integer()));
    }
  }
}
