// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// One head of attention, forward, in single precision on one thread: FlashAttention as `attn-io`
// runs it, its loads and stores counted and its sums in a fixed order, against sgemm, softmax,
// sgemm of a BLAS.
//   attention [N [ROUNDS]]        1024 and 21 by default; d is 64
// AHUB_OPENBLAS names the shared library of the peer (OpenBLAS, or any with the C interface); set
// OPENBLAS_NUM_THREADS=1. Its softmax is timed twice: with the C library's expf, and with our own
// exponentials, to compare products with products.
#include <dlfcn.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "bench/timing.hpp"
#include "sim/attn_io/flash.hpp"
#include "sim/draws.hpp"
#include "sim/numeric/elementwise.hpp"

namespace ahub::bench {
namespace {

using namespace sim;
using namespace sim::attn_io;

// cblas.h: row-major 101, no transposition 111, transposition 112.
using Sgemm = void (*)(int, int, int, int, int, int, float, const float*, int, const float*, int,
                       float, float*, int);

Array normal_array(std::size_t rows, std::size_t cols, Draws& draws) {
  Array array(rows, cols);
  for (float& value : array.values) value = static_cast<float>(draws.normal());
  return array;
}

void libm_exponentials(std::span<float> x) {
  for (float& value : x) value = std::exp(value);
}

template <class Exponentials>
void softmax(std::span<float> row, float factor, Exponentials exponentials_of) {
  scale(row, factor);
  subtract(row, largest(row));
  exponentials_of(row);
  scale(row, 1 / sum(row));
}

template <class Exponentials>
Array blas_attention(const Inputs& in, Sgemm sgemm, Array& scores, Exponentials exponentials_of) {
  const auto n = static_cast<int>(in.q.rows), d = static_cast<int>(in.q.cols);
  Array out(in.q.rows, in.q.cols);
  sgemm(101, 111, 112, n, n, d, 1, in.q.values.data(), d, in.k.values.data(), d, 0,
        scores.values.data(), n);
  for (std::size_t i = 0; i < scores.rows; ++i) softmax(scores.row(i), in.scale, exponentials_of);
  sgemm(101, 111, 111, n, d, n, 1, scores.values.data(), n, in.v.values.data(), d, 0,
        out.values.data(), d);
  return out;
}

double difference(const Array& a, const Array& b) {
  float most = 0;
  for (std::size_t i = 0; i < a.values.size(); ++i)
    most = std::max(most, std::abs(a.values[i] - b.values[i]));
  return double{most};
}

int run(std::size_t n, int rounds) {
  constexpr std::size_t kWidth = 64;
  constexpr std::int64_t kRoom = 1 << 26;
  Draws draws(1);
  const Inputs in{normal_array(n, kWidth, draws), normal_array(n, kWidth, draws),
                  normal_array(n, kWidth, draws), 0.125F};
  const char* const library = std::getenv("AHUB_OPENBLAS");
  Sgemm sgemm = nullptr;
  if (library == nullptr) {
    std::puts("AHUB_OPENBLAS is not set: ahub's own figures only");
  } else {
    void* const handle = ::dlopen(library, RTLD_NOW);
    if (handle != nullptr) sgemm = reinterpret_cast<Sgemm>(::dlsym(handle, "cblas_sgemm"));
    if (sgemm == nullptr) {
      std::fprintf(stderr, "attention: no cblas_sgemm in '%s'\n", library);
      return 1;
    }
  }
  Array scores(n, n), peer;
  const Blocks kinds[] = {{128, 64}, {384, 64}, {512, 128}};
  Times blas, blas_fast, flash[std::size(kinds)], flash2[std::size(kinds)];
  double apart = 0;
  // In turn, so that a slow spell of the machine hits all.
  for (int round = 0; round < rounds; ++round) {
    if (sgemm != nullptr) {
      blas.add([&] { peer = blas_attention(in, sgemm, scores, libm_exponentials); });
      blas_fast.add([&] { peer = blas_attention(in, sgemm, scores, exponentials); });
    }
    for (std::size_t i = 0; i < std::size(kinds); ++i) {
      Forward one, two;
      flash[i].add([&] {
        Chip chip(kRoom, 4);
        one = flash_forward(in, kinds[i], chip);
      });
      flash2[i].add([&] {
        Chip chip(kRoom, 4);
        two = flash2_forward(in, kinds[i], chip);
      });
      const Array& other = sgemm == nullptr ? two.output : peer;
      apart = std::max({apart, difference(one.output, other), difference(two.output, other)});
    }
  }
  std::printf("n = %zu, d = %zu, median of %d (largest difference %.2g)\n", n, kWidth, rounds,
              apart);
  std::printf("%-36s %10s %10s %10s\n", "", "cpu ms", "x BLAS", "x fast exp");
  const auto line = [&](const char* name, const Times& times) {
    std::printf("%-36s %10.3f", name, 1e3 * times.cpu(0.5));
    if (sgemm != nullptr)
      std::printf(" %10.3f %10.3f", times.cpu(0.5) / blas.cpu(0.5),
                  times.cpu(0.5) / blas_fast.cpu(0.5));
    std::puts("");
  };
  if (sgemm != nullptr) {
    line("BLAS, softmax with expf", blas);
    line("BLAS, softmax with our exponentials", blas_fast);
  }
  for (std::size_t i = 0; i < std::size(kinds); ++i) {
    char name[64];
    std::snprintf(name, sizeof name, "FlashAttention   %3zu x %zu", kinds[i].cols, kinds[i].rows);
    line(name, flash[i]);
    std::snprintf(name, sizeof name, "FlashAttention-2 %3zu x %zu", kinds[i].cols, kinds[i].rows);
    line(name, flash2[i]);
  }
  return apart < 1e-5 ? 0 : 1;
}

}  // namespace
}  // namespace ahub::bench

int main(int count, char** arguments) {
  const auto n = count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 1024;
  const int rounds = count > 2 ? std::atoi(arguments[2]) : 21;
  if (n < 1 || n > 8192 || rounds < 1) {
    std::fputs("usage: attention [N [ROUNDS]]\n", stderr);
    return 2;
  }
  return ahub::bench::run(n, rounds);
}
