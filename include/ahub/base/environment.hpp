// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Environment variables.
#pragma once

#include <string_view>

namespace ahub {

/// The variable's value; unset counts as empty. A view of the environment, which ahub never
/// changes.
std::string_view environment(const char* name) noexcept;

}  // namespace ahub
