// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <cmath>
#include <functional>
#include <map>

#include "ahub/base/error.hpp"
#include "sim/attn_io/standard.hpp"
#include "sim/declare.hpp"
#include "sim/draws.hpp"
#include "unit/sim/run_simulator.hpp"

using namespace ahub;
using namespace ahub::sim;
using namespace ahub::sim::attn_io;

namespace {

using Wide = Matrix<double>;

std::map<std::string, double> outputs(const std::vector<std::pair<std::string, Json>>& params) {
  return outputs_of_run("attn-io", params, 1);
}

Array normal_array(std::size_t rows, std::size_t cols, Draws& draws) {
  Array array(rows, cols);
  for (float& value : array.values) value = static_cast<float>(draws.normal());
  return array;
}

Inputs small_inputs(std::size_t n, std::size_t d, Draws& draws) {
  return {normal_array(n, d, draws), normal_array(n, d, draws), normal_array(n, d, draws), 0.5F};
}

Wide widened(const Array& array) {
  Wide wide(array.rows, array.cols);
  wide.values.assign(array.values.begin(), array.values.end());
  return wide;
}

/// The definition, one element at a time.
Wide plain_attention(const Wide& q, const Wide& k, const Wide& v, double factor) {
  Wide out(q.rows, v.cols);
  for (std::size_t i = 0; i < q.rows; ++i) {
    double total = 0;
    for (std::size_t j = 0; j < k.rows; ++j) {
      double score = 0;
      for (std::size_t c = 0; c < q.cols; ++c) score += q(i, c) * k(j, c);
      const double weight = std::exp(factor * score);
      total += weight;
      for (std::size_t c = 0; c < v.cols; ++c) out(i, c) += weight * v(j, c);
    }
    for (std::size_t c = 0; c < v.cols; ++c) out(i, c) /= total;
  }
  return out;
}

template <class T>
double difference(const Matrix<T>& a, const Wide& b) {
  double largest = 0;
  for (std::size_t i = 0; i < a.values.size(); ++i)
    largest = std::max(largest, std::abs(double{a.values[i]} - b.values[i]));
  return largest;
}

/// Of the sum of dO O by every element of `variable`, as central differences.
Wide slope(Wide variable, const Wide& d_output, const std::function<Wide(const Wide&)>& forward) {
  constexpr double kStep = 1e-5;
  Wide slopes(variable.rows, variable.cols);
  const auto loss = [&] {
    const Wide out = forward(variable);
    double sum = 0;
    for (std::size_t i = 0; i < out.values.size(); ++i) sum += out.values[i] * d_output.values[i];
    return sum;
  };
  for (std::size_t i = 0; i < variable.values.size(); ++i) {
    const double value = variable.values[i];
    variable.values[i] = value + kStep;
    const double above = loss();
    variable.values[i] = value - kStep;
    slopes.values[i] = (above - loss()) / (2 * kStep);
    variable.values[i] = value;
  }
  return slopes;
}

Wide slope_of(const Inputs& in, char which, const Wide& d_output) {
  const Wide q = widened(in.q), k = widened(in.k), v = widened(in.v);
  const double factor = double{in.scale};
  if (which == 'q')
    return slope(q, d_output, [&](const Wide& x) { return plain_attention(x, k, v, factor); });
  if (which == 'k')
    return slope(k, d_output, [&](const Wide& x) { return plain_attention(q, x, v, factor); });
  return slope(v, d_output, [&](const Wide& x) { return plain_attention(q, k, x, factor); });
}

constexpr std::int64_t kRoom = 1 << 24;

}  // namespace

