// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The full pass of attention over a power-law graph against GAP's PageRank on the same edges: pl1m at its full size.
//   rank_flow [PACKAGES [ROUNDS]]       10^6 and 5 by default
// AHUB_GAP_PR_SPMV names the peer's pr_spmv (GAP Benchmark Suite, commit b5e3e19, -O3). It iterates
// to 1e-6 in single precision on one thread; ours is one exact pass in integers, newest first.
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include <fmt/format.h>

#include "ahub/base/digest.hpp"
#include "ahub/base/random.hpp"
#include "ahub/rank/rank.hpp"
#include "bench/timing.hpp"

namespace ahub::bench {
namespace {

constexpr std::size_t kCitations = 10;
// Of the text of pl1m, "src dst" a line.
constexpr const char* kDigest = "83c6f7488fb3dac769979c921daffb7fd07f0320933c7d7652c7c3a8e549a0a0";

/// Package i's citations: three of four copy an earlier target, the others are drawn evenly.
std::vector<std::vector<std::uint32_t>> power_law(std::size_t size) {
  SplitMix64 random(42);
  std::vector<std::uint32_t> targets;
  std::vector<std::vector<std::uint32_t>> cites(size);
  for (std::size_t i = 1; i < size; ++i) {
    for (std::size_t k = 0; k < kCitations; ++k) {
      // Nothing is drawn where there is nothing to copy yet.
      const bool fresh = targets.empty() || random.next() % 4 == 0;
      const auto target = fresh ? static_cast<std::uint32_t>(random.next() % i)
                                : targets[random.next() % targets.size()];
      targets.push_back(target);
      cites[i].push_back(target);
    }
  }
  return cites;
}

std::string digest_of(const std::vector<std::vector<std::uint32_t>>& cites) {
  std::string text;
  for (std::size_t i = 0; i < cites.size(); ++i)
    for (const std::uint32_t target : cites[i])
      fmt::format_to(std::back_inserter(text), "{} {}\n", i, target);
  return sha256_hex(text);
}

/// GAP's serialized graph: each package's distinct targets, and the same from the targets' side.
void write_graph(const std::string& path, std::vector<std::vector<std::uint32_t>> out) {
  std::vector<std::vector<std::uint32_t>> in(out.size());
  std::int64_t edges = 0;
  for (std::size_t i = 0; i < out.size(); ++i) {
    std::sort(out[i].begin(), out[i].end());
    out[i].erase(std::unique(out[i].begin(), out[i].end()), out[i].end());
    edges += static_cast<std::int64_t>(out[i].size());
    for (const std::uint32_t target : out[i]) in[target].push_back(static_cast<std::uint32_t>(i));
  }
  std::ofstream file(path, std::ios::binary);
  const auto put = [&](const auto* data, std::size_t count) {
    file.write(reinterpret_cast<const char*>(data),
               static_cast<std::streamsize>(count * sizeof *data));
  };
  const bool directed = true;
  const auto nodes = static_cast<std::int64_t>(out.size());
  put(&directed, 1);
  put(&edges, 1);
  put(&nodes, 1);
  for (const auto* side : {&out, &in}) {
    std::int64_t offset = 0;
    put(&offset, 1);
    for (const auto& list : *side) put(&(offset += static_cast<std::int64_t>(list.size())), 1);
    for (const auto& list : *side) put(list.data(), list.size());
  }
}

struct Case {
  const char* name;
  std::uint64_t verified_of_100, contributors;
};

RankGraph graph_of(const std::vector<std::vector<std::uint32_t>>& cites, const Case& how) {
  RankGraph graph;
  Xoshiro256ss random(7);
  for (std::size_t i = 0; i < cites.size(); ++i) {
    graph.sequence.push_back(static_cast<std::int64_t>(i));
    graph.level.push_back(random.below(100) < how.verified_of_100 ? 3 : 1);
    graph.target.insert(graph.target.end(), cites[i].begin(), cites[i].end());
    graph.first_relation.push_back(static_cast<std::uint32_t>(graph.target.size()));
    std::vector<std::uint32_t> names;
    while (names.size() < how.contributors)
      names.push_back(2 * static_cast<std::uint32_t>(random.below(cites.size() / 4 + 1)));
    std::sort(names.begin(), names.end());
    graph.contributor.insert(graph.contributor.end(), names.begin(), names.end());
    graph.first_contributor.push_back(static_cast<std::uint32_t>(graph.contributor.size()));
  }
  graph.kind.assign(graph.target.size(), Endorsement::builds_on);
  graph.supersedes.assign(graph.target.size(), 0);
  return graph;
}

struct Peer {
  double wall = 0;  ///< As it prints it, the best of its trials.
  double cpu = 0;   ///< Of the whole process.
};

Peer run_peer(const std::string& program, const std::string& file, int trials) {
  rusage before{}, after{};
  getrusage(RUSAGE_CHILDREN, &before);
  const std::string command =
      fmt::format("OMP_NUM_THREADS=1 '{}' -f '{}' -i 100 -t 1e-6 -n {}", program, file, trials);
  std::FILE* output = ::popen(command.c_str(), "r");
  Peer peer;
  char line[256];
  while (output != nullptr && std::fgets(line, sizeof line, output) != nullptr)
    std::sscanf(line, "Average Time: %lf", &peer.wall);
  if (output == nullptr || ::pclose(output) != 0) return {};
  getrusage(RUSAGE_CHILDREN, &after);
  const auto cpu = [](const rusage& usage) {
    return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           1e-6 * static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
  };
  peer.cpu = cpu(after) - cpu(before);
  return peer;
}

double median(std::vector<double> samples) {
  std::sort(samples.begin(), samples.end());
  return samples.empty() ? 0 : samples[samples.size() / 2];
}

int run(std::size_t size, int rounds) {
  const auto cites = power_law(size);
  if (size == 1'000'000 && digest_of(cites) != kDigest) {
    std::fputs("rank_flow: the graph is not pl1m\n", stderr);
    return 1;
  }
  const char* const peer = std::getenv("AHUB_GAP_PR_SPMV");
  char file[] = "/tmp/ahub_rank_XXXXXX.sg";
  if (peer == nullptr) {
    std::puts("AHUB_GAP_PR_SPMV is not set: ahub's own figures only");
  } else {
    const int handle = ::mkstemps(file, 3);
    if (handle < 0) return 1;
    ::close(handle);
    write_graph(file, cites);
  }
  constexpr Case kCases[] = {{"all verified, no contributors", 100, 0},
                             {"all verified, 3 contributors", 100, 3},
                             {"3 of 100 verified, 3 contributors", 3, 3}};
  std::vector<RankGraph> graphs;
  for (const Case& each : kCases) graphs.push_back(graph_of(cites, each));
  std::vector<Times> times(graphs.size());
  std::vector<double> peer_wall, peer_cpu;
  std::int64_t sum = 0;
  for (int round = 0; round < rounds; ++round) {
    if (peer != nullptr) {
      // A trial's CPU time: what four more of them cost.
      const Peer one = run_peer(peer, file, 1), five = run_peer(peer, file, 5);
      if (one.wall == 0 || five.wall == 0) {
        std::fprintf(stderr, "rank_flow: '%s' failed\n", peer);
        ::unlink(file);
        return 1;
      }
      peer_wall.push_back(five.wall);
      peer_cpu.push_back((five.cpu - one.cpu) / 4);
    }
    for (std::size_t i = 0; i < graphs.size(); ++i)
      times[i].add([&] { sum += flow(graphs[i]).influence[0]; });
  }
  if (peer != nullptr) ::unlink(file);
  const double wall = median(peer_wall), cpu = median(peer_cpu);
  std::printf("%zu packages, %zu relations, median of %d (checked sum %lld)\n", size,
              graphs[0].target.size(), rounds, static_cast<long long>(sum));
  std::printf("%-36s %10s %10s %8s %8s\n", "", "cpu ms", "wall ms", "cpu x", "wall x");
  if (peer != nullptr)
    std::printf("%-36s %10.1f %10.1f %8s %8s\n", "GAP pr_spmv to 1e-6", 1e3 * cpu, 1e3 * wall, "1",
                "1");
  for (std::size_t i = 0; i < graphs.size(); ++i) {
    std::printf("%-36s %10.1f %10.1f", kCases[i].name, 1e3 * times[i].cpu(0.5),
                1e3 * times[i].wall(0.5));
    if (peer != nullptr)
      std::printf(" %8.3f %8.3f", times[i].cpu(0.5) / cpu, times[i].wall(0.5) / wall);
    std::puts("");
  }
  return 0;
}

}  // namespace
}  // namespace ahub::bench

int main(int count, char** arguments) {
  const auto size = count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 1'000'000;
  const int rounds = count > 2 ? std::atoi(arguments[2]) : 5;
  if (size < 2 || rounds < 1) {
    std::fputs("usage: rank_flow [PACKAGES [ROUNDS]]\n", stderr);
    return 2;
  }
  return ahub::bench::run(size, rounds);
}
