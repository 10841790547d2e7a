// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The `kv-plan` model: what the keys and values of past tokens take in memory under one attention
// design and precision, and how many requests fit beside the weights. All is calculated in exact
// fractions: a parameter such as 13.48 is that decimal, not the double nearest to it.
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "sim/arith/rational.hpp"
#include "sim/declare.hpp"

namespace ahub::sim {
namespace {

using arith::from_written;
using arith::Rational;

/// Defaults: Llama-2-7B (32 layers of 32 heads of 128, 6.74e9 parameters of 16 bits) on 80 GB.
struct KvPlanParams {
  std::string design = "mha";
  std::int64_t layers = 32, heads = 32, kv_heads = 8, head_dim = 128;
  std::int64_t latent_dim = 512, rope_dim = 64;
  double bits = 16, full_bits = 16;
  std::int64_t group = 0, scale_bits = 32, residual = 0;
  std::int64_t tokens = 2048, batch = 1;
  double weights = 13.48, gpu_memory = 80, usable = 1;
  std::int64_t gpus = 1;
};

/// Cached elements a token. Multi-head, grouped and multi-query attention keep a key and a value
/// for each key-value head: 2 n_kv d_h l. Latent attention keeps one compressed vector and one
/// rotated key a layer: (d_c + d_h^R) l (DeepSeek-V2, arXiv:2405.04434, table 1).
std::int64_t elements_per_token(const KvPlanParams& p, std::string_view design) {
  if (design == "mla") return (p.latent_dim + p.rope_dim) * p.layers;
  const std::int64_t kv_heads = design == "mha" ? p.heads : design == "gqa" ? p.kv_heads : 1;
  return 2 * kv_heads * p.head_dim * p.layers;
}

/// Bits of one quantised element with its share of the scale and zero of its group.
Rational bits_per_element(const KvPlanParams& p) {
  return from_written(p.bits) + (p.group == 0 ? Rational(0) : Rational(p.scale_bits, p.group));
}

/// Bytes of a request of p.tokens. KIVI (arXiv:2402.02750, section 3.3) keeps the newest tokens in
/// full precision: the values of R tokens, and the keys of 0 to R - 1 that do not fill a group yet,
/// taken as R / 2.
Rational bytes_per_request(const KvPlanParams& p) {
  const Rational tokens = p.tokens, window = p.residual, low = bits_per_element(p);
  const auto bits_of_half = [&](const Rational& tail) {
    const Rational full = std::min(tail, tokens);
    return (tokens - full) * low + full * from_written(p.full_bits);
  };
  const Rational bits = bits_of_half(window / 2) + bits_of_half(window);
  return Rational(elements_per_token(p, p.design), 2) * bits / 8;
}

std::int64_t whole(const Rational& value) {
  return static_cast<std::int64_t>(arith::floor_of(value).numerator());
}

/// How many pieces of `size` fit into `room`; none when it is below 0.
std::int64_t fitting(const Rational& room, const Rational& size) {
  return room.sign() < 0 ? 0 : whole(room / size);
}

std::vector<Output> plan(const KvPlanParams& p) {
  const Rational gigabyte(1'000'000'000);
  const std::int64_t elements = elements_per_token(p, p.design);
  const std::int64_t base_elements = elements_per_token(p, "mha");
  const Rational token = elements * bits_per_element(p) / 8, request = bytes_per_request(p);
  const Rational base_token = base_elements * from_written(p.full_bits) / 8;
  const Rational base_request = base_token * p.tokens;

  const Rational weights = from_written(p.weights) * gigabyte;
  const Rational gpu = from_written(p.gpu_memory) * from_written(p.usable) * gigabyte;
  const Rational room = gpu * p.gpus - weights, need = weights + request * p.batch;
  const std::int64_t batch = fitting(room, request), base_batch = fitting(room, base_request);
  const std::int64_t needed = -whole(-(need / gpu));
  std::int64_t power_of_two = 1;
  while (power_of_two < needed) power_of_two *= 2;

  const auto real = [](const Rational& value) { return arith::to_double(value); };
  std::vector<Output> outputs{
      {"elements_per_token", elements},
      {"bits_per_element", real(bits_per_element(p))},
      {"bytes_per_token", real(token)},
      {"bytes_per_request", real(request)},
      {"kv_groups", real(Rational(elements, 2 * p.head_dim * p.layers))},
      {"baseline_elements_per_token", base_elements},
      {"baseline_bytes_per_token", real(base_token)},
      {"element_ratio", real(Rational(base_elements, elements))},
      {"compression", real(base_request / request)},
      {"reduction", real((1 - request / base_request) * 100)},
      {"max_tokens", fitting(room, token)},
      {"max_batch", batch},
      {"baseline_max_batch", base_batch},
      {"memory", real(need / gigabyte)},
      {"gpus_needed", needed},
      {"gpus_power_of_two", power_of_two},
  };
  if (base_batch > 0) {
    const Rational base_peak = weights + base_request * base_batch;
    outputs.push_back({"batch_ratio", real(Rational(batch, base_batch))});
    outputs.push_back({"peak_ratio", real(base_peak / (weights + request * base_batch))});
  }
  return outputs;
}

std::vector<ParamRow<KvPlanParams>> param_rows() {
  return {
      {"design",
       &KvPlanParams::design,
       0,
       0,
       "",
       "Multi-head, grouped-query, multi-query or multi-head latent attention.",
       {"mha", "gqa", "mqa", "mla"}},
      {"layers", &KvPlanParams::layers, 1, 1000, "", "Layers with attention over past tokens."},
      {"heads", &KvPlanParams::heads, 1, 512, "", "Query heads of a layer."},
      {"kv_heads", &KvPlanParams::kv_heads, 1, 512, "",
       "Grouped-query: key-value heads of a layer; they divide the query heads."},
      {"head_dim", &KvPlanParams::head_dim, 1, 1024, "elements", "Width of one head."},
      {"latent_dim", &KvPlanParams::latent_dim, 1, 65'536, "elements",
       "Latent: width of the compressed vector, d_c."},
      {"rope_dim", &KvPlanParams::rope_dim, 0, 1024, "elements",
       "Latent: width of the rotated key that all heads share."},
      {"bits", &KvPlanParams::bits, 1, 32, "", "Bits of a cached element."},
      {"full_bits", &KvPlanParams::full_bits, 1, 32, "",
       "Bits of an element in the residual window, and in the baseline."},
      {"group", &KvPlanParams::group, 0, 65'536, "elements",
       "Elements that share one scale and zero; 0 for a cache without."},
      {"scale_bits", &KvPlanParams::scale_bits, 0, 64, "", "Bits of one scale and zero together."},
      {"residual", &KvPlanParams::residual, 0, 1'000'000, "tokens",
       "Newest tokens kept in full precision: all their values, on average half their keys."},
      {"tokens", &KvPlanParams::tokens, 1, 10'000'000, "tokens",
       "Mean length of a request, prompt and output."},
      {"batch", &KvPlanParams::batch, 0, 100'000, "requests",
       "Requests in memory, for the GPUs needed."},
      {"weights", &KvPlanParams::weights, 0, 100'000, "GB", "Bytes of the weights."},
      {"gpu_memory", &KvPlanParams::gpu_memory, 1, 1000, "GB", "Memory of one GPU."},
      {"usable", &KvPlanParams::usable, 0.01, 1, "fraction",
       "Part of the memory that weights and cache may take."},
      {"gpus", &KvPlanParams::gpus, 1, 1000, "",
       "GPUs that share the memory, for batches and tokens."},
  };
}

std::vector<OutputInfo> output_infos() {
  return {
      {"elements_per_token", true, "elements", "Cached elements a token, of all layers."},
      {"bits_per_element", false, "", "With the element's share of scale and zero."},
      {"bytes_per_token", false, "B", "Cache of one token outside the residual window."},
      {"bytes_per_request", false, "B",
       "Cache of a request of mean length, residual window included."},
      {"kv_groups", false, "",
       "Key-value heads that grouped-query attention of this shape would cache as much with."},
      {"baseline_elements_per_token", true, "elements",
       "Multi-head attention of the same layers, heads and head width."},
      {"baseline_bytes_per_token", false, "B", "The baseline's, in full precision."},
      {"element_ratio", false, "x", "Elements of the baseline over these."},
      {"compression", false, "x", "Bytes a request of the baseline over these."},
      {"reduction", false, "%", "Bytes a request that this saves of the baseline."},
      {"max_tokens", true, "tokens", "Tokens that fit beside the weights on all GPUs."},
      {"max_batch", true, "requests", "Requests that fit beside the weights on all GPUs."},
      {"baseline_max_batch", true, "requests", "The same of the baseline."},
      {"memory", false, "GB", "Weights and the cache of the batch."},
      {"gpus_needed", true, "", "GPUs whose usable memory holds that."},
      {"gpus_power_of_two", true, "", "The next power of two, as tensor parallelism takes them."},
      {"batch_ratio", false, "x",
       "Largest batch over the baseline's; only when the baseline fits one request."},
      {"peak_ratio", false, "x",
       "Memory of the baseline at its largest batch over the memory at that batch here."},
  };
}

std::optional<SettingProblem> check(const KvPlanParams& p) {
  using Kind = SettingProblem::Kind;
  if (p.weights > 0 && p.weights < 1e-9) {
    return SettingProblem{Kind::out_of_range,
                          "weights",
                          fmt::format("parameter 'weights' is {}, it takes 0 or at least one byte",
                                      format_real(p.weights)),
                          {},
                          {}};
  }
  if (p.design == "gqa" && p.heads % p.kv_heads != 0) {
    return SettingProblem{Kind::out_of_range,
                          "kv_heads",
                          fmt::format("parameter 'kv_heads' is {}, it takes a divisor of the {} "
                                      "query heads",
                                      p.kv_heads, p.heads),
                          {},
                          {}};
  }
  if (p.design == "mla" && p.residual != 0) {
    return SettingProblem{
        Kind::out_of_range,
        "residual",
        fmt::format("parameter 'residual' is {}, with 'design' mla it takes 0", p.residual),
        {},
        "a latent cache holds no keys and values apart"};
  }
  return std::nullopt;
}

Fidelity fidelity(const KvPlanParams&) { return Fidelity::arithmetic; }

std::vector<std::string> outputs_of(const KvPlanParams& p) {
  std::vector<std::string> names;
  for (const Output& output : plan(p)) names.push_back(output.name);
  return names;
}

Cost cost(const KvPlanParams&) { return {1000, 10'000}; }

std::vector<Output> simulate(const KvPlanParams& p, std::int64_t, const Context&) {
  return plan(p);
}

}  // namespace

Simulator kv_plan_simulator() {
  const About about{
      "kv-plan",
      1,
      "Memory of a key-value cache, and what fits beside the weights.",
      "Counts the elements that an attention design caches a token, prices them in bits with the "
      "scales and zeros of quantised groups and a window kept in full precision, and divides the "
      "memory that the weights leave. The baseline is multi-head attention of the same shape in "
      "full precision. Requests have one length, the mean; activations, fragmentation, the copy of "
      "shared key-value heads on several GPUs and the time to read any of it are left out. GB are "
      "10^9 bytes.",
      "Table 1 of DeepSeek-V2 (arXiv:2405.04434); section 3.3 of KIVI (arXiv:2402.02750)",
      {"compression"}};
  return make_simulator<KvPlanParams>(about, param_rows(), output_infos(),
                                      {fidelity, outputs_of, cost, simulate, check});
}

}  // namespace ahub::sim
