// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// One function a policy; policies.cpp calls each once.
#pragma once

#include "sim/cache/replay.hpp"

namespace ahub::sim {

PolicyRow fifo_policy();
PolicyRow lru_policy();
PolicyRow mru_policy();
PolicyRow random_policy();
PolicyRow clock_policy();
PolicyRow slru_policy();
PolicyRow two_queues_policy();
PolicyRow lru_k_policy();
PolicyRow arc_policy();
PolicyRow lirs_policy();
PolicyRow lfu_policy();
PolicyRow lfu_perfect_policy();
PolicyRow lfuda_policy();
PolicyRow gdsf_policy();
PolicyRow s3fifo_policy();
PolicyRow sieve_policy();
PolicyRow w_tinylfu_policy();
PolicyRow hyperbolic_policy();
PolicyRow belady_policy();
PolicyRow belady_bypass_policy();

}  // namespace ahub::sim
