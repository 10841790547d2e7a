// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Closed forms to hold simulated hit rates against; valid for the static popularity law.
#pragma once

#include <cstdint>

#include "ahub/sim/simulator.hpp"

namespace ahub::sim {

/// Hit rate of a cache that always holds the `capacity` most popular objects: H(c, s) / H(n, s).
double ideal_lfu_hit_rate(std::int64_t catalog, std::int64_t capacity, double zipf_s,
                          const Deadline& deadline = {});

/// LRU hit rate by Che's approximation (Che, Tung, Wang, IEEE JSAC 20(7), 2002, eq. 2 and 3): the
/// characteristic time t solves sum over i of 1 - exp(-p_i t) = capacity; the hit rate is sum of
/// p_i (1 - exp(-p_i t)).
double che_lru_hit_rate(std::int64_t catalog, std::int64_t capacity, double zipf_s,
                        const Deadline& deadline = {});

}  // namespace ahub::sim
