// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/kv_heads/convert.hpp"

#include <cmath>

namespace ahub::sim::kv_heads {
namespace {

/// a x + b y, element by element.
Wide blend(double a, const Wide& x, double b, const Wide& y) {
  Wide out(x.rows, x.cols);
  for (std::size_t i = 0; i < out.values.size(); ++i)
    out.values[i] = a * x.values[i] + b * y.values[i];
  return out;
}

Wide mean(const std::vector<Wide>& all) {
  Wide out(all[0].rows, all[0].cols);
  for (const Wide& each : all)
    for (std::size_t i = 0; i < out.values.size(); ++i) out.values[i] += each.values[i];
  for (double& value : out.values) value /= static_cast<double>(all.size());
  return out;
}

/// Sums of squares over heads.
struct Ratio {
  double error = 0, total = 0;
  void add(const Wide& found, const Wide& exact) {
    for (std::size_t i = 0; i < exact.values.size(); ++i) {
      const double difference = found.values[i] - exact.values[i];
      error += difference * difference;
      total += exact.values[i] * exact.values[i];
    }
  }
  double value() const { return error / total; }
};

struct Streams {
  Draws queries, keys, values, anew;
};

/// Weights of one group's heads, d_model x d_head each.
struct Group {
  std::vector<Wide> q, k, v;
};

Group draw_group(const ConvertSettings& s, Streams& streams) {
  const double deviation = 1 / std::sqrt(static_cast<double>(s.d_model));
  const double shared = std::sqrt(s.rho), own = std::sqrt(1 - s.rho);
  const auto draw = [&](Draws& draws) {
    return normal_matrix(s.d_model, s.d_head, deviation, draws);
  };
  const Wide common_k = draw(streams.keys), common_v = draw(streams.values);
  Group group;
  for (std::size_t h = 0; h < s.heads / s.groups; ++h) {
    group.k.push_back(blend(shared, common_k, own, draw(streams.keys)));
    group.v.push_back(blend(shared, common_v, own, draw(streams.values)));
    group.q.push_back(blend(s.query_gain, group.k.back(), 1, draw(streams.queries)));
  }
  return group;
}

Wide attend(const Wide& q, const Wide& k, const Wide& v) {
  Wide p = product_transposed(q, k);
  causal_softmax(p, 1 / std::sqrt(static_cast<double>(k.cols)));
  return product(p, v);
}

}  // namespace

ConvertErrors convert_heads(const ConvertSettings& s, std::int64_t seed, const Context& context) {
  Draws inputs(seed, "inputs");
  Streams streams{Draws(seed, "queries"), Draws(seed, "keys"), Draws(seed, "values"),
                  Draws(seed, "anew")};
  const double deviation = 1 / std::sqrt(static_cast<double>(s.d_model));
  const Wide x = normal_matrix(s.tokens, s.d_model, 1, inputs);
  Ratio output_mean, output_first, output_random, keys_mean, keys_first;
  for (std::size_t g = 0; g < s.groups; ++g) {
    const Group group = draw_group(s, streams);
    const Wide random_k = normal_matrix(s.d_model, s.d_head, deviation, streams.anew);
    const Wide random_v = normal_matrix(s.d_model, s.d_head, deviation, streams.anew);
    const Wide mean_keys = product(x, mean(group.k)), mean_values = product(x, mean(group.v));
    const Wide first_keys = product(x, group.k[0]), first_values = product(x, group.v[0]);
    const Wide random_keys = product(x, random_k), random_values = product(x, random_v);
    for (std::size_t h = 0; h < group.q.size(); ++h) {
      context.deadline.check();
      const Wide q = product(x, group.q[h]), k = product(x, group.k[h]), v = product(x, group.v[h]);
      const Wide exact = attend(q, k, v);
      output_mean.add(attend(q, mean_keys, mean_values), exact);
      output_first.add(attend(q, first_keys, first_values), exact);
      output_random.add(attend(q, random_keys, random_values), exact);
      keys_mean.add(mean_keys, k);
      keys_first.add(first_keys, k);
    }
  }
  return {output_mean.value(), output_first.value(), output_random.value(), keys_mean.value(),
          keys_first.value()};
}

}  // namespace ahub::sim::kv_heads
