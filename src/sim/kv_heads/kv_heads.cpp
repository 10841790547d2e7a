// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The `kv-heads` model: two ways to cache less for each token, on random weights. Grouped-query
// attention approximates, multi-head latent attention rearranges.
#include <algorithm>
#include <cmath>

#include "sim/declare.hpp"
#include "sim/kv_heads/absorb.hpp"
#include "sim/kv_heads/convert.hpp"
#include "sim/round.hpp"

namespace ahub::sim {
namespace {

using namespace kv_heads;

/// Units and ranges are in `param_rows`.
struct Params {
  std::string mode = "gqa";
  std::int64_t tokens = 128, d_model = 256, heads = 32, d_head = 32;
  std::int64_t groups = 4;
  double rho = 0.3, query_gain = 1.5;
  std::int64_t d_latent = 64, d_rope = 16;
};

std::vector<ParamRow<Params>> param_rows() {
  return {
      {"mode",
       &Params::mode,
       0,
       0,
       "",
       "Convert to grouped heads, or absorb latent attention's matrices.",
       {"gqa", "mla"}},
      {"tokens", &Params::tokens, 1, 4096, "tokens", "Length of the sequence, causal."},
      {"d_model", &Params::d_model, 1, 8192, "elements", "Width of the layer's input."},
      {"heads", &Params::heads, 1, 256, "", "Query heads."},
      {"d_head", &Params::d_head, 2, 256, "elements", "Width of a head; even in mode mla."},
      {"groups", &Params::groups, 1, 256, "", "Mode gqa: key-value heads left; divides the heads."},
      {"rho", &Params::rho, 0, 0.99, "fraction",
       "Mode gqa: share of the variance of key and value weights common to a group."},
      {"query_gain", &Params::query_gain, 0, 100, "",
       "Mode gqa: query weights are this times the key weights, plus noise."},
      {"d_latent", &Params::d_latent, 2, 4096, "elements",
       "Mode mla: width of the cached latent vector, even."},
      {"d_rope", &Params::d_rope, 2, 256, "elements",
       "Mode mla: width of the shared key with the position, even."},
  };
}

std::vector<OutputInfo> output_infos() {
  return {
      {"cached_elements", true, "elements", "Cached for each token of the layer."},
      {"cached_elements_full", true, "elements", "The same with all heads' keys and values."},
      {"cache_reduction", false, "x", "The second over the first."},
      {"nmse_mean", false, "fraction",
       "Mode gqa: squared error of the outputs, heads of a group averaged, over their squares."},
      {"nmse_first", false, "fraction", "The same with the first head of each group."},
      {"nmse_random", false, "fraction", "The same with a head drawn anew for each group."},
      {"nmse_keys_mean", false, "fraction", "Mode gqa: of the keys, heads averaged."},
      {"nmse_keys_first", false, "fraction", "Mode gqa: of the keys, first head."},
      {"keys_ratio", false, "x", "Mode gqa: nmse_keys_first over nmse_keys_mean."},
      {"absorption_bound", false, "1",
       "Mode mla: largest difference between absorbed and plain, rounded up to a power of ten; "
       "1e-12 stands for all below."},
      {"absorption_mismatches", true, "elements",
       "Mode mla: output elements that differ by more than 1e-12."},
      {"coupled_difference", false, "1",
       "Mode mla: largest difference when the latent part carries the position."},
      {"coupled_mismatches", true, "elements",
       "Mode mla: the same mismatches when the latent part carries the position."},
  };
}

Fidelity fidelity(const Params&) { return Fidelity::numeric; }

std::vector<std::string> outputs_of(const Params& p) {
  std::vector<std::string> names{"cached_elements", "cached_elements_full", "cache_reduction"};
  const auto add = [&](std::initializer_list<const char*> list) {
    names.insert(names.end(), list.begin(), list.end());
  };
  if (p.mode == "gqa") {
    add({"nmse_mean", "nmse_first", "nmse_random", "nmse_keys_mean", "nmse_keys_first",
         "keys_ratio"});
  } else {
    add({"absorption_bound", "absorption_mismatches", "coupled_difference", "coupled_mismatches"});
  }
  return names;
}

Cost cost(const Params& p) {
  const auto tokens = static_cast<double>(p.tokens), d_model = static_cast<double>(p.d_model),
             heads = static_cast<double>(p.heads), d_head = static_cast<double>(p.d_head),
             wide = static_cast<double>(std::max(p.d_latent, p.d_head));
  // Eight multiply-adds a step. A weight costs its draw, some 30 steps, and its products.
  const double weights = 5 * d_model * (d_head + static_cast<double>(p.d_rope));
  const double pairs = 12 * tokens * tokens * (wide / 8 + 10);
  const double latent = tokens * wide * d_head + d_model * static_cast<double>(p.d_latent) * 38;
  return {heads * (weights * (30 + tokens / 8) + pairs + latent),
          8 * (weights * heads + 4 * tokens * tokens + 20 * tokens * (d_model + 2 * wide) +
               4 * wide * d_model)};
}

void require(bool holds, std::string_view name, std::int64_t value, std::string_view legal) {
  if (!holds) refuse_parameter(name, value, legal);
}

/// Below 1e-12 is rounding, whose size depends on the C library's last bits.
double power_of_ten_above(double difference) {
  double bound = 1e-12;
  for (int exponent = -11; bound < difference && exponent < 300; ++exponent)
    bound = std::pow(10.0, exponent);
  return rounded(bound);
}

std::vector<Output> cache_outputs(const Params& p, std::int64_t cached) {
  const std::int64_t full = 2 * p.heads * p.d_head;
  return {{"cached_elements", cached},
          {"cached_elements_full", full},
          {"cache_reduction", rounded(static_cast<double>(full) / static_cast<double>(cached))}};
}

std::vector<Output> run_convert(const Params& p, std::int64_t seed, const Context& context) {
  require(p.heads % p.groups == 0, "groups", p.groups, "a divisor of heads");
  require(p.heads > p.groups, "groups", p.groups, "fewer than heads");
  const ConvertSettings settings{static_cast<std::size_t>(p.tokens),
                                 static_cast<std::size_t>(p.d_model),
                                 static_cast<std::size_t>(p.heads),
                                 static_cast<std::size_t>(p.d_head),
                                 static_cast<std::size_t>(p.groups),
                                 p.rho,
                                 p.query_gain};
  const ConvertErrors errors = convert_heads(settings, seed, context);
  std::vector<Output> outputs = cache_outputs(p, 2 * p.groups * p.d_head);
  outputs.push_back({"nmse_mean", rounded(errors.output_mean)});
  outputs.push_back({"nmse_first", rounded(errors.output_first)});
  outputs.push_back({"nmse_random", rounded(errors.output_random)});
  outputs.push_back({"nmse_keys_mean", rounded(errors.keys_mean)});
  outputs.push_back({"nmse_keys_first", rounded(errors.keys_first)});
  outputs.push_back({"keys_ratio", rounded(errors.keys_first / errors.keys_mean)});
  return outputs;
}

std::vector<Output> run_absorb(const Params& p, std::int64_t seed, const Context& context) {
  require(p.d_head % 2 == 0, "d_head", p.d_head, "an even number in mode mla");
  require(p.d_latent % 2 == 0, "d_latent", p.d_latent, "an even number");
  require(p.d_rope % 2 == 0, "d_rope", p.d_rope, "an even number");
  const AbsorbSettings settings{
      static_cast<std::size_t>(p.tokens),   static_cast<std::size_t>(p.d_model),
      static_cast<std::size_t>(p.heads),    static_cast<std::size_t>(p.d_head),
      static_cast<std::size_t>(p.d_latent), static_cast<std::size_t>(p.d_rope)};
  const AbsorbResult result = absorb_heads(settings, seed, context);
  std::vector<Output> outputs = cache_outputs(p, p.d_latent + p.d_rope);
  outputs.push_back({"absorption_bound", power_of_ten_above(result.decoupled.largest)});
  outputs.push_back({"absorption_mismatches", result.decoupled.above});
  outputs.push_back({"coupled_difference", rounded(result.coupled.largest)});
  outputs.push_back({"coupled_mismatches", result.coupled.above});
  return outputs;
}

std::vector<Output> simulate(const Params& p, std::int64_t seed, const Context& context) {
  return p.mode == "gqa" ? run_convert(p, seed, context) : run_absorb(p, seed, context);
}

}  // namespace

Simulator kv_heads_simulator() {
  const About about{
      "kv-heads",
      1,
      "Caching fewer keys and values: grouped-query conversion and latent attention's absorption.",
      "Mode gqa converts the key and value heads of one attention layer with random weights to one "
      "head for each group, by the mean, the first, or a new random head, and measures how far the "
      "outputs are from those of all heads; no training follows, so its errors are not those of a "
      "trained model. Mode mla computes latent attention with keys and values made from the cached "
      "vectors, and with their matrices absorbed into queries and outputs, which must agree; the "
      "control puts the position into the latent part, where they cannot. Double precision.",
      "GQA (arXiv:2305.13245), section 2.1; DeepSeek-V2 (arXiv:2405.04434), sections 2.1.2 and "
      "2.1.3",
      {"cache_reduction"}};
  return make_simulator<Params>(about, param_rows(), output_infos(),
                                {fidelity, outputs_of, cost, simulate});
}

}  // namespace ahub::sim