TEST_CASE("tiles of any size give the attention of the definition", "[attn-io]") {
  Draws draws(1);
  const Inputs in = small_inputs(23, 5, draws);
  const Wide exact = plain_attention(widened(in.q), widened(in.k), widened(in.v), double{in.scale});
  CHECK(difference(reference(in, nullptr).output, exact) < 1e-14);
  Traffic traffic;
  CHECK(difference(standard_forward(in, traffic).output, exact) < 1e-6);
  for (const Blocks blocks : {Blocks{1, 1}, Blocks{4, 7}, Blocks{23, 23}, Blocks{30, 2}}) {
    INFO(blocks.cols << " x " << blocks.rows);
    Chip chip(kRoom, 2);
    CHECK(difference(flash_forward(in, blocks, chip).output, exact) < 1e-6);
    CHECK(difference(flash2_forward(in, blocks, chip).output, exact) < 1e-6);
  }
}

TEST_CASE("gradients are the slopes of the forward pass", "[attn-io]") {
  Draws draws(2);
  const Inputs in = small_inputs(9, 4, draws);
  const Array d_output = normal_array(9, 4, draws);
  const Wide dq = slope_of(in, 'q', widened(d_output)), dk = slope_of(in, 'k', widened(d_output)),
             dv = slope_of(in, 'v', widened(d_output));
  const Reference exact = reference(in, &d_output);
  CHECK(difference(exact.dq, dq) < 1e-8);
  CHECK(difference(exact.dk, dk) < 1e-8);
  CHECK(difference(exact.dv, dv) < 1e-8);
  Chip chip(kRoom, 2);
  Traffic traffic;
  for (const Blocks blocks : {Blocks{2, 3}, Blocks{9, 4}}) {
    const Forward forward = flash_forward(in, blocks, chip);
    const Gradients flash = flash_backward(in, forward, d_output, blocks, chip);
    CHECK(difference(flash.dq, dq) < 2e-6);
    CHECK(difference(flash.dk, dk) < 2e-6);
    CHECK(difference(flash.dv, dv) < 2e-6);
  }
  const Gradients naive = standard_backward(in, standard_forward(in, traffic), d_output, traffic);
  CHECK(difference(naive.dq, dq) < 2e-6);
  CHECK(difference(naive.dk, dk) < 2e-6);
  CHECK(difference(naive.dv, dv) < 2e-6);
}

TEST_CASE("the traffic of a tiny case is what a hand counts", "[attn-io]") {
  Draws draws(3);
  const Inputs in = small_inputs(4, 2, draws);
  const Array d_output = normal_array(4, 2, draws);
  // Two blocks of K, two of Q, each of 2 x 2 = 4 elements and 2 rows.
  const Blocks blocks{2, 2};
  Chip forward_chip(kRoom, 2), second_chip(kRoom, 2), backward_chip(kRoom, 2);
  const Forward forward = flash_forward(in, blocks, forward_chip);
  // For each K block: K, V; for each Q block in it: Q, O in, O out; m, l in and out.
  CHECK(forward_chip.traffic().elements == 2 * (4 + 4 + 2 * (4 + 4 + 4)));
  CHECK(forward_chip.traffic().statistics == 2 * 2 * (2 + 2 + 2 + 2));
  flash2_forward(in, blocks, second_chip);
  // For each Q block: Q, O out, the logarithms; for each K block in it: K, V.
  CHECK(second_chip.traffic().elements == 2 * (4 + 4 + 2 * (4 + 4)));
  CHECK(second_chip.traffic().statistics == 2 * 2);
  flash_backward(in, forward, d_output, blocks, backward_chip);
  // For each K block: K, V in, dK, dV out; for each Q block in it: Q, O, dO, dQ in, dQ out; m, l
  // in.
  CHECK(backward_chip.traffic().elements == 2 * (4 * 4 + 2 * (5 * 4)));
  CHECK(backward_chip.traffic().statistics == 2 * 2 * (2 + 2));
  CHECK(forward_chip.traffic().bytes(2) == 64 * 2 + 32 * 4);
  Traffic traffic;
  const StandardForward naive = standard_forward(in, traffic);
  CHECK(traffic.elements == 4 * 16 + 4 * 8);
  standard_backward(in, naive, d_output, traffic);
  CHECK(traffic.elements == 11 * 16 + 12 * 8);
  CHECK(traffic.statistics == 0);
  // K^T, V, Q, O, a block of P V, scores: six tiles of 4 elements; two statistics of 2 rows.
  CHECK(forward_chip.peak_bytes() == 6 * 4 * 2 + 2 * 2 * 4);
}

