// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The simulator `streamllm`: what a rolling cache of keys and values costs against recomputation,
// and how much attention survives when the first tokens are kept with it (arXiv:2309.17453).
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "sim/declare.hpp"
#include "sim/draws.hpp"
#include "sim/output_rows.hpp"
#include "sim/serving/cost_model.hpp"

namespace ahub::sim {
namespace {

struct Params {
  std::string mode = "latency";
  std::int64_t window = 1024;
  // Latency.
  std::string gpu = "a6000", model = "llama-2-13b";
  double mfu = 0.55, afu = 0.08, mbu = 1, kbu = 0.08, overhead_ms = 12;
  // Attention.
  std::int64_t sinks = 4, length = 1000, rows = 200;
  double sink_logit = 7, sink_step = 0.5, recency = 2, tau = 16, sigma = 0.7;
};

std::vector<ParamRow<Params>> param_rows() {
  return {
      {"mode",
       &Params::mode,
       0,
       0,
       "",
       "Time of a token by a cost model, or attention kept in a generated row of logits.",
       {"latency", "attention"}},
      {"window", &Params::window, 2, 1'000'000, "tokens",
       "Tokens in the cache; with attention the sinks are among them."},
      {"model", &Params::model, 0, 0, "", "Latency: weights, layers, width.",
       serving::language_model_names()},
      {"gpu", &Params::gpu, 0, 0, "", "Latency: peaks of the GPU.", serving::gpu_names()},
      {"mfu", &Params::mfu, 0.001, 1, "fraction", "Latency: FLOP/s reached in matrix products."},
      {"afu", &Params::afu, 0.001, 1, "fraction", "Latency: FLOP/s reached in attention."},
      {"mbu", &Params::mbu, 0.001, 1, "fraction", "Latency: bandwidth reached on weights."},
      {"kbu", &Params::kbu, 0.001, 1, "fraction", "Latency: bandwidth reached on the cache."},
      {"overhead_ms", &Params::overhead_ms, 0, 1000, "ms", "Latency: fixed time of a token."},
      {"sinks", &Params::sinks, 0, 64, "tokens", "Attention: first tokens that are kept."},
      {"length", &Params::length, 2, 1'000'000, "tokens", "Attention: tokens before the row."},
      {"rows", &Params::rows, 1, 100'000, "", "Attention: generated rows, of which the mean."},
      {"sink_logit", &Params::sink_logit, -20, 40, "", "Attention: logit of the first token."},
      {"sink_step", &Params::sink_step, 0, 20, "",
       "Attention: by how much that of the second, third and fourth is lower, each than the one "
       "before; the fifth and later are ordinary."},
      {"recency", &Params::recency, -20, 40, "",
       "Attention: logit that the last token has more than one far away."},
      {"tau", &Params::tau, 0.1, 1e6, "tokens", "Attention: distance over which that falls by e."},
      {"sigma", &Params::sigma, 0, 10, "", "Attention: deviation of normal noise on each logit."},
  };
}

struct Latency {
  double speedup = 0, recompute_ms = 0, stream_ms = 0, doubling = 0;
};
const std::vector<OutputRow<Latency>>& latency_rows() {
  static const std::vector<OutputRow<Latency>> rows{
      {"speedup", &Latency::speedup, "x", "Time of a token by recomputation over streaming."},
      {"recompute_ms", &Latency::recompute_ms, "ms", "The window is recomputed for each token."},
      {"stream_ms", &Latency::stream_ms, "ms", "The window lies in a rolling cache."},
      {"doubling", &Latency::doubling, "x", "The speed-up with twice the window over this one."},
  };
  return rows;
}

struct Attention {
  double retained = 0, log_loss = 0, retained_dense = 0;
};
const std::vector<OutputRow<Attention>>& attention_rows() {
  static const std::vector<OutputRow<Attention>> rows{
      {"retained", &Attention::retained, "fraction",
       "Softmax mass of the row on the tokens in the cache, mean over rows."},
      {"log_loss", &Attention::log_loss, "", "Mean of -log of that mass."},
      {"retained_window", &Attention::retained_dense, "fraction",
       "The same with the last tokens alone, as many as the cache holds."},
  };
  return rows;
}

/// Milliseconds for a token: recomputing L tokens is compute-bound and quadratic in attention,
///   t0 + max(2 P L / (F mfu), W / (B mbu)) + 4 n d L^2 / (F afu),
/// a rolling cache reads the weights and L keys and values,
///   t0 + W / (B mbu) + 4 n d L / (B kbu),
/// with P parameters, W bytes of them, n layers of width d in fp16.
double recompute_ms(const Params& p, double tokens) {
  const serving::Gpu& gpu = serving::gpu(p.gpu);
  const serving::LanguageModel& model = serving::language_model(p.model);
  const double products = std::max(2 * model.parameters * tokens / (gpu.flops * p.mfu),
                                   model.weight_bytes / (gpu.bandwidth * p.mbu));
  const double attention = 4 * model.layers * model.width * tokens * tokens / (gpu.flops * p.afu);
  return p.overhead_ms + 1e3 * (products + attention);
}

double stream_ms(const Params& p, double tokens) {
  const serving::Gpu& gpu = serving::gpu(p.gpu);
  const serving::LanguageModel& model = serving::language_model(p.model);
  const double weights = model.weight_bytes / (gpu.bandwidth * p.mbu);
  const double cache = 4 * model.layers * model.width * tokens / (gpu.bandwidth * p.kbu);
  return p.overhead_ms + 1e3 * (weights + cache);
}

Latency latency(const Params& p) {
  const auto tokens = static_cast<double>(p.window);
  Latency r;
  r.recompute_ms = recompute_ms(p, tokens);
  r.stream_ms = stream_ms(p, tokens);
  r.speedup = r.recompute_ms / r.stream_ms;
  r.doubling = recompute_ms(p, 2 * tokens) / stream_ms(p, 2 * tokens) / r.speedup;
  return r;
}

constexpr std::int64_t kTrueSinks = 4;

/// Shares of a row's mass on the first k tokens with the last window - k, and on the last window.
std::array<double, 2> kept_mass(const Params& p, Draws& noise) {
  const std::int64_t last = p.window - p.sinks;
  double all = 0, kept = 0, recent = 0;
  for (std::int64_t i = 0; i < p.length; ++i) {
    const auto distance = static_cast<double>(p.length - 1 - i);
    const double sink = p.sink_logit - p.sink_step * static_cast<double>(i);
    const double mass =
        std::exp((i < kTrueSinks ? sink : 0) + p.recency * std::exp(-distance / p.tau) +
                 p.sigma * noise.normal());
    all += mass;
    if (i < p.sinks || i >= p.length - last) kept += mass;
    if (i >= p.length - p.window) recent += mass;
  }
  return {kept / all, recent / all};
}

Attention attention(const Params& p, std::int64_t seed, const Context& context) {
  if (p.sinks >= p.window) {
    throw Error(ErrorKind::input, "bad-parameter",
                fmt::format("{} sinks leave no room in a window of {}", p.sinks, p.window));
  }
  Draws noise(seed, "noise");
  Attention r;
  for (std::int64_t row = 0; row < p.rows; ++row) {
    context.deadline.check();
    const auto [kept, recent] = kept_mass(p, noise);
    r.retained += kept;
    r.log_loss -= std::log(kept);
    r.retained_dense += recent;
  }
  const auto rows = static_cast<double>(p.rows);
  return {r.retained / rows, r.log_loss / rows, r.retained_dense / rows};
}

bool is_latency(const Params& p) { return p.mode == "latency"; }

std::vector<OutputInfo> output_infos() {
  std::vector<OutputInfo> infos = output_infos_of(latency_rows());
  append(infos, output_infos_of(attention_rows()));
  return infos;
}

std::vector<Output> run(const Params& p, std::int64_t seed, const Context& context) {
  std::vector<Output> outputs;
  if (is_latency(p)) {
    add_outputs(latency_rows(), latency(p), outputs);
  } else {
    add_outputs(attention_rows(), attention(p, seed, context), outputs);
  }
  return outputs;
}

}  // namespace

Simulator streamllm_simulator() {
  const About about{
      "streamllm",
      1,
      "A rolling cache with attention sinks against recomputing the window.",
      "Latency prices a token: recomputation feeds the whole window through the model, quadratic "
      "in "
      "attention, a rolling cache reads weights and cached keys and values. Five efficiencies are "
      "fitted to the published times on an A6000. Attention generates rows of logits in which four "
      "first tokens stand out, near tokens count more and the rest is noise, and measures how much "
      "softmax mass the cache keeps; that is a picture of the mechanism, not a perplexity. "
      "Kernels, "
      "position encodings and quality of text are left out.",
      "arXiv:2309.17453, figure 10 and table 2 (what the sinks do)",
      {"recompute_ms", "stream_ms"}};
  return make_simulator<Params>(
      about, param_rows(), output_infos(),
      {[](const Params& p) { return is_latency(p) ? Fidelity::calibrated : Fidelity::generative; },
       [](const Params& p) {
         return is_latency(p) ? output_names(latency_rows()) : output_names(attention_rows());
       },
       [](const Params& p) {
         return Cost{is_latency(p)
                         ? 100.0
                         : 20 * static_cast<double>(p.rows) * static_cast<double>(p.length),
                     1000};
       },
       run});
}

}  // namespace ahub::sim
