// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// One new verified package that builds on ten others: what its rows and what the influence that
// runs on from it cost. Every round is rolled back.
//   rerank FILE [ROUNDS]
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/random.hpp"
#include "bench/timing.hpp"
#include "hub/store_graph.hpp"

namespace ahub::bench {
namespace {

struct Rollback {};

PackageRows new_package(const Store& store, Xoshiro256ss& random, std::int64_t number) {
  PackageRows rows;
  rows.feed.package = rows.feed.sequence = number;
  rows.feed.slug = fmt::format("new-package-{}", number);
  rows.feed.domain = "cs.AL";
  rows.feed.level = 3;
  rows.feed.attention = total_attention(3, 0);
  // Half of them stand high in the feed, as what is cited again does.
  const FeedSlice first = store.feed({});
  while (rows.relations.size() < 10) {
    std::string slug = first.rows[random.below(first.rows.size())].slug;
    if (rows.relations.size() % 2 == 0) {
      const auto found = store.find_digest(fmt::format("{:03x}", random.below(4096)));
      if (found.empty()) continue;
      slug = found.front().slug;
    }
    rows.relations.push_back({"builds_on", slug, slug, "", 0, 0});
  }
  rows.contributors = {"Nobody Else"};
  return rows;
}

int run(const char* file, int rounds) {
  Store store = Store::open(file, StoreMode::read_write);
  Xoshiro256ss random(42);
  Times write, influence;
  for (int round = 0; round < rounds; ++round) {
    const PackageRows rows = new_package(store, random, 1'000'000'000 + round);
    const RankChange change{rows.feed.slug, true, {}};
    try {
      store.write([&] {
        write.add([&] { store.change_package(nullptr, &rows); });
        influence.add([&] {
          StoreGraph graph(store);
          update_influence(graph, {&change, 1});
        });
        throw Rollback();
      });
    } catch (const Rollback&) {
    }
  }
  std::printf("%-34s %8s %8s %8s %8s\n", "in process, ms", "cpu p50", "cpu p99", "wall p50",
              "wall p99");
  for (const auto& [name, times] : {std::pair{"rows of a new package", &write},
                                    {"influence that runs on from it", &influence}}) {
    std::printf("%-34s %8.3f %8.3f %8.3f %8.3f\n", name, 1e3 * times->cpu(0.5),
                1e3 * times->cpu(0.99), 1e3 * times->wall(0.5), 1e3 * times->wall(0.99));
  }
  return 0;
}

}  // namespace
}  // namespace ahub::bench

int main(int count, char** arguments) {
  if (count < 2) {
    std::fputs("usage: rerank FILE [ROUNDS]\n", stderr);
    return 2;
  }
  try {
    return ahub::bench::run(arguments[1], count > 2 ? std::atoi(arguments[2]) : 100);
  } catch (const ahub::Error& error) {
    std::fprintf(stderr, "rerank: %s\n", error.what());
    return 3;
  }
}
