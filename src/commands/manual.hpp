// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The manual pages in mdoc, made from the tables of commands, rules, simulators and limits.
#pragma once

#include <string>
#include <vector>

namespace ahub::commands {

struct ManualPage {
  std::string file;  ///< "ahub-rank.1"
  std::string text;
};

/// ahub.1, one page a command, ahub-discovery.5, ahub-receipt.5, ahub-attention.7, ahub-reading.7, ahub-rules.7,
/// ahub-simulators.7.
std::vector<ManualPage> manual_pages();

}  // namespace ahub::commands
