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
  const auto policies = [](const char* simulator) {
    ahub::Json all = ahub::Json::array();
    for (const std::string_view policy :
         ahub::sim::find_simulator(simulator)->params.front().options)
      all.push(policy);
    return all;
  };
  const ahub::Json paged = ahub::Json::array().push("paged");
  const std::pair<const char*, Params> runs[] = {
      {"cache", {}},
      {"cache", {{"capacity", 1000}, {"warmup", 20000}}},
      {"cache",
       {{"policy", policies("cache")},
        {"drift_every", 20000},
        {"drift_shift", 1000},
        {"rng", "xoshiro256ss"}}},
      {"search", {}},
      {"tierkv", {{"iterations", 300}}},
      {"heteroserve", {{"policy", policies("heteroserve")}, {"requests", 500}, {"repeats", 2}}},
      {"pagedkv", {{"rate", 4}, {"requests", 500}}},
      {"pagedkv", {{"scheme", paged}, {"requests", 100}, {"sharing", "beam"}, {"width", 4}}},
      {"streamllm", {}},
      {"streamllm", {{"mode", "attention"}, {"window", 256}}},
      {"h2o", {{"length", 300}}},
      {"h2o", {{"mode", "submodular"}, {"instances", 20}}},
      {"attn-io", {{"n", 200}, {"d", 37}, {"block_c", 50}}},
      {"attn-fp8", {{"n", 512}, {"rows", 16}, {"seeds", 2}}},
      {"kv-heads", {{"heads", 8}}},
      {"kv-heads", {{"mode", "mla"}, {"heads", 8}}},
      {"arith", {{"program", "(40.3 GB)^7 / 3^200 / (1 MiB)^5"}, {"unit", "GB^2"}}},
      {"gpu-grid", {{"batch", 4}, {"sequence", 8448}, {"time", 3.538}}},
      {"kv-plan", {{"bits", 2.5}, {"group", 32}, {"residual", 32}, {"tokens", 499}}},
      {"arith", {{"program", "sqrt(2) + log2(3) + 7^0.3"}}},
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
