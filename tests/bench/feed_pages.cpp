// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Pages of the feed in process: behind random cursors, and the reads of a first page.
//   feed_pages FILE [PAGES]        prints a line a kind: median and p99, CPU and wall ms
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/random.hpp"
#include "ahub/store/store.hpp"
#include "bench/timing.hpp"

namespace ahub::bench {
namespace {

/// Rows drawn evenly from all: by the first digits of a digest.
std::vector<FeedRow> some_rows(const Store& store, std::size_t count) {
  Xoshiro256ss random(42);
  std::vector<FeedRow> rows;
  while (rows.size() < count) {
    const auto found = store.find_digest(fmt::format("{:03x}", random.below(4096)));
    if (found.empty()) continue;
    if (auto row = store.feed_row(found[random.below(found.size())].slug))
      rows.push_back(std::move(*row));
  }
  return rows;
}

template <class Body>
void report(const char* name, const std::vector<FeedRow>& rows, Body&& body) {
  Times times;
  for (const FeedRow& row : rows) times.add([&] { body(row); });
  std::printf("%-34s %8.3f %8.3f %8.3f %8.3f\n", name, 1e3 * times.cpu(0.5), 1e3 * times.cpu(0.99),
              1e3 * times.wall(0.5), 1e3 * times.wall(0.99));
  std::fflush(stdout);
}

FeedQuery behind(const FeedRow& row) {
  FeedQuery query;
  query.has_cursor = true;
  query.after_attention = row.attention;
  query.after_sequence = row.sequence;
  query.after_rank = 1;  // As a cursor that a page gave knows its own.
  return query;
}

int run(const char* file, std::size_t pages) {
  const Store store = Store::open(file, StoreMode::read_only);
  const std::vector<FeedRow> rows = some_rows(store, pages);
  std::printf("%-34s %8s %8s %8s %8s\n", "in process, ms", "cpu p50", "cpu p99", "wall p50",
              "wall p99");
  report("page behind a random cursor", rows, [&](const FeedRow& row) { store.feed(behind(row)); });
  report("the same within its category", rows, [&](const FeedRow& row) {
    FeedQuery query = behind(row);
    query.category = row.domain;
    store.feed(query);
  });
  report("the same with its category and tag", rows, [&](const FeedRow& row) {
    FeedQuery query = behind(row);
    query.category = row.domain;
    query.tags = {row.concepts.front()};
    store.feed(query);
  });
  report("first page and its facets", rows, [&](const FeedRow&) {
    store.feed({});
    store.categories();
    store.tags(40);
    store.package_count();
  });
  // Where ranks have to be counted; few, because it is no constant.
  const std::vector<FeedRow> few(
      rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(20, pages)));
  report("cursor without a rank (20 only)", few, [&](const FeedRow& row) {
    FeedQuery query = behind(row);
    query.after_rank = 0;
    store.feed(query);
  });
  report("category, tag, level 3 (20 only)", few, [&](const FeedRow& row) {
    FeedQuery query;
    query.category = row.domain;
    query.tags = {row.concepts.front()};
    query.min_level = 3;
    query.min_attention = 10'000;
    store.feed(query);
  });
  return 0;
}

}  // namespace
}  // namespace ahub::bench

int main(int count, char** arguments) {
  if (count < 2) {
    std::fputs("usage: feed_pages FILE [PAGES]\n", stderr);
    return 2;
  }
  try {
    return ahub::bench::run(arguments[1],
                            count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 1000);
  } catch (const ahub::Error& error) {
    std::fprintf(stderr, "feed_pages: %s\n", error.what());
    return 3;
  }
}
