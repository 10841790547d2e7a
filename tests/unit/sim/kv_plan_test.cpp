// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <map>

#include "ahub/base/error.hpp"
#include "ahub/sim/simulator.hpp"
#include "unit/sim/run_simulator.hpp"

using namespace ahub;
using namespace ahub::sim;

namespace {

std::map<std::string, double> plan(const Params& params) {
  return outputs_of_run("kv-plan", params, 0);
}

/// `params` with those of `more` in their place.
Params with(Params params, const Params& more) {
  for (const auto& [name, value] : more) {
    std::erase_if(params, [&](const auto& param) { return param.first == name; });
    params.emplace_back(name, value);
  }
  return params;
}

const Params kDeepSeekV2{{"design", "mla"}, {"layers", 60},   {"heads", 128}, {"head_dim", 128},
                         {"bits", 6},       {"weights", 236}, {"gpus", 8},    {"usable", 0.9}};
const Params kDeepSeek67B{{"design", "gqa"}, {"layers", 95}, {"heads", 64},  {"kv_heads", 8},
                          {"weights", 134},  {"gpus", 8},    {"usable", 0.9}};
const Params kOpt175B{{"layers", 96}, {"heads", 96}, {"tokens", 2048}};
/// Prompts of 161 tokens and outputs of 338, as KIVI loads it.
const Params kKivi{{"bits", 2}, {"group", 32}, {"tokens", 499}};

}  // namespace

TEST_CASE("one key-value head in place of eight caches an eighth", "[kv-plan]") {
  // MQA (1911.02150): 6 decoder layers of 8 heads of 128.
  const auto mqa = plan({{"design", "mqa"}, {"layers", 6}, {"heads", 8}});
  CHECK(mqa.at("elements_per_token") == 6 * 256);
  CHECK(mqa.at("baseline_elements_per_token") == 6 * 2048);
  CHECK(mqa.at("element_ratio") == 8);
  CHECK(mqa.at("kv_groups") == 1);
  // GQA-8 of T5-XXL: 64 heads.
  CHECK(plan({{"design", "gqa"}, {"heads", 64}, {"kv_heads", 8}}).at("element_ratio") == 8);
  CHECK(plan({{"design", "gqa"}, {"kv_heads", 32}}).at("element_ratio") == 1);
}

