// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "quant_test.hpp"

#include <catch2/catch.hpp>

#include <bit>
#include <cmath>
#include <limits>

#include "ahub/base/error.hpp"
#include "sim/quant/grid.hpp"

namespace ahub::sim::quant_test {

Values outputs(Params params, const std::string& method, std::int64_t seed,
               const Context& context) {
  params.emplace_back("method", method);
  return outputs_of_run("quant", params, seed, context);
}

double naive_nmse(const Matrix<double>& w, const Matrix<double>& v, const Matrix<double>& x) {
  double error = 0, whole = 0;
  for (std::size_t i = 0; i < w.rows; ++i) {
    for (std::size_t t = 0; t < x.cols; ++t) {
      double exact = 0, approximate = 0;
      for (std::size_t j = 0; j < w.cols; ++j) {
        exact += w(i, j) * x(j, t);
        approximate += v(i, j) * x(j, t);
      }
      error += (exact - approximate) * (exact - approximate);
      whole += exact * exact;
    }
  }
  return error / whole;
}

std::string refusal(const Params& params, const std::string& method, const Context& context) {
  try {
    outputs(params, method, 1, context);
  } catch (const Error& error) {
    CHECK(error.kind() != ErrorKind::internal);
    return error.what();
  }
  return "accepted";
}

}  // namespace ahub::sim::quant_test

using namespace ahub;
using namespace ahub::sim;
using namespace ahub::sim::quant_test;

namespace {

std::string npy(const Matrix<double>& matrix) {
  std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" +
                       std::to_string(matrix.rows) + ", " + std::to_string(matrix.cols) + "), }\n";
  std::string bytes("\x93NUMPY\1\0", 8);
  bytes += static_cast<char>(header.size());
  bytes += '\0';
  bytes += header;
  for (const double value : matrix.values) {
    const auto bits = std::bit_cast<std::uint32_t>(static_cast<float>(value));
    for (unsigned i = 0; i < 32; i += 8) bytes += static_cast<char>(bits >> i & 0xffU);
  }
  return bytes;
}

Context with_files(std::map<std::string, std::string> files) {
  Context context;
  const auto kept = std::make_shared<const std::map<std::string, std::string>>(std::move(files));
  context.open = [kept](const std::string& path) { return FileView{path, kept->at(path), kept}; };
  return context;
}

const Params kSmall{{"rows", 24}, {"cols", 48}, {"tokens", 64}, {"group", 16}};

}  // namespace

TEST_CASE("a grid takes the nearest of its points and contains zero", "[quant]") {
  for (const int bits : {2, 3, 4}) {
    const std::vector<double> values{-0.31, 0.02, 0.9, 0.55};
    const Grid grid = grid_over(values, bits);
    bool has_zero = false;
    std::vector<double> points;
    for (double k = 0; k <= grid.top; ++k) {
      points.push_back((k - grid.zero) * grid.step);
      has_zero = has_zero || points.back() == 0;
    }
    CHECK(has_zero);
    CHECK(points.size() == std::size_t{1} << bits);
    for (double value = -0.5; value < 1.2; value += 0.0137) {
      double least = std::numeric_limits<double>::infinity();
      for (const double point : points) least = std::min(least, std::abs(point - value));
      CHECK(std::abs(grid.nearest(value) - value) == Approx(least).margin(1e-15));
    }
  }
  CHECK(grid_over(std::vector<double>{0.5, 0.7}, 3).nearest(0) == 0);
  CHECK(grid_over(std::vector<double>{0, 0}, 3).nearest(7) == 0);
  CHECK(grid_over(std::vector<double>{5e-324}, 3).nearest(5e-324) == 0);
  const Grid integers = symmetric_grid(127, 8);
  CHECK(integers.nearest(-127) == -127);
  CHECK(integers.nearest(400) == 127);
  CHECK(integers.nearest(2.5) == 2);
}

TEST_CASE("round-to-nearest measures what explicit products give", "[quant]") {
  QuantParams p;
  p.method = "rtn";
  p.rows = 24, p.cols = 50, p.tokens = 64, p.group = 16;
  const Layer layer = layer_of(p, 3, Context());
  const Matrix<double> rounded = rounded_to_groups(layer.weights, 3, 16);
  const Values values =
      outputs({{"rows", 24}, {"cols", 50}, {"tokens", 64}, {"group", 16}}, "rtn", 3);
  CHECK(values.at("nmse") ==
        Approx(naive_nmse(layer.weights, rounded, layer.activations)).epsilon(1e-5));
  CHECK(values.at("sqnr") == Approx(-10 * std::log10(values.at("nmse"))).epsilon(1e-5));
  CHECK(values.at("bits") == 5);
  // The last group has 2 of the 50 columns: all of its weights lie on 3-bit grids of two points.
  CHECK(rounded(0, 48) * rounded(0, 49) * layer.weights(0, 48) * layer.weights(0, 49) >= 0);
}

