// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <algorithm>
#include <deque>

#include "sim/heteroserve/cluster.hpp"
#include "unit/sim/run_simulator.hpp"

using namespace ahub::sim;
using namespace ahub::sim::heteroserve;

namespace {

/// A cluster as one would write it first: linear scans, every running request touched in every
/// iteration. Requests are sent by `choose`, which sees the depths only.
struct NaiveCluster {
  struct Job {
    std::size_t request;
    std::int64_t generated = 0;
  };
  struct Machine {
    std::deque<std::size_t> queue;
    std::vector<Job> running;
    std::uint64_t ends = 0;  // Of the iteration; 0: idle.
  };

  std::vector<std::uint64_t> first, last;
  std::int64_t iterations = 0;

  void run(const heteroserve::Params& p, const std::vector<serving::Request>& requests,
           const std::vector<std::size_t>& sent_to, std::int64_t cap) {
    const std::vector<Node> nodes = nodes_of(p);
    std::vector<Machine> machines(nodes.size());
    first.assign(requests.size(), 0);
    last.assign(requests.size(), 0);
    const serving::Efficiency efficiency{p.mfu, p.mbu, p.overhead_ms / 1e3};
    const auto start = [&](std::size_t m, std::uint64_t now) {
      Machine& machine = machines[m];
      double tokens = 0, context = 0;
      while (!machine.queue.empty() && machine.running.size() < static_cast<std::size_t>(cap)) {
        machine.running.push_back({machine.queue.front()});
        machine.queue.pop_front();
      }
      for (const Job& job : machine.running) {
        tokens += job.generated == 0 ? requests[job.request].prompt : 1;
        context += static_cast<double>(requests[job.request].prompt + job.generated);
      }
      machine.ends =
          machine.running.empty()
              ? 0
              : now + serving::iteration_time(nodes[m].device, efficiency, tokens, context);
    };
    for (std::size_t arrived = 0;;) {
      std::size_t next = machines.size();
      for (std::size_t m = 0; m < machines.size(); ++m) {
        if (machines[m].ends != 0 &&
            (next == machines.size() || machines[m].ends < machines[next].ends))
          next = m;
      }
      if (arrived < requests.size() &&
          (next == machines.size() || requests[arrived].arrival <= machines[next].ends)) {
        Machine& machine = machines[sent_to[arrived]];
        machine.queue.push_back(arrived);
        if (machine.ends == 0) start(sent_to[arrived], requests[arrived].arrival);
        ++arrived;
        continue;
      }
      if (next == machines.size()) return;
      Machine& machine = machines[next];
      const std::uint64_t now = machine.ends;
      ++iterations;
      std::vector<Job> kept;
      for (Job job : machine.running) {
        if (job.generated++ == 0) first[job.request] = now;
        if (job.generated == requests[job.request].output) {
          last[job.request] = now;
        } else {
          kept.push_back(job);
        }
      }
      machine.running = kept;
      start(next, now);
    }
  }
};

}  // namespace

TEST_CASE("round robin over a cluster agrees with a naive one", "[heteroserve]") {
  for (int seed = 1; seed <= 20; ++seed) {
    heteroserve::Params p;
    p.requests = 150;
    p.rate = 5 * seed;
    p.h100 = 1;
    p.a100 = seed % 2;
    p.l40s = 1 + seed % 3;
    p.uniform_cap = 1 + seed;
    p.prompt_mean = 60;
    p.output_mean = 30;
    const auto requests = serving::make_requests(p, seed, Context());
    const std::size_t nodes = nodes_of(p).size();
    std::vector<std::size_t> sent_to(requests.size());
    for (std::size_t i = 0; i < sent_to.size(); ++i) sent_to[i] = i % nodes;
    NaiveCluster naive;
    naive.run(p, requests, sent_to, p.uniform_cap);
    std::int64_t within = 0;
    std::vector<double> ttft;
    for (std::size_t i = 0; i < requests.size(); ++i) {
      ttft.push_back(static_cast<double>(naive.first[i] - requests[i].arrival) / 1e6);
      const double tpot = requests[i].output < 2
                              ? 0
                              : static_cast<double>(naive.last[i] - naive.first[i]) / 1e6 /
                                    (requests[i].output - 1);
      if (ttft.back() <= p.ttft_slo_ms && tpot <= p.tpot_slo_ms) ++within;
    }
    std::sort(ttft.begin(), ttft.end());
    const Outcome outcome = simulate(p, Policy::rr, requests, seed, Context());
    CHECK(outcome.iterations == naive.iterations);
    CHECK(outcome.within_slo == within);
    CHECK(outcome.ttft_p50_ms == ttft[74]);
    CHECK(outcome.ttft_p99_ms == ttft[148]);
  }
}

