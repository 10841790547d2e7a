// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The two forms of arXiv ids: 2205.14135v2 since April 2007, hep-th/9901001v1 before.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ahub {

/// The id without its version and without a subject class ("math.GT/0309136" is math/0309136), or
/// nothing. `version`, where given, gets the version named (1..99999), or 0.
std::optional<std::string> canonical_arxiv_id(std::string_view id, std::int64_t* version = nullptr);

}  // namespace ahub
