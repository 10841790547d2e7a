// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The simulator `tierkv`: both arms over the same requests, and their ratios.
#include "sim/declare.hpp"
#include "sim/output_rows.hpp"
#include "sim/serving/device_rows.hpp"
#include "sim/tierkv/system.hpp"

namespace ahub::sim {
namespace {

using tierkv::Outcome;
using tierkv::Params;
using tierkv::Staging;

std::vector<ParamRow<Params>> param_rows() {
  std::vector<ParamRow<Params>> rows{
      {"lookahead", &Params::lookahead, 0, 64, "iterations",
       "Iterations ahead in which the next requests are staged; 0: when they enter."},
      {"oversubscription", &Params::oversubscription, 0.1, 16, "x",
       "Keys and values of all requests over the HBM that is set aside for them."},
      serving::model_row<Params>(),
      {"gpu", &Params::gpu, 0, 0, "", "Peaks of one GPU.", serving::gpu_names()},
      {"ranks", &Params::ranks, 1, 64, "", "GPUs that share the model evenly; one is simulated."},
      {"hbm_kv_gb", &Params::hbm_kv_gb, 0.1, 1000, "GB", "HBM for keys and values, of one rank."},
      {"fill", &Params::fill, 0.1, 0.95, "fraction", "Share of that HBM which the batch may take."},
      {"dram_multiple", &Params::dram_multiple, 0, 64, "x", "DRAM over that HBM."},
      {"quantum", &Params::quantum, 1, 100'000, "tokens",
       "Tokens that a request generates before it goes to the end of the ring."},
      {"context_mean", &Params::context_mean, 1, 1e6, "tokens", "Mean of lognormal prompts."},
      {"context_cv", &Params::context_cv, 0, 10, "", "Coefficient of variation of the prompts."},
      {"output_mean", &Params::output_mean, 1, 1e6, "tokens", "Mean of lognormal answers."},
      {"output_cv", &Params::output_cv, 0, 10, "", "Coefficient of variation of the answers."},
      {"pcie_gb_s", &Params::pcie_gb_s, 0.1, 10'000, "GB/s", "Between DRAM and HBM, each way."},
      {"pcie_latency_us", &Params::pcie_latency_us, 0, 1e6, "us", "Of a transfer over it."},
      {"ssd_read_gb_s", &Params::ssd_read_gb_s, 0.01, 10'000, "GB/s", "From the SSDs to DRAM."},
      {"ssd_write_gb_s", &Params::ssd_write_gb_s, 0.01, 10'000, "GB/s", "From DRAM to the SSDs."},
      {"ssd_latency_us", &Params::ssd_latency_us, 0, 1e6, "us", "Of a transfer with them."},
      {"chunk_tokens", &Params::chunk_tokens, 16, 1'000'000, "tokens",
       "What a staged transfer moves at once; the second hop of a chunk overlaps the next's "
       "first."},
      {"write_back",
       &Params::write_back,
       0,
       0,
       "",
       "Whether what leaves a tier has to be written below.",
       {"yes", "no"}},
      {"dram_full",
       &Params::dram_full,
       0,
       0,
       "",
       "What HBM gives up while DRAM is full: goes through to the SSDs, or evicts from DRAM.",
       {"bypass", "evict"}},
      {"iterations", &Params::iterations, 1, 10'000'000, "iterations", "Length of the run."},
  };
  append(rows, serving::efficiency_rows<Params>());
  return rows;
}

/// Both arms in the units of the outputs.
struct Result {
  std::int64_t admissions = 0, hits = 0, hits_reactive = 0, events = 0, tokens = 0;
  double hit_rate = 0, hit_rate_reactive = 0;
  double tpot_ms = 0, tpot_reactive_ms = 0, tpot_p99_ms = 0, tpot_p99_reactive_ms = 0;
  double throughput = 0, throughput_reactive = 0;
  double tpot_speedup = 0, throughput_speedup = 0;
  double stall = 0, stall_reactive = 0;
  double pcie_gb = 0, ssd_gb = 0;
};

const std::vector<OutputRow<Result>>& output_rows() {
  static const std::vector<OutputRow<Result>> rows{
      {"hit_rate", &Result::hit_rate, "fraction",
       "Staged arm: requests whose keys and values were in HBM when they entered the batch."},
      {"hit_rate_reactive", &Result::hit_rate_reactive, "fraction", "The same, reactive arm."},
      {"tpot_speedup", &Result::tpot_speedup, "x", "Mean iteration, reactive over staged."},
      {"throughput_speedup", &Result::throughput_speedup, "x",
       "Tokens per second with prefill, staged over reactive."},
      {"tpot_ms", &Result::tpot_ms, "ms", "Staged arm: mean time of an iteration with its stall."},
      {"tpot_reactive_ms", &Result::tpot_reactive_ms, "ms", "The same, reactive arm."},
      {"tpot_p99_ms", &Result::tpot_p99_ms, "ms", "Staged arm: 99th percentile, nearest rank."},
      {"tpot_p99_reactive_ms", &Result::tpot_p99_reactive_ms, "ms", "The same, reactive arm."},
      {"throughput", &Result::throughput, "tok/s", "Staged arm: tokens per second of one rank."},
      {"throughput_reactive", &Result::throughput_reactive, "tok/s", "The same, reactive arm."},
      {"stall", &Result::stall, "fraction", "Staged arm: share of the iterations spent waiting."},
      {"stall_reactive", &Result::stall_reactive, "fraction", "The same, reactive arm."},
      {"pcie_gb", &Result::pcie_gb, "GB", "Staged arm: moved between HBM and DRAM."},
      {"ssd_gb", &Result::ssd_gb, "GB", "Staged arm: moved between DRAM and SSDs."},
      {"admissions", &Result::admissions, "requests", "Entries into the batch, either arm."},
      {"hits", &Result::hits, "requests", "Staged arm: entries that found everything in HBM."},
      {"hits_reactive", &Result::hits_reactive, "requests", "The same, reactive arm."},
      {"tokens", &Result::tokens, "tokens", "Generated by either arm."},
      {"events", &Result::events, "count", "Events of both arms together."},
  };
  return rows;
}

double share(std::uint64_t part, std::uint64_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}

std::vector<Output> run(const Params& p, std::int64_t seed, const Context& context) {
  const Outcome staged = tierkv::simulate(p, Staging::staged, seed, context);
  const Outcome reactive = tierkv::simulate(p, Staging::reactive, seed, context);
  const auto mean_ms = [&](const Outcome& arm) {
    return static_cast<double>(arm.decode_ns) / 1e6 / static_cast<double>(p.iterations);
  };
  const auto rate = [](const Outcome& arm) {
    return static_cast<double>(arm.tokens) * 1e9 /
           static_cast<double>(arm.decode_ns + arm.prefill_ns);
  };
  const auto hit_rate = [](const Outcome& arm) {
    return static_cast<double>(arm.hits) / static_cast<double>(arm.admissions);
  };
  Result r;
  r.admissions = staged.admissions;
  r.hits = staged.hits;
  r.hits_reactive = reactive.hits;
  r.events = staged.events + reactive.events;
  r.tokens = staged.tokens;
  r.hit_rate = hit_rate(staged);
  r.hit_rate_reactive = hit_rate(reactive);
  r.tpot_ms = mean_ms(staged);
  r.tpot_reactive_ms = mean_ms(reactive);
  r.tpot_p99_ms = static_cast<double>(staged.p99_ns) / 1e6;
  r.tpot_p99_reactive_ms = static_cast<double>(reactive.p99_ns) / 1e6;
  r.throughput = rate(staged);
  r.throughput_reactive = rate(reactive);
  r.tpot_speedup = r.tpot_reactive_ms / r.tpot_ms;
  r.throughput_speedup = r.throughput / r.throughput_reactive;
  r.stall = share(staged.stall_ns, staged.decode_ns);
  r.stall_reactive = share(reactive.stall_ns, reactive.decode_ns);
  r.pcie_gb = static_cast<double>(staged.pcie_bytes) / 1e9;
  r.ssd_gb = static_cast<double>(staged.ssd_bytes) / 1e9;
  std::vector<Output> outputs;
  add_outputs(output_rows(), r, outputs);
  return outputs;
}

Cost cost(const Params& p) {
  const double requests = tierkv::expected_requests(p);
  const auto iterations = static_cast<double>(p.iterations);
  // Each iteration touches its batch; the transfers of those that come and go add a few.
  return {2 * iterations * (requests / p.oversubscription + 64) + 2 * requests,
          300 * requests + 24 * iterations};
}

}  // namespace

Simulator tierkv_simulator() {
  const About about{
      "tierkv",
      1,
      "Staging of keys and values over HBM, DRAM and SSD, ahead or on demand.",
      "Requests whose keys and values need several times the HBM take turns: each runs for a "
      "quantum of tokens and goes to the end of a ring, so the scheduler knows who comes next. The "
      "staged arm brings those in that enter within the look-ahead, chunk by chunk over links that "
      "work beside the computation, and demotes who runs last. The reactive arm fetches when a "
      "request enters and demotes who ran longest ago, while the device waits. Iterations cost "
      "what the roofline of serving says. Links between ranks, scheduling time and fragmentation "
      "are left out. The configuration by default is a reconstruction: model, lengths, quantum and "
      "DRAM were fitted to the published hit rate and speed-ups.",
      "Figures of the package tierkv; parameters of its authors are not published",
      {"hit_rate"}};
  return make_simulator<Params>(
      about, param_rows(), output_infos_of(output_rows()),
      {[](const Params&) { return Fidelity::calibrated; },
       [](const Params&) { return output_names(output_rows()); }, cost, run});
}

}  // namespace ahub::sim
