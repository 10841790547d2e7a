// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// GPTQ of one layer at 3 bits, a grid a row, blocks of 128; its parts and the whole, CPU seconds,
// medians. gptq.py runs NumPy over the same layer.
//   gptq [ROUNDS [COLS | WEIGHTS.npy ACTIVATIONS.npy]]      7 rounds, 512 x 512 by default
#include <cstdio>
#include <cstdlib>

#include "ahub/base/mapped_file.hpp"
#include "bench/timing.hpp"
#include "sim/quant/gptq.hpp"
#include "sim/quant/layer.hpp"
#include "sim/tensor/tensor.hpp"

using namespace ahub;
using namespace ahub::sim;

namespace {

Matrix<double> from_file(const char* path) {
  const MappedFile file(path);
  return read(parse_tensor(file.bytes(), path));
}

Layer layer_from(int argc, char** argv) {
  if (argc > 3) return {from_file(argv[2]), transposed(from_file(argv[3]))};
  QuantParams p;
  p.method = "gptq";
  p.rows = p.cols = argc > 2 ? std::atoi(argv[2]) : 512;
  p.tokens = 4 * p.cols;
  return layer_of(p, 1, Context());
}

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 7;
  const Layer layer = layer_from(argc, argv);
  bench::Times whole, moments_time, factor_time, columns_time;
  Matrix<double> moments, factor, result;
  for (int round = 0; round < rounds; ++round) {
    whole.add([&] {
      moments_time.add([&] { moments = gram(layer.activations); });
      factor_time.add([&] { factor = inverse_factor(moments, 0.01); });
      columns_time.add([&] {
        result = gptq(layer.weights, moments, factor, {3, 0, 128}, Deadline());
      });
    });
  }
  const double nmse = output_energy(difference(layer.weights, result), moments) /
                      output_energy(layer.weights, moments);
  std::printf("moments %.4f factor %.4f columns %.4f whole %.4f nmse %.6e\n", moments_time.cpu(0.5),
              factor_time.cpu(0.5), columns_time.cpu(0.5), whole.cpu(0.5), nmse);
}
