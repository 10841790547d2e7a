// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The simulator `h2o` with its three modes.
#include <cmath>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "sim/declare.hpp"
#include "sim/draws.hpp"
#include "sim/h2o/h2o.hpp"
#include "sim/output_rows.hpp"
#include "sim/serving/cost_model.hpp"

namespace ahub::sim {
namespace {

using h2o::Coverage;
using h2o::Params;
using h2o::Retained;

std::vector<ParamRow<Params>> param_rows() {
  return {
      {"mode",
       &Params::mode,
       0,
       0,
       "",
       "Attention kept by eviction policies, the batch that a budget allows, or greedy choice "
       "against the optimum.",
       {"attention", "batch", "submodular"}},
      {"budget", &Params::budget, 0.001, 1, "fraction", "Kept tokens over all."},
      {"length", &Params::length, 16, 20'000, "tokens", "Attention: tokens of the sequence."},
      {"sinks", &Params::sinks, 0, 64, "tokens",
       "Attention: first tokens with a large logit, which sink_window keeps."},
      {"sink_logit", &Params::sink_logit, -20, 40, "", "Attention: their logit."},
      {"heavy_share", &Params::heavy_share, 0, 1, "fraction", "Attention: heavy hitters of all."},
      {"heavy_logit", &Params::heavy_logit, -20, 40, "", "Attention: mean of their logits."},
      {"heavy_spread", &Params::heavy_spread, 0, 20, "", "Attention: deviation of those."},
      {"recency", &Params::recency, -20, 40, "",
       "Attention: logit that the newest token has more than one far away."},
      {"tau", &Params::tau, 0.1, 1e6, "tokens", "Attention: distance over which that falls by e."},
      {"sigma", &Params::sigma, 0, 10, "",
       "Attention: deviation of the normal part of each token's logit that lasts."},
      {"jitter", &Params::jitter, 0, 10, "",
       "Attention: deviation of the normal part that is new in each step."},
      {"model", &Params::model, 0, 0, "",
       "Batch: weights and bytes of keys and values for a token.", serving::language_model_names()},
      {"sequence", &Params::sequence, 1, 10'000'000, "tokens", "Batch: prompt and answer."},
      {"memory_gb", &Params::memory_gb, 0.1, 1e6, "GB", "Batch: memory of the host."},
      {"usable", &Params::usable, 0.01, 1, "fraction", "Batch: share of it that is free."},
      {"instances", &Params::instances, 1, 100'000, "", "Submodular: random instances."},
      {"sets", &Params::sets, 1, 16, "", "Submodular: sets to choose from."},
      {"elements", &Params::elements, 1, 60, "", "Submodular: elements to cover."},
      {"pick", &Params::pick, 2, 7, "", "Submodular: sets chosen."},
  };
}

struct Attention {
  double h2o = 0, sink_window = 0, local = 0, random = 0, heavy = 0, oracle = 0, of_oracle = 0,
         sparsity = 0;
};
const std::vector<OutputRow<Attention>>& attention_rows() {
  static const std::vector<OutputRow<Attention>> rows{
      {"retained_h2o", &Attention::h2o, "fraction",
       "Mean softmax mass on the kept tokens: half heavy hitters, half recent."},
      {"retained_sink_window", &Attention::sink_window, "fraction",
       "The same for the first tokens and the last."},
      {"retained_local", &Attention::local, "fraction", "The same for the last tokens."},
      {"retained_random", &Attention::random, "fraction", "The same for random tokens."},
      {"retained_heavy", &Attention::heavy, "fraction", "The same for heavy hitters alone."},
      {"retained_oracle", &Attention::oracle, "fraction",
       "The same for the largest of each step, which no cache can know."},
      {"h2o_of_oracle", &Attention::of_oracle, "fraction", "retained_h2o over retained_oracle."},
      {"sparsity", &Attention::sparsity, "fraction",
       "Entries of attention below a hundredth of the largest in their row."},
  };
  return rows;
}

struct Batch {
  std::int64_t full = 0, kept = 0;
  double ratio = 0;
};
const std::vector<OutputRow<Batch>>& batch_rows() {
  static const std::vector<OutputRow<Batch>> rows{
      {"batch_full", &Batch::full, "requests", "Largest batch with all keys and values."},
      {"batch_kept", &Batch::kept, "requests", "Largest batch within the budget."},
      {"batch_ratio", &Batch::ratio, "x", "The second over the first."},
  };
  return rows;
}

struct Submodular {
  double worst = 1, mean = 0, bound = 0, tight = 0, tight_bound = 0;
  std::int64_t below_bound = 0, tight_greedy = 0, tight_optimum = 0;
};
const std::vector<OutputRow<Submodular>>& submodular_rows() {
  static const std::vector<OutputRow<Submodular>> rows{
      {"greedy_worst", &Submodular::worst, "fraction",
       "Least value of greedy over the optimum, by brute force over all choices."},
      {"greedy_mean", &Submodular::mean, "fraction", "Mean of the same."},
      {"greedy_bound", &Submodular::bound, "fraction", "1 - 1/e, which it never goes below."},
      {"below_bound", &Submodular::below_bound, "count", "Instances below that bound."},
      {"tight_ratio", &Submodular::tight, "fraction",
       "Greedy over the optimum on the family made to be as bad as possible."},
      {"tight_bound", &Submodular::tight_bound, "fraction", "1 - (1 - 1/pick)^pick."},
      {"tight_greedy", &Submodular::tight_greedy, "", "Greedy's value on that family."},
      {"tight_optimum", &Submodular::tight_optimum, "", "The optimum on that family."},
  };
  return rows;
}

Attention attention(const Params& p, std::int64_t seed, const Context& context) {
  const Retained r = h2o::retained(p, seed, context);
  return {r.h2o, r.sink_window, r.local, r.random, r.heavy, r.oracle, r.h2o / r.oracle, r.sparsity};
}

Batch batch(const Params& p) {
  const serving::LanguageModel& model = serving::language_model(p.model);
  const auto fits = [&](double budget) {
    return h2o::largest_batch(p.memory_gb * 1e9 * p.usable, model.weight_bytes, budget,
                              static_cast<double>(p.sequence), model.kv_token_bytes);
  };
  const Batch r{fits(1), fits(p.budget), 0};
  if (r.full == 0) {
    throw Error(ErrorKind::input, "bad-parameter",
                fmt::format("{} and one sequence of {} tokens do not fit into {} GB", p.model,
                            p.sequence, p.memory_gb));
  }
  return {r.full, r.kept, static_cast<double>(r.kept) / static_cast<double>(r.full)};
}

Coverage random_coverage(const Params& p, Draws& draws) {
  Coverage coverage;
  for (std::int64_t e = 0; e < p.elements; ++e)
    coverage.weights.push_back(1 + static_cast<std::int64_t>(draws.below(20)));
  for (std::int64_t s = 0; s < p.sets; ++s) {
    std::uint64_t set = std::uint64_t{1} << draws.below(static_cast<std::uint64_t>(p.elements));
    for (std::int64_t e = 0; e < p.elements; ++e)
      set |= draws.uniform() < 0.25 ? std::uint64_t{1} << static_cast<unsigned>(e) : 0;
    coverage.sets.push_back(set);
  }
  return coverage;
}

Submodular submodular(const Params& p, std::int64_t seed, const Context& context) {
  Draws draws(seed, "coverage");
  Submodular r;
  r.bound = 1 - std::exp(-1.0);
  for (std::int64_t i = 0; i < p.instances; ++i) {
    context.deadline.check();
    const Coverage coverage = random_coverage(p, draws);
    const double share = static_cast<double>(h2o::greedy(coverage, p.pick)) /
                         static_cast<double>(h2o::optimum(coverage, p.pick));
    r.worst = std::min(r.worst, share);
    r.mean += share / static_cast<double>(p.instances);
    if (share < r.bound) ++r.below_bound;
  }
  const Coverage tight = h2o::tight_family(p.pick);
  r.tight_greedy = h2o::greedy(tight, p.pick);
  r.tight_optimum = h2o::optimum(tight, p.pick);
  r.tight = static_cast<double>(r.tight_greedy) / static_cast<double>(r.tight_optimum);
  r.tight_bound = 1 - std::pow(1 - 1 / static_cast<double>(p.pick), static_cast<double>(p.pick));
  return r;
}

std::vector<OutputInfo> output_infos() {
  std::vector<OutputInfo> infos = output_infos_of(attention_rows());
  append(infos, output_infos_of(batch_rows()));
  append(infos, output_infos_of(submodular_rows()));
  return infos;
}

std::vector<std::string> outputs_of(const Params& p) {
  if (p.mode == "attention") return output_names(attention_rows());
  return p.mode == "batch" ? output_names(batch_rows()) : output_names(submodular_rows());
}

Fidelity fidelity(const Params& p) {
  if (p.mode == "attention") return Fidelity::generative;
  return p.mode == "batch" ? Fidelity::arithmetic : Fidelity::exact;
}

Cost cost(const Params& p) {
  const auto length = static_cast<double>(p.length);
  if (p.mode == "attention") return {length * length * (16 + 3 * p.budget), 64 * length};
  if (p.mode == "batch") return {1, 0};
  const double choices = std::pow(2.0, static_cast<double>(p.sets));
  return {static_cast<double>(p.instances) * choices * 30 + 1e7, 1000};
}

std::vector<Output> run(const Params& p, std::int64_t seed, const Context& context) {
  std::vector<Output> outputs;
  if (p.mode == "attention") {
    add_outputs(attention_rows(), attention(p, seed, context), outputs);
  } else if (p.mode == "batch") {
    add_outputs(batch_rows(), batch(p), outputs);
  } else {
    add_outputs(submodular_rows(), submodular(p, seed, context), outputs);
  }
  return outputs;
}

}  // namespace

Simulator h2o_simulator() {
  const About about{
      "h2o",
      2,
      "Keeping heavy hitters and recent tokens within a budget of keys and values.",
      "Attention generates rows of logits in which few tokens draw much of the mass for good, "
      "first "
      "and near tokens draw more than others, and the rest is noise; policies see the attention "
      "over what they kept and decide what to evict. It is a generated picture of the mechanism, "
      "not a trained model, but as many tokens are heavy by default as make 95 % of it fall below "
      "a "
      "hundredth of their row's largest, which is what the paper measured. Batch divides memory by "
      "the bytes of a sequence. Submodular compares "
      "greedy choice on random weighted coverage with the optimum found by looking at all choices, "
      "and on the family that is as bad as the bound.",
      "arXiv:2306.14048, sections 3 and 4, table 3; Nemhauser, Wolsey, Fisher 1978",
      {"retained_h2o", "retained_sink_window", "retained_local", "retained_random",
       "retained_oracle"}};
  return make_simulator<Params>(about, param_rows(), output_infos(),
                                {fidelity, outputs_of, cost, run});
}

}  // namespace ahub::sim
