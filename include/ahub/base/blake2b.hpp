// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A digest for what is compared at every start: as hard to forge as SHA-256, at a quarter of its
// cost.
#pragma once

#include <string>
#include <string_view>

namespace ahub {

/// BLAKE2b-256 in 64 hex digits. Never stored and never shown: SHA-256 is for that.
std::string blake2b_hex(std::string_view bytes);

}  // namespace ahub
