// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The cost model of LLM serving that the simulators of serving systems share: a roofline of one
// iteration over tables of GPUs and models.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "sim/engine/event_queue.hpp"

namespace ahub::sim::serving {

/// Peaks as the vendor states them for dense fp16 matrix products.
struct Gpu {
  std::string_view name;
  double flops;      ///< FLOP/s.
  double bandwidth;  ///< B/s, of the device memory.
  double memory;     ///< B.
  std::string_view source;
};

/// A decoder-only transformer in fp16.
struct LanguageModel {
  std::string_view name;
  double parameters;
  double layers;
  double width;         ///< Model dimension.
  double weight_bytes;  ///< B.
  double
      kv_token_bytes;  ///< B of keys and values for one token: 4 x layers x KV heads x head size.
  std::string_view source;
};

/// Throws `Error{internal}` for a name that is in no table: parameters offer only those.
const Gpu& gpu(std::string_view name);
const LanguageModel& language_model(std::string_view name);
/// The names, for the options of a parameter.
std::vector<std::string_view> gpu_names();
std::vector<std::string_view> language_model_names();

/// How far a system stays below the peaks.
struct Efficiency {
  double mfu = 0.5;       ///< Share of the FLOP/s reached, 0..1.
  double mbu = 0.8;       ///< Share of the bandwidth reached, 0..1.
  double overhead_s = 0;  ///< Of each iteration, in seconds.
};

/// What one device (or one rank of a tensor-parallel group) does in an iteration.
struct Device {
  double flops, bandwidth;  ///< Peaks.
  double parameters;        ///< That this rank multiplies with.
  double weight_bytes;      ///< Read once an iteration.
  double kv_token_bytes;    ///< Of this rank.
};

/// A model spread evenly over `ranks` devices; the communication between them counts as overhead.
Device device_of(const Gpu& gpu, const LanguageModel& model, double ranks = 1);

/// Time of an iteration that feeds `tokens` new tokens through the model while `context` tokens of
/// keys and values are read (Williams, Waterman, Patterson, CACM 52 (2009): the slower of compute
/// and memory):
///   overhead + max(2 parameters tokens / (FLOP/s mfu), (weights + context kv) / (B/s mbu)).
/// Only the four operations of arithmetic, then rounding to a nanosecond.
Nanoseconds iteration_time(const Device& device, const Efficiency& efficiency, double tokens,
                           double context) noexcept;

/// Nearest nanosecond, ties to even; of negative or not finite seconds 0.
Nanoseconds to_nanoseconds(double seconds) noexcept;

}  // namespace ahub::sim::serving
