// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The simulator `heteroserve`: several policies over the same requests.
#include <algorithm>

#include <fmt/format.h>

#include "sim/declare.hpp"
#include "sim/heteroserve/cluster.hpp"
#include "sim/output_rows.hpp"
#include "sim/serving/device_rows.hpp"

namespace ahub::sim {
namespace {

using heteroserve::kPolicies;
using heteroserve::Outcome;
using heteroserve::Params;
using heteroserve::Policy;
using heteroserve::PolicyRow;

std::vector<ParamRow<Params>> param_rows() {
  std::vector<std::string_view> names;
  for (const PolicyRow& row : kPolicies) names.push_back(row.name);
  std::vector<ParamRow<Params>> rows{
      {"policy", &Params::policy, 0, 0, "",
       "Round robin with one batch cap for all (rr), random, shortest queue (jsq), least pending "
       "work (lwl), shares by capacity (cap), queue over capacity (capjsq), pending work over "
       "capacity (het), the shorter of two random queues (p2c).",
       names},
      {"h100", &Params::h100, 0, 256, "", "H100 80 GB in the cluster."},
      {"a100", &Params::a100, 0, 256, "", "A100 80 GB in the cluster."},
      {"l40s", &Params::l40s, 0, 256, "", "L40S 48 GB in the cluster."},
      serving::model_row<Params>(),
      {"uniform_cap", &Params::uniform_cap, 1, 4096, "requests",
       "Largest batch on every device under rr, which knows no differences."},
      {"batch_cap", &Params::batch_cap, 1, 4096, "requests", "Largest batch under the others."},
      {"prediction_cv", &Params::prediction_cv, 0, 10, "",
       "Coefficient of variation of predicted over true answer lengths."},
      {"ttft_slo_ms", &Params::ttft_slo_ms, 0, 1e7, "ms", "Longest time to the first token."},
      {"tpot_slo_ms", &Params::tpot_slo_ms, 0, 1e7, "ms", "Longest mean time of a later token."},
  };
  append(rows, serving::efficiency_rows<Params>());
  append(rows, serving::workload_rows<Params>());
  rows.push_back({"repeats", &Params::repeats, 1, 1000, "",
                  "Lists of requests with draws of their own: reals are means over them, counts "
                  "sums, recorded "
                  "events those of the first."});
  return rows;
}

/// One policy in the units of the outputs.
struct Result {
  double throughput = 0, window_throughput = 0, slo = 0;
  double ttft_p50_ms = 0, ttft_p99_ms = 0, tpot_ms = 0;
  double busy_h100 = 0, busy_a100 = 0, busy_l40s = 0;
  std::int64_t tokens = 0, within_slo = 0, overflows = 0, iterations = 0;
};

const std::vector<OutputRow<Result>>& policy_rows() {
  static const std::vector<OutputRow<Result>> rows{
      {"throughput", &Result::throughput, "tok/s", "Generated tokens over the makespan."},
      {"window_throughput", &Result::window_throughput, "tok/s",
       "Tokens generated between the first arrival and the last, per second of it."},
      {"slo", &Result::slo, "fraction", "Requests within both bounds, TTFT and TPOT."},
      {"ttft_p50_ms", &Result::ttft_p50_ms, "ms", "Time to first token, median."},
      {"ttft_p99_ms", &Result::ttft_p99_ms, "ms", "Time to first token, 99th percentile."},
      {"tpot_ms", &Result::tpot_ms, "ms", "Time per later token, mean over requests."},
      {"busy_h100", &Result::busy_h100, "fraction", "Time at work, of the H100s."},
      {"busy_a100", &Result::busy_a100, "fraction", "Time at work, of the A100s."},
      {"busy_l40s", &Result::busy_l40s, "fraction", "Time at work, of the L40Ss."},
      {"tokens", &Result::tokens, "tokens", "Generated."},
      {"within_slo", &Result::within_slo, "requests", "Requests within both bounds."},
      {"overflows", &Result::overflows, "count", "Answers that outgrew their reservation."},
      {"iterations", &Result::iterations, "iterations", "Of all devices."},
  };
  return rows;
}

/// Of the last policy named against the first, when there are several.
std::vector<OutputInfo> comparison_infos() {
  return {{"throughput_ratio", false, "x",
           "Throughput of the last policy named over that of the first."},
          {"slo_gain_pp", false, "pp",
           "Share of requests within the bounds, last policy minus first."}};
}

std::string suffix(std::string_view policy) { return fmt::format("_{}", policy); }

std::vector<OutputInfo> output_infos() {
  std::vector<OutputInfo> infos = comparison_infos();
  for (const PolicyRow& row : kPolicies)
    append(infos, output_infos_of(policy_rows(), suffix(row.name)));
  infos.push_back(serving::cut_requests_info());
  return infos;
}

std::vector<std::string> outputs_of(const Params& p) {
  std::vector<std::string> names;
  if (p.policy.size() > 1) {
    for (const OutputInfo& info : comparison_infos()) names.push_back(info.name);
  }
  for (const std::string& policy : p.policy)
    append(names, output_names(policy_rows(), suffix(policy)));
  if (serving::cuts_trace(p)) names.push_back(serving::cut_requests_info().name);
  return names;
}

Policy policy_of(std::string_view name) {
  return std::find_if(std::begin(kPolicies), std::end(kPolicies),
                      [&](const PolicyRow& row) { return row.name == name; })
      ->policy;
}

Result result_of(const Outcome& outcome, const std::vector<serving::Request>& requests) {
  const auto window = static_cast<double>(requests.back().arrival - requests.front().arrival) / 1e9;
  Result r;
  r.tokens = outcome.tokens;
  r.within_slo = outcome.within_slo;
  r.overflows = outcome.overflows;
  r.iterations = outcome.iterations;
  r.throughput = static_cast<double>(outcome.tokens) / outcome.makespan_s;
  r.window_throughput = window > 0 ? outcome.window_tokens / window : 0;
  r.slo = static_cast<double>(outcome.within_slo) / static_cast<double>(requests.size());
  r.ttft_p50_ms = outcome.ttft_p50_ms;
  r.ttft_p99_ms = outcome.ttft_p99_ms;
  r.tpot_ms = outcome.tpot_mean_ms;
  r.busy_h100 = outcome.busy_h100;
  r.busy_a100 = outcome.busy_a100;
  r.busy_l40s = outcome.busy_l40s;
  return r;
}

/// Adds one of `repeats` lists: counts sum up, reals become their mean.
void add(const Result& one, std::int64_t repeats, Result& sum) {
  for (const OutputRow<Result>& row : policy_rows()) {
    if (const auto* count = std::get_if<std::int64_t Result::*>(&row.field)) {
      sum.** count += one.**count;
    } else {
      const auto real = std::get<double Result::*>(row.field);
      sum.*real += one.*real / static_cast<double>(repeats);
    }
  }
}

/// One result a policy. Policies see the same lists. Adds to `cut` the requests that were cut.
std::vector<Result> results_of(const Params& settings, std::int64_t seed, Context context,
                               std::int64_t& cut) {
  Params p = settings;
  std::vector<Result> results(p.policy.size());
  Draws seeds(seed, "repeats");
  for (std::int64_t list = 0; list < p.repeats; ++list) {
    const std::vector<serving::Request> requests = serving::make_requests(p, seed, context, &cut);
    p.longest = serving::longest_of(settings, requests);
    for (std::size_t i = 0; i < results.size(); ++i) {
      context.deadline.check();
      const Policy policy = policy_of(p.policy[i]);
      add(result_of(heteroserve::simulate(p, policy, requests, seed, context), requests), p.repeats,
          results[i]);
    }
    seed = static_cast<std::int64_t>(seeds.below(std::uint64_t{1} << 53));
    context.timeline = nullptr;
  }
  return results;
}

std::vector<Output> run(const Params& p, std::int64_t seed, const Context& context) {
  std::int64_t cut = 0;
  const std::vector<Result> results = results_of(p, seed, context, cut);
  std::vector<Output> outputs;
  if (results.size() > 1) {
    const Result &first = results.front(), &last = results.back();
    outputs.push_back({"throughput_ratio", rounded(last.throughput / first.throughput)});
    outputs.push_back({"slo_gain_pp", rounded(100 * (last.slo - first.slo))});
  }
  for (std::size_t i = 0; i < results.size(); ++i)
    add_outputs(policy_rows(), results[i], outputs, suffix(p.policy[i]));
  if (serving::cuts_trace(p)) outputs.push_back({serving::cut_requests_info().name, cut});
  return outputs;
}

Cost cost(const Params& p) {
  const auto requests = static_cast<double>(p.requests);
  const double tokens = requests * std::min(p.output_mean, static_cast<double>(p.longest));
  // An iteration serves several requests; alone on its device each would need its own.
  return {static_cast<double>(p.policy.size() * static_cast<std::size_t>(p.repeats)) *
              (requests * 64 + tokens / 4),
          requests * 160};
}

}  // namespace

Simulator heteroserve_simulator() {
  const About about{
      "heteroserve",
      2,
      "Dispatch of requests over a cluster of unequal GPUs.",
      "Requests arrive at a dispatcher that sends each to one of several H100, A100 and L40S. A "
      "device batches continuously: it admits in order of arrival up to a cap and to its memory, "
      "feeds prompts and one token of everybody in an iteration, and takes what the roofline of "
      "serving says. Policies see queue lengths and predicted answers (in bins, with an error), "
      "never true lengths. A reservation that proves too small grows without a look at the memory, "
      "and is counted. Chunked prefill, preemption and the network are left out. Cluster, "
      "rate, caps and bounds by default are a reconstruction: they were fitted to the published "
      "throughput and share within bounds. One list of requests leaves the ratio of throughputs a "
      "deviation of 3 %, because the makespan is that of the device that happened to get most: "
      "repeat lists for a figure.",
      "Figures of the package heteroserve; parameters of its authors are not published",
      {"slo"}};
  return make_simulator<Params>(
      about, param_rows(), output_infos(),
      {[](const Params&) { return Fidelity::calibrated; }, outputs_of, cost, run});
}

}  // namespace ahub::sim