TEST_CASE("the cache of DeepSeek-V2 is 25.92 KB a token at 6 bits, 93.34 % below that of 67B",
          "[kv-plan]") {
  const auto v2 = plan(kDeepSeekV2), dense = plan(kDeepSeek67B);
  CHECK(v2.at("elements_per_token") == 34'560);
  CHECK(v2.at("bytes_per_token") == 25'920);
  CHECK(v2.at("kv_groups") == 2.25);
  CHECK(dense.at("elements_per_token") == 194'560);
  CHECK(dense.at("bytes_per_token") == 389'120);
  CHECK(1 - 25'920 / dense.at("bytes_per_token") == Approx(0.9334).margin(5e-5));
  // The same with 8 and with 16 bits: the headline needs its 6.
  const auto at_bits = [](int bits) {
    return plan(with(kDeepSeekV2, {{"bits", bits}})).at("bytes_per_token");
  };
  CHECK(1 - at_bits(8) / dense.at("bytes_per_token") == Approx(0.9112).margin(5e-5));
  CHECK(1 - at_bits(16) / dense.at("bytes_per_token") == Approx(0.8224).margin(5e-5));
  // Same-shape multi-head attention at the same precision: 98.24 %.
  CHECK(plan(with(kDeepSeekV2, {{"full_bits", 6}})).at("reduction") == Approx(98.24).margin(0.005));
}

TEST_CASE("eight GPUs of 80 GB hold 11.5 times the tokens of 67B", "[kv-plan]") {
  const double v2 = plan(kDeepSeekV2).at("max_tokens"), dense = plan(kDeepSeek67B).at("max_tokens");
  CHECK(v2 == 13'117'283);
  CHECK(dense == 1'135'896);
  CHECK(v2 / dense == Approx(11.5).margin(0.1));
}

TEST_CASE("KIVI's batches and peaks come out of its window", "[kv-plan]") {
  const auto small = plan(with(kKivi, {{"residual", 32}}));
  CHECK(small.at("bits_per_element") == 3);
  CHECK(1 / small.at("compression") == Approx(0.2266).margin(5e-5));
  CHECK(small.at("baseline_bytes_per_token") == 524'288);
  CHECK(small.at("baseline_max_batch") == 254);
  CHECK(small.at("max_batch") == 1122);
  CHECK(small.at("batch_ratio") == Approx(4.41).margin(0.01));
  CHECK(small.at("peak_ratio") == Approx(2.80).margin(0.005));
  const auto large = plan(with(kKivi, {{"residual", 128}}));
  CHECK(1 / large.at("compression") == Approx(0.3438).margin(5e-5));
  CHECK(large.at("batch_ratio") == Approx(2.91).margin(0.01));
  CHECK(large.at("peak_ratio") == Approx(2.20).margin(0.005));
  // Without a window: 3 of 16 bits.
  CHECK(plan(kKivi).at("compression") == Approx(16.0 / 3));
  // A request shorter than the window is not quantised at all, but for half the keys beyond R / 2.
  CHECK(plan(with(kKivi, {{"residual", 1000}})).at("compression") == 1);
}

TEST_CASE("GPTQ's four numbers of GPUs for OPT-175B", "[kv-plan]") {
  const auto gpus = [](double weights, double memory) {
    return plan(with(kOpt175B, {{"weights", weights}, {"gpu_memory", memory}})).at("gpus_needed");
  };
  CHECK(plan(kOpt175B).at("bytes_per_request") == 9'663'676'416.0);
  CHECK(gpus(350, 80) == 5);
  CHECK(gpus(350, 48) == 8);
  CHECK(gpus(65.625, 80) == 1);
  CHECK(gpus(65.625, 48) == 2);
}

TEST_CASE("SmoothQuant's 530B model goes from 16 GPUs to 8", "[kv-plan]") {
  const auto wide = plan({{"weights", 1040}, {"batch", 0}}),
             narrow = plan({{"weights", 527}, {"batch", 0}});
  CHECK(wide.at("gpus_needed") == 13);
  CHECK(wide.at("gpus_power_of_two") == 16);
  CHECK(narrow.at("gpus_needed") == 7);
  CHECK(narrow.at("gpus_power_of_two") == 8);
}

TEST_CASE("decimal parameters count as written, so that full is full", "[kv-plan]") {
  // 0.1 GB of cache in ten requests of 0.01 GB; the doubles of 0.3 and 0.2 are further than 0.1
  // apart.
  const Params params{{"layers", 1},         {"heads", 1},      {"head_dim", 1}, {"bits", 8},
                      {"tokens", 5'000'000}, {"gpu_memory", 3}, {"usable", 0.1}, {"weights", 0.2}};
  CHECK(plan(params).at("max_batch") == 10);
  CHECK(plan(with(params, {{"batch", 10}})).at("gpus_needed") == 1);
  CHECK(plan(with(params, {{"batch", 11}})).at("gpus_needed") == 2);
}

TEST_CASE("where nothing fits there is no batch and no ratio", "[kv-plan]") {
  const auto full = plan({{"weights", 100}});
  CHECK(full.at("max_batch") == 0);
  CHECK(full.at("max_tokens") == 0);
  CHECK(full.count("batch_ratio") == 0);
  CHECK(full.at("gpus_needed") == 2);
}

TEST_CASE("the largest settings stay within the numbers of a result", "[kv-plan]") {
  Params least, most;
  for (const ParamInfo& param : find_simulator("kv-plan")->params) {
    if (param.type == ParamType::choice || param.name == "weights") continue;
    const bool integer = param.type == ParamType::integer;
    least.emplace_back(param.name,
                       integer ? Json(static_cast<std::int64_t>(param.min)) : Json(param.min));
    most.emplace_back(param.name,
                      integer ? Json(static_cast<std::int64_t>(param.max)) : Json(param.max));
  }
  for (const std::string design : {"mha", "gqa", "mqa"}) {
    for (const auto& [name, value] : plan(with(most, {{"design", design}}))) {
      INFO(name);
      CHECK(std::abs(value) < 1e25);
      // Scales as wide as the elements cost more than they save.
      CHECK((value >= 0 || name == "reduction"));
    }
  }
  const auto tiny = plan(with(
      least,
      {{"design", "mla"}, {"gpus", 1000}, {"gpu_memory", 1000}, {"usable", 1}, {"weights", 0}}));
  CHECK(tiny.at("max_tokens") == 8e15);
}

TEST_CASE("combinations without a meaning are refused", "[kv-plan]") {
  CHECK_THROWS_WITH(plan({{"design", "gqa"}, {"kv_heads", 5}}),
                    "parameter 'kv_heads' is 5, it takes a divisor of the 32 query heads");
  CHECK_THROWS_WITH(plan({{"design", "mla"}, {"residual", 32}}),
                    "parameter 'residual' is 32, with 'design' mla it takes 0");
  CHECK_THROWS_WITH(plan({{"weights", 5e-324}, {"batch", 0}}),
                    Catch::Contains("it takes 0 or at least one byte"));
  CHECK_NOTHROW(plan({{"weights", 1e-9}, {"batch", 0}}));
  CHECK_NOTHROW(plan({{"design", "mha"}, {"kv_heads", 5}}));
}
