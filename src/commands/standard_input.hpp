// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Standard input as one text, under a limit.
#pragma once

#include <cstddef>
#include <string>

namespace ahub::commands {

/// Reads to the end. Throws `Error{input, "too-large"}` beyond `max_bytes`.
std::string read_standard_input(std::size_t max_bytes);

}  // namespace ahub::commands
