// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What both forms of a card say in the same words.
#pragma once

#include <string>
#include <string_view>

#include "ahub/package/package.hpp"

namespace ahub::report {

/// What a trust level holds a package to, as one phrase.
std::string_view level_meaning(int level) noexcept;
/// What a method runs: "simulator cache", "script verify/verify.py".
std::string method_words(const Method& method);

}  // namespace ahub::report
