// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The simulator `pagedkv`: several ways to place keys and values, over the same requests.
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "sim/declare.hpp"
#include "sim/output_rows.hpp"
#include "sim/pagedkv/server.hpp"
#include "sim/serving/device_rows.hpp"

namespace ahub::sim {
namespace {

using pagedkv::Outcome;
using pagedkv::Params;
using pagedkv::Scheme;

constexpr std::pair<std::string_view, Scheme> kSchemes[] = {
    {"max", Scheme::max},
    {"pow2", Scheme::pow2},
    {"oracle", Scheme::oracle},
    {"paged", Scheme::paged},
};

std::vector<ParamRow<Params>> param_rows() {
  std::vector<ParamRow<Params>> rows{
      {"scheme",
       &Params::scheme,
       0,
       0,
       "",
       "Contiguous runs for the longest sequence (max), for the prompt and the next power of two "
       "of the answer (pow2), for exactly both (oracle); or blocks (paged).",
       {"max", "pow2", "oracle", "paged"}},
      {"slots", &Params::slots, 16, 100'000'000, "tokens", "Tokens of keys and values that fit."},
      {"block", &Params::block, 1, 4096, "tokens", "Tokens of a block."},
      {"watermark", &Params::watermark, 0, 0.5, "fraction",
       "Blocks that stay free when a request is admitted beside others."},
      {"warmup", &Params::warmup, 0, 0.9, "fraction",
       "Share of the requests that arrive before shares and batches are measured."},
      {"batch_cap", &Params::batch_cap, 1, 65'536, "requests", "Most requests that run."},
      {"preemption",
       &Params::preemption,
       0,
       0,
       "",
       "What happens to a request that makes room; several sequences are always swapped.",
       {"recompute", "swap"}},
      {"pcie_gb_s", &Params::pcie_gb_s, 0.1, 10'000, "GB/s", "To host memory, for swapped blocks."},
      {"sharing",
       &Params::sharing,
       0,
       0,
       "",
       "Paged: one sequence a request, samples of one prompt, or beams.",
       {"none", "parallel", "beam"}},
      {"width", &Params::width, 1, 64, "", "Samples or beams of a request."},
      {"reparent", &Params::reparent, 0, 1, "fraction",
       "Beams: probability that a beam goes on from another one, rank r with 2^-(r+1)."},
      {"gpu", &Params::gpu, 0, 0, "", "Peaks of the GPU.", serving::gpu_names()},
      serving::model_row<Params>(),
  };
  append(rows, serving::efficiency_rows<Params>());
  append(rows, serving::workload_rows<Params>());
  return rows;
}

/// One scheme in the units of the outputs.
struct Result {
  double batched = 0, token = 0, reservation = 0, internal = 0, external = 0;
  double throughput = 0, latency = 0, sharing_saved = 0;
  std::int64_t tokens = 0, iterations = 0, preemptions = 0, copies = 0;
};

const std::vector<OutputRow<Result>>& scheme_rows() {
  static const std::vector<OutputRow<Result>> rows{
      {"batched", &Result::batched, "requests", "Running requests, mean over time."},
      {"token", &Result::token, "fraction", "Slots that hold keys and values."},
      {"reservation", &Result::reservation, "fraction",
       "Slots that will before their request ends."},
      {"internal", &Result::internal, "fraction", "Slots of a request that never will."},
      {"external", &Result::external, "fraction", "Slots of nobody, with those of rounding."},
      {"throughput", &Result::throughput, "req/s", "Requests over the makespan."},
      {"latency", &Result::latency, "s", "Mean of (end - arrival) / tokens of the answer."},
      {"sharing_saved", &Result::sharing_saved, "fraction",
       "Paged: blocks saved by sharing, of those needed without."},
      {"tokens", &Result::tokens, "tokens", "Generated, by all sequences."},
      {"iterations", &Result::iterations, "iterations", "Prefills and decode steps."},
      {"preemptions", &Result::preemptions, "count", "Requests that had to make room."},
      {"copies", &Result::copies, "count", "Blocks copied because they were shared."},
  };
  return rows;
}

std::string suffix(std::string_view scheme) { return fmt::format("_{}", scheme); }
/// Throughput of paged over that of another scheme.
std::string ratio_name(std::string_view scheme) { return fmt::format("paged_over_{}", scheme); }

bool has(const Params& p, std::string_view scheme) {
  return std::find(p.scheme.begin(), p.scheme.end(), scheme) != p.scheme.end();
}

std::vector<OutputInfo> output_infos() {
  std::vector<OutputInfo> infos;
  for (const auto& [name, scheme] : kSchemes) {
    if (scheme != Scheme::paged)
      infos.push_back(
          {ratio_name(name), false, "x", "Throughput of paged over that of the other."});
    append(infos, output_infos_of(scheme_rows(), suffix(name)));
  }
  infos.push_back(serving::cut_requests_info());
  return infos;
}

std::vector<std::string> outputs_of(const Params& p) {
  std::vector<std::string> names;
  for (const auto& [name, scheme] : kSchemes) {
    if (!has(p, name)) continue;
    if (scheme != Scheme::paged && has(p, "paged")) names.push_back(ratio_name(name));
    append(names, output_names(scheme_rows(), suffix(name)));
  }
  if (serving::cuts_trace(p)) names.push_back(serving::cut_requests_info().name);
  return names;
}

Result result_of(const Outcome& outcome, const Params& p,
                 const std::vector<serving::Request>& requests) {
  const double window = std::max(outcome.window_ns, 1.0);
  const double all = window * static_cast<double>(p.slots);
  const auto count = static_cast<double>(requests.size());
  Result r;
  r.batched = outcome.batched / window;
  r.token = outcome.usage.token / all;
  r.reservation = outcome.usage.reservation / all;
  r.internal = outcome.usage.internal / all;
  r.external = outcome.usage.external / all;
  r.throughput = count * 1e9 / static_cast<double>(outcome.end - requests.front().arrival);
  r.latency = outcome.latency_sum / count;
  if (outcome.blocks_logical > 0)
    r.sharing_saved = 1 - outcome.blocks_held / outcome.blocks_logical;
  r.tokens = outcome.tokens;
  r.iterations = outcome.iterations;
  r.preemptions = outcome.preemptions;
  r.copies = outcome.copies;
  return r;
}

std::vector<Output> run(const Params& settings, std::int64_t seed, const Context& context) {
  Params p = settings;
  if ((p.sharing == "none") != (p.width == 1)) {
    throw Error(
        ErrorKind::input, "bad-parameter",
        fmt::format("sharing is '{}' and width is {}", p.sharing, p.width),
        "several sequences take sharing=parallel or sharing=beam, and those a width from 2");
  }
  std::int64_t cut = 0;
  const std::vector<serving::Request> requests = serving::make_requests(p, seed, context, &cut);
  p.longest = serving::longest_of(p, requests);
  std::vector<std::pair<std::string_view, Result>> results;
  double paged = 0;
  for (const auto& [name, scheme] : kSchemes) {
    if (!has(p, name)) continue;
    const Outcome outcome = pagedkv::serve(p, scheme, requests, seed, context);
    results.emplace_back(name, result_of(outcome, p, requests));
    if (scheme == Scheme::paged) paged = results.back().second.throughput;
  }
  std::vector<Output> outputs;
  for (const auto& [name, result] : results) {
    if (name != "paged" && paged > 0)
      outputs.push_back({ratio_name(name), rounded(paged / result.throughput)});
    add_outputs(scheme_rows(), result, outputs, suffix(name));
  }
  if (serving::cuts_trace(settings)) outputs.push_back({serving::cut_requests_info().name, cut});
  return outputs;
}

Cost cost(const Params& p) {
  const auto requests = static_cast<double>(p.requests), width = static_cast<double>(p.width);
  const double answer = std::min(p.output_mean, static_cast<double>(p.longest));
  const double looks = p.sharing == "beam" ? answer * width * (answer / 32 + 4)
                                           : (answer / static_cast<double>(p.block) + 2) * width;
  return {static_cast<double>(p.scheme.size()) * requests * (16 * looks + answer / 4),
          requests * 96 + static_cast<double>(p.slots) / static_cast<double>(p.block) * 8};
}

}  // namespace

Simulator pagedkv_simulator() {
  const About about{
      "pagedkv",
      1,
      "Contiguous against paged keys and values under iteration-level batching.",
      "One GPU serves requests first come, first served. A contiguous scheme asks a buddy "
      "allocator for the slots of a whole request; the paged one takes blocks as tokens come, "
      "shares them between samples or beams with reference counts and copy on write, and when "
      "none is free throws out who came last, to be computed again or swapped. Prompts are fed in "
      "iterations of their own; an iteration takes what the roofline of serving says, however the "
      "slots lie, so the slower kernels of paged attention are left out. The coefficients of "
      "variation of the lengths were derived from the published shares of waste.",
      "arXiv:2309.06180, sections 3.1, 4 and 6.2, figures 2, 13 and 15",
      {"token", "reservation", "internal", "external"}};
  return make_simulator<Params>(
      about, param_rows(), output_infos(),
      {[](const Params&) { return Fidelity::calibrated; }, outputs_of, cost, run});
}

}  // namespace ahub::sim
