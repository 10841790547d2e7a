// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/serving/cost_model.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "ahub/base/error.hpp"

namespace ahub::sim::serving {
namespace {

constexpr Gpu kGpus[] = {
    {"h100", 989.4e12, 3.35e12, 80e9, "NVIDIA H100 SXM5 80 GB data sheet"},
    {"a100-80", 312e12, 2.039e12, 80e9, "NVIDIA A100 SXM4 80 GB data sheet"},
    {"a100-40", 312e12, 1.555e12, 40e9, "NVIDIA A100 SXM4 40 GB data sheet"},
    {"l40s", 362e12, 0.864e12, 48e9, "NVIDIA L40S data sheet"},
    {"a6000", 154.8e12, 0.768e12, 48e9, "NVIDIA RTX A6000 data sheet"},
    {"t4", 65e12, 0.32e12, 16e9, "NVIDIA T4 data sheet"},
};

// fp16: two bytes a parameter, 2 x 2 x layers x KV heads x head size bytes a token.
constexpr LanguageModel kModels[] = {
    {"llama-3-8b", 8.03e9, 32, 4096, 16.06e9, 131072, "arXiv:2407.21783, table 3 (8 KV heads)"},
    {"llama-3-70b", 70.6e9, 80, 8192, 141e9, 327680, "arXiv:2407.21783, table 3 (8 KV heads)"},
    {"llama-2-7b", 6.74e9, 32, 4096, 13.48e9, 524288, "arXiv:2307.09288"},
    {"llama-2-13b", 13.0e9, 40, 5120, 26e9, 819200, "arXiv:2307.09288"},
    {"opt-6.7b", 6.7e9, 32, 4096, 13.4e9, 524288, "arXiv:2205.01068, table 1"},
    {"opt-13b", 13.0e9, 40, 5120, 26e9, 819200, "arXiv:2205.01068, table 1"},
    {"opt-30b", 30e9, 48, 7168, 60e9, 1376256, "arXiv:2205.01068, table 1"},
};

template <class Row, std::size_t Count>
const Row& named(const Row (&rows)[Count], std::string_view name) {
  for (const Row& row : rows) {
    if (row.name == name) return row;
  }
  throw Error(ErrorKind::internal, "unknown-name", "no row " + std::string(name));
}

template <class Row, std::size_t Count>
std::vector<std::string_view> names(const Row (&rows)[Count]) {
  std::vector<std::string_view> list;
  for (const Row& row : rows) list.push_back(row.name);
  return list;
}

}  // namespace

const Gpu& gpu(std::string_view name) { return named(kGpus, name); }
const LanguageModel& language_model(std::string_view name) { return named(kModels, name); }
std::vector<std::string_view> gpu_names() { return names(kGpus); }
std::vector<std::string_view> language_model_names() { return names(kModels); }

Device device_of(const Gpu& gpu, const LanguageModel& model, double ranks) {
  return {gpu.flops, gpu.bandwidth, model.parameters / ranks, model.weight_bytes / ranks,
          model.kv_token_bytes / ranks};
}

Nanoseconds to_nanoseconds(double seconds) noexcept {
  // Half a century at most, so that sums of times stay far from the end of the range.
  if (!(seconds > 0)) return 0;
  return static_cast<Nanoseconds>(std::nearbyint(std::min(seconds, 1.5e9) * 1e9));
}

Nanoseconds iteration_time(const Device& device, const Efficiency& efficiency, double tokens,
                           double context) noexcept {
  const double compute = 2 * device.parameters * tokens / (device.flops * efficiency.mfu);
  const double memory =
      (device.weight_bytes + context * device.kv_token_bytes) / (device.bandwidth * efficiency.mbu);
  return to_nanoseconds(efficiency.overhead_s + std::max(compute, memory));
}

}  // namespace ahub::sim::serving