TEST_CASE("generated tensors have the moments that their laws say", "[quant]") {
  QuantParams p;
  p.tokens = 4096, p.cols = 64, p.outliers = 3;
  const auto variance = [](std::span<const double> row) {
    double sum = 0;
    for (const double value : row) sum += value * value;
    return sum / static_cast<double>(row.size());
  };
  p.activation_law = "low-rank";
  double mean = 0;
  const Matrix<double> low = generated_activations(p, 1);
  for (std::size_t j = 0; j < low.rows; ++j) mean += variance(low.row(j)) / 64;
  CHECK(mean == Approx(1).epsilon(0.1));
  // Channels that share factors are correlated, white ones are not.
  const auto mean_square_correlation = [&](const Matrix<double>& x) {
    const Matrix<double> moments = gram(x);
    double sum = 0;
    for (std::size_t i = 0; i < x.rows; ++i)
      for (std::size_t j = 0; j < i; ++j)
        sum += moments(i, j) * moments(i, j) / moments(i, i) / moments(j, j);
    return sum / (64.0 * 63 / 2);
  };
  CHECK(mean_square_correlation(low) > 0.005);
  p.activation_law = "white";
  CHECK(mean_square_correlation(generated_activations(p, 1)) < 0.0005);
  for (const char* law : {"outliers", "low-rank-outliers", "persistent"}) {
    p.activation_law = law;
    const Matrix<double> x = generated_activations(p, 1);
    int large = 0;
    for (std::size_t j = 0; j < x.rows; ++j) large += variance(x.row(j)) > 50 ? 1 : 0;
    CHECK(large == 3);
  }
  p.weight_law = "student-t", p.weight_spread = 0, p.rows = 512;
  const Matrix<double> heavy = generated_weights(p, 1);
  // Student's t with 4 degrees of freedom has variance 2, and tails that a Gaussian has not.
  CHECK(energy(heavy) / static_cast<double>(heavy.values.size()) == Approx(2).epsilon(0.1));
  CHECK(*std::max_element(heavy.values.begin(), heavy.values.end()) > 8);
}

TEST_CASE("tensors from files give the run that generated ones give", "[quant]") {
  for (const char* method : {"rtn", "awq", "gptq", "smoothquant"}) {
    CAPTURE(method);
    QuantParams p;
    p.method = method;
    p.rows = 24, p.cols = 48, p.tokens = 64;
    const Context files = with_files({{"w.npy", npy(generated_weights(p, 5))},
                                      {"x.npy", npy(transposed(generated_activations(p, 5)))}});
    Params params = kSmall;
    const Values generated = outputs(params, method, 5);
    params.insert(params.end(), {{"weights", "w.npy"}, {"activations", "x.npy"}});
    CHECK(outputs(params, method, 5, files) == generated);
  }
}

TEST_CASE("shapes, sizes and files that do not go together are refused", "[quant]") {
  const Matrix<double> wide(8, 12), tall(12, 8);
  const Context files = with_files({{"wide", npy(wide)},
                                    {"tall", npy(tall)},
                                    {"huge", npy([] {
                                       Matrix<double> matrix(2, 8);
                                       matrix(1, 3) = -2e35;
                                       return matrix;
                                     }())},
                                    {"large", npy(Matrix<double>(1024, 4096))},
                                    {"text", "no tensor"}});
  CHECK(refusal({{"weights", "wide"}, {"activations", "tall"}}, "awq", files) ==
        "the weights are 8 x 12 (outputs x inputs), the activations 12 x 8 (tokens x inputs): the "
        "inputs must agree");
  CHECK(refusal({{"weights", "huge"}}, "rtn", files) ==
        "huge: element (1, 3) is -2e+35, at most 1e+30 is taken");
  CHECK(refusal({{"weights", "large"}}, "gptq", files).find("more than a run may take") !=
        std::string::npos);
  CHECK(refusal({{"weights", "text"}}, "rtn", files).find("a text file") != std::string::npos);
  CHECK(refusal({{"weights", "wide"}, {"weights_tensor", "w"}}, "rtn", files)
            .find("without a name") != std::string::npos);
  CHECK(refusal({{"weights", "wide"}}, "rtn").find("cannot be read here") != std::string::npos);
  CHECK(refusal({{"weights", "wide"}}, "kivi", files).find("reads no file") != std::string::npos);
  CHECK(refusal({{"cols", 4}, {"outliers", 5}}, "awq") ==
        "parameter 'outliers' is 5, there are 4 input channels");
  CHECK(refusal({{"rows", 4096}, {"cols", 4096}}, "gptq").find("steps") != std::string::npos);
  // All zero: there is no output to compare with.
  for (const char* method : {"rtn", "awq", "gptq", "smoothquant"}) {
    CAPTURE(method);
    CHECK(refusal({{"weights", "wide"}}, method, files) ==
          "output 'nmse' is no finite number for this layer");
    CHECK(refusal({{"activations", "tall"}}, method, files) != "accepted");
  }
  // One element in all, and one token.
  for (const char* method : {"rtn", "awq", "gptq", "smoothquant"}) {
    CAPTURE(method);
    CHECK(refusal({{"rows", 1}, {"cols", 1}, {"tokens", 1}, {"outliers", 0}}, method) ==
          "accepted");
  }
  CHECK(refusal({{"tokens", 1}, {"heads", 1}, {"head_size", 1}, {"queries", 1}}, "kivi") ==
        "accepted");
}

TEST_CASE("a run stops at its deadline", "[quant]") {
  for (const char* method : {"awq", "gptq", "smoothquant", "kivi"})
    CHECK(refusal({}, method, Deadline(std::chrono::seconds(0))).find("time limit") !=
          std::string::npos);
}
