// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <numeric>

#include "ahub/sim/trace.hpp"

namespace ahub::sim {
namespace {

/// Slope of the weighted least-squares line through (ln rank, ln count), sign turned.
std::optional<double> zipf_exponent(const std::vector<std::uint64_t>& counts) {
  double weights = 0, xs = 0, ys = 0, xx = 0, xy = 0;
  std::size_t points = 0;
  for (std::size_t i = 0; i < counts.size() && counts[i] > 1; ++i, ++points) {
    const auto rank = static_cast<double>(i + 1);
    const double x = std::log(rank), y = std::log(static_cast<double>(counts[i])), w = 1 / rank;
    weights += w;
    xs += w * x;
    ys += w * y;
    xx += w * x * x;
    xy += w * x * y;
  }
  if (points < 2) return std::nullopt;
  return (xs * ys - weights * xy) / (weights * xx - xs * xs);
}

constexpr std::size_t kBlock = 1U << 16;

/// Sorted downwards, without the zeros at the end. Most objects are requested seldom, so that
/// counting them takes one pass, which can be left at any time.
void sort_counts(std::vector<std::uint64_t>& counts, const std::function<void()>& alive) {
  std::vector<std::uint64_t> often, seldom(kBlock, 0);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (i % kBlock == 0 && alive) alive();
    if (counts[i] < kBlock)
      ++seldom[counts[i]];
    else
      often.push_back(counts[i]);
  }
  std::sort(often.begin(), often.end(), std::greater<>());
  std::copy(often.begin(), often.end(), counts.begin());
  std::size_t at = often.size();
  for (std::size_t count = kBlock; count-- > 1;) {
    if (seldom[count] > kBlock && alive) alive();
    for (std::uint64_t i = 0; i < seldom[count]; ++i) counts[at++] = count;
  }
  counts.resize(at);
}

}  // namespace

TraceProfile profile(const DenseTrace& trace, const std::function<void()>& alive) {
  TraceProfile result;
  result.requests = trace.requests.size();
  result.zero_sized = trace.zero_sized;
  result.resized = trace.resized;
  result.unsized = trace.unsized;
  if (trace.requests.empty()) return result;
  std::vector<std::uint64_t> last, counts;
  result.reuse_time.assign(64, 0);
  for (std::size_t i = 0; i < trace.requests.size(); ++i) {
    if (i % kBlock == 0 && alive) alive();
    const std::uint32_t id = trace.requests[i];
    if (id >= counts.size()) {
      counts.resize(id + 1, 0);
      last.resize(id + 1, 0);
    }
    if (counts[id]++ > 0)
      ++result.reuse_time[static_cast<std::size_t>(std::bit_width(i - last[id]) - 1)];
    last[id] = i;
  }
  while (!result.reuse_time.empty() && result.reuse_time.back() == 0) result.reuse_time.pop_back();
  sort_counts(counts, alive);
  result.distinct = result.cold_misses = counts.size();
  result.one_hit_wonders = static_cast<std::uint64_t>(std::count(counts.begin(), counts.end(), 1U));
  const auto share = [&](std::size_t most) {
    const auto end = counts.begin() + static_cast<std::ptrdiff_t>(std::min(most, counts.size()));
    return static_cast<double>(std::accumulate(counts.begin(), end, std::uint64_t{0})) /
           static_cast<double>(result.requests);
  };
  result.top_1 = share(1);
  result.top_10 = share(10);
  result.top_100 = share(100);
  result.top_percent = share((counts.size() + 99) / 100);
  result.zipf_exponent = zipf_exponent(counts);
  result.min_size = result.max_size = 1;
  result.bytes_distinct = result.distinct;
  if (!trace.sizes.empty()) {
    const auto [least, most] = std::minmax_element(trace.sizes.begin(), trace.sizes.end());
    result.min_size = *least;
    result.max_size = *most;
    result.bytes_distinct =
        std::accumulate(trace.sizes.begin(), trace.sizes.end(), std::uint64_t{0});
  }
  result.mean_size =
      static_cast<double>(result.bytes_distinct) / static_cast<double>(result.distinct);
  return result;
}

}  // namespace ahub::sim