TEST_CASE("operations of a tiny case are what a hand counts", "[attn-io]") {
  Draws draws(4);
  const Inputs in = small_inputs(4, 2, draws);
  Chip chip(kRoom, 2);
  const Operations one = flash_forward(in, {2, 2}, chip).operations;
  const Operations two = flash2_forward(in, {2, 2}, chip).operations;
  CHECK(one.matmul == 2 * 2 * 4 * 4 * 2);
  CHECK(two.matmul == one.matmul);
  // Scale, maximum, subtraction, exponential, sum of 16 scores; then of 4 rows in 2 blocks.
  CHECK(one.other == 5 * 16 + 4 * 2 * (4 * 2 + 9));
  CHECK(two.other == 5 * 16 + 4 * 2 * (2 + 4) + 4 * (2 + 2));
}

TEST_CASE("published and expected figures at N = 1024, d = 64", "[attn-io]") {
  const std::map<int, double> constants{{64, 12.5}, {128, 13}, {256, 14}, {512, 16}};
  const std::map<int, double> reductions{{64, 1.49}, {128, 1.26}, {256, 1.13}, {512, 1.06}};
  double last = 1e300;
  for (const auto& [block, constant] : constants) {
    const auto values = outputs({{"block_c", block}, {"direction", "forward"}});
    CHECK(values.at("io_constant") == constant);
    CHECK(values.at("other_ops_reduction") == Approx(reductions.at(block)).margin(0.005));
    CHECK(values.at("error_flash") < 2e-6);
    CHECK(values.at("difference_flash2") < 1e-6);
    CHECK(values.at("hbm_flash") < last);
    last = values.at("hbm_flash");
  }
  const auto values = outputs({});
  CHECK(values.at("hbm_flash") == Approx(4.10e9).margin(0.005e9));
  CHECK(values.at("hbm_naive") == Approx(25.23e9).margin(0.005e9));
  CHECK(values.at("hbm_standard") == Approx(40.27e9).margin(0.005e9));
  CHECK(values.at("reduction_standard") == Approx(9.8).margin(0.05));
  // The published reduction: 40.3 GB over 4.4 GB.
  CHECK(values.at("reduction_standard") == Approx(40.3 / 4.4).epsilon(0.15));
  CHECK(values.at("error_gradient_flash") < 5e-6);
}

TEST_CASE("the parts of both directions add up", "[attn-io]") {
  std::vector<std::pair<std::string, Json>> params{{"n", 100}, {"d", 16}, {"block_c", 24}};
  const auto both = outputs(params);
  CHECK(both.at("hbm_flash") == both.at("hbm_flash_forward") + both.at("hbm_flash_backward"));
  CHECK(both.at("hbm_naive") == both.at("hbm_naive_forward") + both.at("hbm_naive_backward"));
  params.emplace_back("direction", "backward");
  const auto backward = outputs(params);
  CHECK(backward.at("hbm_flash") == both.at("hbm_flash_backward"));
  CHECK(backward.count("error_flash") == 0);
  CHECK(backward.at("error_gradient_flash") == both.at("error_gradient_flash"));
}

TEST_CASE("blocks that do not fit on chip and runs that cost too much are refused", "[attn-io]") {
  CHECK_THROWS_AS(outputs({{"sram_bytes", 8192}}), Error);
  CHECK_THROWS_AS(outputs({{"n", 4096}, {"d", 512}}), Error);
  CHECK_THROWS_AS(outputs({{"n", 4096}, {"block_c", 1}}), Error);
}
