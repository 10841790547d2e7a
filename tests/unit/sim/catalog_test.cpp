// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <algorithm>
#include <limits>
#include <set>

#include "ahub/base/error.hpp"
#include "ahub/base/units.hpp"
#include "ahub/sim/simulator.hpp"

using namespace ahub;
using namespace ahub::sim;

namespace {

using Params = std::vector<std::pair<std::string, Json>>;

bool refused(const Simulator& simulator, std::string_view name, Json value) {
  const Params params{{std::string(name), std::move(value)}};
  return !bind_settings(simulator, params).problems.empty();
}

/// Small settings that every model runs quickly with.
Params quick(const Simulator& simulator) {
  if (simulator.about.name == "cache")
    return {{"requests", 2000}, {"catalog", 100}, {"capacity", 10}};
  if (simulator.about.name == "attn-fp8")
    return {{"n", 64}, {"d", 16}, {"rows", 8}, {"seeds", 2}, {"block", 32}};
  if (simulator.about.name == "attn-io") return {{"n", 48}, {"d", 16}, {"block_c", 32}};
  if (simulator.about.name == "kv-heads")
    return {{"tokens", 16}, {"d_model", 32}, {"heads", 8}, {"d_head", 8}};
  if (simulator.about.name == "quant") return {{"rows", 16}, {"cols", 32}, {"tokens", 40}};
  if (simulator.about.name == "tierkv") return {{"iterations", 50}};
  if (simulator.about.name == "heteroserve" || simulator.about.name == "pagedkv")
    return {{"requests", 50}};
  if (simulator.about.name == "h2o") return {{"length", 100}};
  if (simulator.about.name == "streamllm")
    return {{"mode", "attention"}, {"window", 64}, {"rows", 3}, {"length", 100}};
  if (simulator.about.name == "search") return {{"max_n", 32}, {"queries", 20}};
  return {};
}

}  // namespace

TEST_CASE("names are unique, texts are there and units are known", "[catalog]") {
  std::set<std::string_view> names;
  for (const Simulator& simulator : catalog()) {
    CHECK(names.insert(simulator.about.name).second);
    CHECK(simulator.about.version >= 1);
    CHECK_FALSE(simulator.about.source.empty());
    std::set<std::string_view> params;
    for (const ParamInfo& param : simulator.params) {
      CHECK(params.insert(param.name).second);
      CHECK(param.doc.back() == '.');
      CHECK((param.unit.empty() || find_unit(param.unit).has_value()));
    }
    std::set<std::string_view> outputs;
    for (const OutputInfo& output : simulator.outputs) {
      CHECK(outputs.insert(output.name).second);
      CHECK((output.unit.empty() || find_unit(output.unit).has_value()));
    }
  }
}

TEST_CASE("every parameter takes its bounds and refuses what lies beyond", "[catalog]") {
  for (const Simulator& simulator : catalog()) {
    for (const ParamInfo& param : simulator.params) {
      INFO(simulator.about.name << " " << param.name);
      CHECK(refused(simulator, param.name, nullptr));
      CHECK(refused(simulator, param.name, true));
      CHECK_FALSE(refused(simulator, param.name, param.initial));
      if (param.type == ParamType::integer) {
        const auto low = static_cast<std::int64_t>(param.min),
                   high = static_cast<std::int64_t>(param.max);
        CHECK_FALSE(refused(simulator, param.name, low));
        CHECK_FALSE(refused(simulator, param.name, high));
        CHECK(refused(simulator, param.name, low - 1));
        CHECK(refused(simulator, param.name, high + 1));
        CHECK(refused(simulator, param.name, 1.5));
        CHECK(refused(simulator, param.name, "three"));
      } else if (param.type == ParamType::real) {
        CHECK_FALSE(refused(simulator, param.name, param.max));
        CHECK(refused(simulator, param.name, param.max + 1));
        CHECK(refused(simulator, param.name, param.min - 1));
        CHECK(refused(simulator, param.name, std::numeric_limits<double>::quiet_NaN()));
      } else if (param.type == ParamType::text || param.type == ParamType::file) {
        const auto longest = static_cast<std::size_t>(param.max);
        CHECK(refused(simulator, param.name, std::string(longest + 1, 'x')));
      } else {
        CHECK(refused(simulator, param.name, "no-such-word"));
      }
    }
    CHECK(refused(simulator, "no_such_parameter", 1));
  }
}

TEST_CASE("an unknown parameter suggests the nearest name", "[catalog]") {
  const Params params{{"capactiy", 5}};
  const Bound bound = bind_settings(*find_simulator("cache"), params);
  REQUIRE(bound.problems.size() == 1);
  CHECK(bound.problems[0].suggestion == "capacity");
}

TEST_CASE("runs give exactly the outputs announced, all declared, and the same digest again",
          "[catalog]") {
  for (const Simulator& simulator : catalog()) {
    Params params = quick(simulator);
    const RunResult first = run(simulator, params, 5, Deadline());
    std::vector<std::string> names;
    for (const Output& output : first.outputs) {
      names.push_back(output.name);
      REQUIRE(simulator.find_output(output.name) != nullptr);
      CHECK(simulator.find_output(output.name)->exact == output.value.is_integer());
    }
    CHECK(names == simulator.outputs_of(first.settings));
    std::reverse(params.begin(), params.end());
    CHECK(run(simulator, params, 5, Deadline()).digest == first.digest);
    // Arithmetic draws nothing.
    const bool seed_counts = first.fidelity != Fidelity::arithmetic;
    CHECK((run(simulator, params, 6, Deadline()).digest != first.digest) == seed_counts);
  }
}

TEST_CASE("absurd settings are refused before anything is allocated", "[catalog]") {
  const Params params{{"requests", 100'000'000}, {"catalog", 10'000'000}};
  try {
    run(*find_simulator("cache"), params, 1, Deadline());
    FAIL("must throw");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::limit);
    CHECK(error.code() == "cost");
  }
}

TEST_CASE("a deadline in the past stops a run", "[catalog]") {
  const Params params{{"requests", 1'000'000}};
  CHECK_THROWS_AS(run(*find_simulator("cache"), params, 1, Deadline(std::chrono::seconds(0))),
                  Error);
}

TEST_CASE("the reproduce command leaves defaults out and reads back to the same run", "[catalog]") {
  const Simulator& cache = *find_simulator("cache");
  const Params params{{"capacity", 10}, {"requests", 2000}, {"policy", "fifo"}};
  const RunResult result = run(cache, params, 9, Deadline());
  CHECK(reproduce_command(cache, result.settings, 9, "hits_fifo") ==
        "ahub sim run cache -p policy=fifo -p capacity=10 -p requests=2000 --seed 9 --output "
        "hits_fifo");
  const Params typed{{"policy", "fifo"}, {"requests", "2000"}, {"capacity", "10"}};
  CHECK(run(cache, typed, 9, Deadline(), true).digest == result.digest);
}
