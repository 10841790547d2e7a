// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What readers chose goes with the run, also where several runs share what was read.
#include <catch2/catch.hpp>

#include "ahub/base/error.hpp"
#include "ahub/sim/miss_ratio.hpp"
#include "ahub/sim/sweep.hpp"

using namespace ahub;
using namespace ahub::sim;

namespace {

constexpr std::string_view kTrace = "time,key,size\n0,foo,1\n1,bar,1\n2,foo,1\n";

FileView open(const std::string& path) { return {path, kTrace, nullptr}; }

bool names_column(const std::vector<Choice>& choices) {
  for (const Choice& choice : choices)
    if (choice.file == "t.csv" && choice.what == "id column") return true;
  return false;
}

using Params = std::vector<std::pair<std::string, Json>>;

}  // namespace

TEST_CASE("runs over one trace share it, and each has its choices") {
  const Simulator& cache = *find_simulator("cache");
  Memo memo;
  Reading all;
  Context context;
  context.open = open;
  context.memo = &memo;
  context.reading = &all;
  const RunResult first = run(cache, Params{{"trace", "t.csv"}, {"capacity", 1}}, 0, context);
  const RunResult second = run(cache, Params{{"trace", "t.csv"}, {"capacity", 2}}, 0, context);
  CHECK(names_column(first.choices));
  CHECK(second.choices == first.choices);
  CHECK(all.choices() == first.choices);
  context.reading = nullptr;
  CHECK(run(cache, Params{{"trace", "t.csv"}}, 0, context).choices == first.choices);
  CHECK(run(cache, Params{{"requests", 10}}, 0, context).choices.empty());
}

TEST_CASE("a strict run refuses choices, also of what another run read") {
  const Simulator& cache = *find_simulator("cache");
  Memo memo;
  Context context;
  context.open = open;
  context.memo = &memo;
  static_cast<void>(run(cache, Params{{"trace", "t.csv"}}, 0, context));
  Reading strict(true);
  context.reading = &strict;
  CHECK_THROWS_AS(run(cache, Params{{"trace", "t.csv"}}, 0, context), Error);
  CHECK_NOTHROW(run(cache,
                    Params{{"trace", "t.csv"},
                           {"id_column", "key"},
                           {"size_column", "size"},
                           {"delimiter", "comma"}},
                    0, context));
}

TEST_CASE("sweeps and curves say each choice once") {
  Grid grid;
  grid.simulator = find_simulator("cache");
  grid.fixed = {{"trace", "t.csv"}};
  grid.axes = {{"capacity", {"1", "2", "3"}}, {"policy", {"lru", "fifo"}}};
  Reading reading, curves;
  SweepOptions options;
  options.jobs = 3;
  options.open = open;
  options.reading = &reading;
  std::size_t rows = 0;
  sweep(grid, options, [&](const SweepRow&) { ++rows; });
  CHECK(rows == 6);
  CHECK(names_column(reading.choices()));
  MissRatioOptions ratios;
  ratios.open = open;
  ratios.reading = &curves;
  static_cast<void>(
      miss_ratio_curves(Params{{"trace", "t.csv"}, {"policy", "lru,fifo"}}, 0, ratios));
  CHECK(curves.choices() == reading.choices());
}
