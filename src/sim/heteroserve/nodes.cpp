// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The devices of a cluster and what each is worth.
#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "sim/heteroserve/cluster.hpp"

namespace ahub::sim::heteroserve {

std::vector<Node> nodes_of(const Params& p) {
  const serving::LanguageModel& model = serving::language_model(p.model);
  const serving::Gpu& best = serving::gpu("h100");
  std::vector<Node> nodes;
  for (const auto& [count, name] :
       {std::pair{p.h100, "h100"}, {p.a100, "a100-80"}, {p.l40s, "l40s"}}) {
    const serving::Gpu& gpu = serving::gpu(name);
    // A tenth of the memory goes to activations and the runtime.
    const double room = 0.9 * gpu.memory - model.weight_bytes;
    if (count > 0 && room < model.kv_token_bytes * static_cast<double>(p.longest)) {
      throw Error(ErrorKind::input, "bad-parameter",
                  fmt::format("{} does not fit on one {} with a request of {} tokens", p.model,
                              name, p.longest),
                  "take a smaller model, or fewer tokens with 'longest'");
    }
    const double score = 0.2 * gpu.flops / best.flops + 0.2 * gpu.memory / best.memory +
                         0.6 * gpu.bandwidth / best.bandwidth;
    for (std::int64_t i = 0; i < count; ++i) {
      nodes.push_back({&gpu, serving::device_of(gpu, model), score,
                       static_cast<std::int64_t>(room / model.kv_token_bytes)});
    }
  }
  if (nodes.empty())
    throw Error(ErrorKind::input, "bad-parameter", "the cluster has no device",
                "give some with h100, a100 or l40s");
  return nodes;
}

}  // namespace ahub::sim::heteroserve
