// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/quant/layer.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/limits.hpp"
#include "ahub/base/text.hpp"
#include "sim/tensor/tensor.hpp"

namespace ahub::sim {
namespace {

/// Beyond this, sums of squares of squares could leave the range of double precision.
constexpr double kLargestElement = 1e30;

struct Opened {
  FileView file;
  Unfolded content;  ///< Holds what `tensor` looks at when the file was compressed.
  TensorView tensor;
};

std::optional<Opened> opened(const char* parameter, const std::string& path,
                             const std::string& name, const Context& context) {
  if (path.empty()) return std::nullopt;
  Opened result;
  result.file = open_file(context, parameter, path);
  result.content =
      unfold_tensor(result.file.bytes, result.file.name, [&context] { context.deadline.check(); });
  result.tensor = parse_tensor(result.content.bytes, result.file.name, name, context.reading);
  return result;
}

Matrix<double> elements(const Opened& source) {
  Matrix<double> matrix = read(source.tensor);
  for (std::size_t i = 0; i < matrix.values.size(); ++i) {
    if (std::abs(matrix.values[i]) <= kLargestElement) continue;
    throw Error(
        ErrorKind::input, "bad-parameter",
        fmt::format("{}: element ({}, {}) is {:.3g}, at most {:.0e} is taken", source.tensor.file,
                    i / matrix.cols, i % matrix.cols, matrix.values[i], kLargestElement));
  }
  return matrix;
}

void require_affordable(const QuantParams& p) {
  const Cost cost = quant_cost(p);
  if (cost.steps <= static_cast<double>(limits::kSimulatorSteps) &&
      cost.bytes <= static_cast<double>(limits::kSimulatorBytes))
    return;
  throw Error(ErrorKind::limit, "cost",
              fmt::format("{} x {} weights with {} tokens need about {:.3g} steps and {:.3g} "
                          "bytes, more than a run may take",
                          p.rows, p.cols, p.tokens, cost.steps, cost.bytes),
              "take a slice of the tensor or fewer tokens");
}

}  // namespace

Layer layer_of(const QuantParams& p, std::int64_t seed, const Context& context) {
  const auto weights = opened("weights", p.weights, p.weights_tensor, context),
             activations = opened("activations", p.activations, p.activations_tensor, context);
  QuantParams shape = p;
  if (weights) {
    shape.rows = static_cast<std::int64_t>(weights->tensor.rows);
    shape.cols = static_cast<std::int64_t>(weights->tensor.cols);
  }
  if (activations) {
    shape.tokens = static_cast<std::int64_t>(activations->tensor.rows);
    const auto channels = static_cast<std::int64_t>(activations->tensor.cols);
    if (weights && channels != shape.cols) {
      throw Error(ErrorKind::input, "bad-parameter",
                  fmt::format("the weights are {} x {} (outputs x inputs), the activations {} x {} "
                              "(tokens x inputs): the inputs must agree",
                              shape.rows, shape.cols, shape.tokens, channels),
                  "transpose the one that lies the other way");
    }
    shape.cols = channels;
  }
  require_affordable(shape);
  Layer layer;
  layer.weights = weights ? elements(*weights) : generated_weights(shape, seed, context.deadline);
  layer.activations = activations ? transposed(elements(*activations))
                                  : generated_activations(shape, seed, context.deadline);
  return layer;
}

Matrix<double> gram(const Matrix<double>& x) {
  // Tiles on and above the diagonal, then mirrored: half the work, the same sums.
  constexpr std::size_t kTile = 64;
  Matrix<double> result(x.rows, x.rows);
  const View<const double> all = x;
  for (std::size_t i = 0; i < x.rows; i += kTile) {
    const std::size_t rows = std::min(kTile, x.rows - i), cols = x.rows - i;
    const double* const first = x.values.data() + i * x.cols;
    add_product_transposed({first, rows, x.cols, all.stride}, {first, cols, x.cols, all.stride},
                           {result.values.data() + i * x.rows + i, rows, cols, x.rows});
  }
  for (std::size_t i = 0; i < x.rows; ++i)
    for (std::size_t j = 0; j < i; ++j) result(i, j) = result(j, i);
  return result;
}

double output_energy(const Matrix<double>& d, const Matrix<double>& gram) {
  const Matrix<double> through = product(d, gram);
  double sum = 0;
  for (std::size_t i = 0; i < d.rows; ++i) sum += dot(through.row(i), d.row(i));
  return sum;
}

OutputEnergy::OutputEnergy(const Matrix<double>& x)
    : x_(x), gram_(x.cols > x.rows ? gram(x) : Matrix<double>()) {}

double OutputEnergy::operator()(const Matrix<double>& d) const {
  return gram_.values.empty() ? energy(product(d, x_)) : output_energy(d, gram_);
}

Matrix<double> difference(const Matrix<double>& a, const Matrix<double>& b) {
  Matrix<double> result(a.rows, a.cols);
  for (std::size_t i = 0; i < a.values.size(); ++i) result.values[i] = a.values[i] - b.values[i];
  return result;
}

double energy(const Matrix<double>& a) {
  double sum = 0;
  for (std::size_t i = 0; i < a.rows; ++i) sum += dot(a.row(i), a.row(i));
  return sum;
}

}  // namespace ahub::sim
