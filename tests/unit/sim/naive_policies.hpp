// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// References of the replacement policies, written from their definitions with linear scans; they
// share nothing with the policies under test but the random numbers.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace naive {

struct Input {
  std::vector<std::uint32_t> trace;
  std::vector<std::uint64_t> sizes;  // By id.
  std::uint64_t capacity = 1;
  std::uint64_t seed = 0;
  bool libcachesim = false;
};

/// 1 for each request that hits.
using Reference = std::vector<std::uint8_t> (*)(const Input&);
Reference find(std::string_view policy);

}  // namespace naive
