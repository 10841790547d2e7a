// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Request streams for cache models: a Zipf popularity law, static or drifting.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ahub/sim/simulator.hpp"

namespace ahub::sim {

struct RequestLaw {
  std::int64_t catalog = 10'000;  ///< Objects, 1..2^32 - 1.
  std::int64_t requests = 200'000;
  double zipf_s = 1.1;           ///< Weight of rank i (1-based) is i^-s.
  bool python_rng = true;        ///< Mt19937Py, else Xoshiro256ss.
  std::int64_t drift_every = 0;  ///< Requests between rotations; 0: static.
  std::int64_t drift_shift = 0;  ///< Objects by which ids are rotated each time.
};

/// Object ids, 0-based, most popular first: for each request, Python's random.choices over the
/// weights (bisect_right of u * total in the running sums, at most n - 1). Under drift the id of a
/// request in period k is rotated by k * drift_shift modulo the catalogue.
std::vector<std::uint32_t> draw_requests(const RequestLaw& spec, std::int64_t seed,
                                         const Deadline& deadline = {});

}  // namespace ahub::sim
