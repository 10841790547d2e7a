// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The `quant` simulator: published quantisation methods, each the whole algorithm, against
// round-to-nearest on one layer.
#include "ahub/base/error.hpp"
#include "sim/quant/methods.hpp"

namespace ahub::sim {
namespace {

Fidelity fidelity(const QuantParams&) { return Fidelity::numeric; }

std::vector<std::string> outputs_of(const QuantParams& p) { return quant_outputs_of(p.method); }

Measures measured(const QuantParams& p, std::int64_t seed, const Context& context) {
  const Deadline& deadline = context.deadline;
  if (p.method == "kivi") {
    if (!p.weights.empty() || !p.activations.empty()) {
      throw Error(ErrorKind::input, "bad-parameter",
                  "method kivi makes its own keys, values and queries and reads no file",
                  "leave out 'weights' and 'activations'");
    }
    return run_kivi(p, seed, deadline);
  }
  const Layer layer = layer_of(p, seed, context);
  deadline.check();
  if (p.method == "awq") return run_awq(p, layer, seed, deadline);
  if (p.method == "gptq") return run_gptq(p, layer, deadline);
  return p.method == "smoothquant" ? run_smoothquant(p, layer, deadline) : run_rtn(p, layer);
}

std::vector<Output> simulate(const QuantParams& p, std::int64_t seed, const Context& context) {
  return quant_outputs(p.method, measured(p, seed, context));
}

}  // namespace

Simulator quant_simulator() {
  const About about{
      "quant",
      1,
      "Weight and cache quantisation methods against round-to-nearest.",
      "A synthetic layer Y = W X is generated (or W and X are read from files) and one method is "
      "run on it in double precision, the whole algorithm: rtn and awq scale or round weights in "
      "groups, gptq compensates rounding errors column by column, smoothquant rounds weights and "
      "activations to integers, kivi rounds a synthetic cache of keys and values per token or per "
      "channel. Errors are those of the layer's or the attention's output, relative to its "
      "energy. The laws of the tensors are assumptions that the parameters declare, so a result "
      "says 'on this synthetic layer', not 'on a model'; perplexity and speed are left out. The "
      "output energy of a layer with outlier channels is mostly theirs.",
      "AWQ 2306.00978 sections 3.1-3.2, tables 1-2; GPTQ 2210.17323 algorithm 1; SmoothQuant "
      "2211.10438 equations 1-4; KIVI 2402.02750 section 3",
      {"nmse"}};
  return make_simulator<QuantParams>(about, quant_param_rows(), quant_output_infos(),
                                     {fidelity, outputs_of, quant_cost, simulate});
}

}  // namespace ahub::sim
