// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "unit/sim/run_simulator.hpp"

using namespace ahub::sim;

TEST_CASE("latencies are within 12.5 % of the published ones", "[streamllm]") {
  // arXiv:2309.17453, figure 10: recomputation and streaming, ms.
  struct Point {
    const char* model;
    int window;
    double recompute, stream;
  };
  const Point points[] = {
      {"llama-2-7b", 256, 63, 31},    {"llama-2-7b", 512, 103, 31},
      {"llama-2-7b", 1024, 223, 35},  {"llama-2-7b", 2048, 523, 45},
      {"llama-2-7b", 4096, 1411, 65}, {"llama-2-13b", 256, 99, 48},
      {"llama-2-13b", 512, 169, 52},  {"llama-2-13b", 1024, 361, 60},
      {"llama-2-13b", 2048, 860, 75}, {"llama-2-13b", 4096, 2355, 106},
  };
  for (const Point& point : points) {
    const auto values =
        outputs_of_run("streamllm", {{"model", point.model}, {"window", point.window}}, 0);
    CHECK(values.at("recompute_ms") == Approx(point.recompute).epsilon(0.125));
    CHECK(values.at("stream_ms") == Approx(point.stream).epsilon(0.125));
  }
}

TEST_CASE("recomputation grows with the square of the window, streaming linearly", "[streamllm]") {
  const Params bare{{"overhead_ms", 0}, {"window", 1'000'000}, {"model", "llama-2-7b"}};
  // So long that attention is all: the speed-up doubles with the window.
  CHECK(outputs_of_run("streamllm", bare, 0).at("doubling") == Approx(2).epsilon(0.01));
  for (const char* const model : {"llama-2-7b", "llama-2-13b"}) {
    const auto values = outputs_of_run("streamllm", {{"model", model}, {"window", 4096}}, 0);
    CHECK(values.at("speedup") == Approx(22.2).epsilon(0.10));
  }
}

TEST_CASE("four sinks suffice where four tokens draw the attention", "[streamllm]") {
  std::map<int, double> retained;
  for (const int sinks : {0, 1, 2, 4, 8}) {
    retained[sinks] =
        outputs_of_run("streamllm", {{"mode", "attention"}, {"window", 256}, {"sinks", sinks}}, 1)
            .at("retained");
  }
  CHECK(retained[0] < 0.2);
  CHECK(retained[1] > retained[0] + 0.1);
  CHECK(retained[2] > retained[1] + 0.1);
  CHECK(retained[4] > retained[2] + 0.1);
  CHECK(retained[8] == Approx(retained[4]).margin(0.005));
}

TEST_CASE("a window that holds everything keeps everything", "[streamllm]") {
  const auto values =
      outputs_of_run("streamllm", {{"mode", "attention"}, {"window", 1000}, {"rows", 5}}, 1);
  CHECK(values.at("retained") == 1);
  CHECK(values.at("log_loss") == 0);
  CHECK(refusal("streamllm", {{"mode", "attention"}, {"window", 4}}) ==
        "4 sinks leave no room in a window of 4");
}