TEST_CASE("every policy chooses what an exhaustive look would", "[heteroserve]") {
  heteroserve::Params p;
  p.h100 = 1;
  p.a100 = 2;
  p.l40s = 2;
  const std::vector<Node> nodes = nodes_of(p);
  Draws draws(3);
  for (int round = 0; round < 2000; ++round) {
    std::vector<Load> loads(nodes.size());
    for (Load& load : loads) {
      load.depth = static_cast<std::int64_t>(draws.below(4));
      load.pending = static_cast<double>(draws.below(3000));
      load.work = static_cast<double>(draws.below(9000));
    }
    const Guess guess =
        guess_of(static_cast<std::int64_t>(draws.below(4000)), draws.lognormal(400, 1));
    const auto best = [&](auto cost) {
      std::size_t found = 0;
      for (std::size_t i = 0; i < nodes.size(); ++i) {
        bool least = true;
        for (std::size_t j = 0; j < nodes.size(); ++j)
          least = least && (j < i ? cost(i) < cost(j) : cost(i) <= cost(j));
        if (least) found = i;
      }
      return found;
    };
    const auto chosen = [&](Policy policy) {
      return Dispatcher(policy, nodes, 400, 1).choose(guess, loads);
    };
    CHECK(chosen(Policy::jsq) == best([&](std::size_t i) { return loads[i].depth; }));
    CHECK(chosen(Policy::lwl) == best([&](std::size_t i) { return loads[i].pending; }));
    CHECK(chosen(Policy::capjsq) == best([&](std::size_t i) {
            return static_cast<double>(loads[i].depth + 1) / nodes[i].score;
          }));
    CHECK(chosen(Policy::het) == best([&](std::size_t i) {
            const double work = loads[i].work + static_cast<double>(guess.prompt) + 1600;
            const bool slow = i >= 3 && static_cast<double>(guess.prompt) + guess.expected > 2048;
            return work / nodes[i].score * (slow ? 1.5 : 1);
          }));
  }
}

TEST_CASE("shares by capacity are kept over time", "[heteroserve]") {
  heteroserve::Params p;
  const std::vector<Node> nodes = nodes_of(p);
  double total = 0;
  for (const Node& node : nodes) total += node.score;
  Dispatcher dispatcher(Policy::cap, nodes, 400, 1);
  std::vector<int> sent(nodes.size());
  const std::vector<Load> loads(nodes.size());
  for (int i = 0; i < 10'000; ++i) ++sent[dispatcher.choose({}, loads)];
  for (std::size_t i = 0; i < nodes.size(); ++i)
    CHECK(std::abs(sent[i] - 10'000 * nodes[i].score / total) <= 2);
}

TEST_CASE("predicted answers fall into bins that double", "[heteroserve]") {
  CHECK(guess_of(5, 1).upper == 64);
  CHECK(guess_of(5, 64).upper == 64);
  CHECK(guess_of(5, 65).upper == 128);
  CHECK(guess_of(5, 65).expected == 96);
  CHECK(guess_of(5, 1000).upper == 1024);
}

TEST_CASE("the default configuration gives the published figures of heteroserve", "[heteroserve]") {
  for (const int seed : {1, 42}) {
    const auto values = outputs_of_run("heteroserve", {{"repeats", 10}}, seed);
    CHECK(values.at("throughput_het") == Approx(36772).epsilon(0.06));
    CHECK(values.at("throughput_ratio") == Approx(2.13).margin(0.15));
    CHECK(values.at("slo_het") == Approx(0.688).margin(0.05));
    CHECK(values.at("slo_rr") == Approx(0.264).margin(0.10));
  }
}

TEST_CASE("repeated lists: counts sum up, reals are means, the first list is that of the seed",
          "[heteroserve]") {
  const auto run = [](int repeats) {
    Timeline timeline;
    Context context;
    context.timeline = &timeline;
    auto values = outputs_of_run(
        "heteroserve", {{"repeats", repeats}, {"requests", 200}, {"policy", "het"}}, 7, context);
    values["spans"] = static_cast<double>(timeline.records().size());
    return values;
  };
  const auto one = run(1), two = run(2), three = run(3);
  // Each list has 200 requests; what the second gives alone follows from two and from one.
  CHECK(one.at("spans") == three.at("spans"));
  CHECK(two.at("tokens_het") > 1.5 * one.at("tokens_het"));
  CHECK(two.at("slo_het") == Approx(two.at("within_slo_het") / 400));
  CHECK(three.at("slo_het") == Approx(three.at("within_slo_het") / 600));
  const double second = 2 * two.at("tpot_ms_het") - one.at("tpot_ms_het");
  CHECK(second != Approx(one.at("tpot_ms_het")).epsilon(1e-6));
  CHECK(second == Approx(one.at("tpot_ms_het")).epsilon(0.1));
}

TEST_CASE("equal devices and caps leave nothing to gain", "[heteroserve]") {
  const auto values = outputs_of_run(
      "heteroserve", {{"h100", 8}, {"a100", 0}, {"l40s", 0}, {"uniform_cap", 256}}, 42);
  CHECK(values.at("throughput_ratio") == Approx(1).margin(0.02));
  CHECK(values.at("slo_gain_pp") == Approx(0).margin(1));
}

TEST_CASE("clusters that cannot serve are refused", "[heteroserve]") {
  CHECK(refusal("heteroserve", {{"h100", 0}, {"a100", 0}, {"l40s", 0}}) ==
        "the cluster has no device");
  CHECK(refusal("heteroserve", {{"model", "llama-3-70b"}}).find("does not fit") !=
        std::string::npos);
  CHECK(refusal("heteroserve", {{"requests", 1'000'000'000}}).find("requests") !=
        std::string::npos);
}
